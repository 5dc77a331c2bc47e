import { describe, expect, test } from 'vitest';
import { lintFiles, type LintedFiles } from '../../../src/project/lint/lint-files.ts';

const ROOT = '/checked';

async function lint(files: Record<string, string>): Promise<LintedFiles> {
  const read = (path: string): Buffer | undefined => (files[path] === undefined ? undefined : Buffer.from(files[path]));
  return lintFiles(read, Object.keys(files), { root: ROOT, asOf: '2026-11-20' });
}

const places = ({ findings }: LintedFiles, rule = 'no-raw-http'): string[] =>
  findings
    .filter(({ ruleId }) => ruleId === `klaviyo/${rule}`)
    .map(({ path, line, column, endLine, endColumn }) => `${path} ${line}:${column}-${endLine}:${endColumn}`);

const CALL = "fetch('https://a.klaviyo.com/api/lists')";
const API = {
  'src/api.ts': "export const BASE = 'https://a.klaviyo.com/api';\nexport const REVISION = '2024-02-15';\n",
};

describe('a call is reported where it stands in the file', () => {
  test.each([
    [
      'in Vue',
      'a.vue',
      `<template>\n  <p />\n</template>\n\n<script setup lang="ts">\nconst a: string = 'x';\n  await ${CALL};\n</script>\n`,
      'a.vue 7:9-7:49',
    ],
    [
      'in Vue without types',
      'a.vue',
      `<script>\nexport default { mounted() { ${CALL}; } };\n</script>\n`,
      'a.vue 2:30-2:70',
    ],
    ['in a picture', 'a.svg', `<svg><script>${CALL}</script></svg>`, 'a.svg 1:14-1:54'],
    [
      'in a picture that is right XML',
      'a.svg',
      `<?xml version="1.0"?>\n<svg>\n<script>\n<![CDATA[\n  ${CALL};\n]]>\n</script></svg>`,
      'a.svg 5:3-5:43',
    ],
    ['in a handler of a picture', 'a.svg', `<svg onload="${CALL}"><path d="M0 0" /></svg>`, 'a.svg 1:14-1:54'],
    ['in the line of its tag', 'a.svelte', `<p /><script>${CALL};</script>`, 'a.svelte 1:14-1:54'],
    [
      'with line ends of Windows',
      'a.svelte',
      `<script>\r\n  let a = 1;\r\n  $: ${CALL};\r\n</script>\r\n`,
      'a.svelte 3:6-3:46',
    ],
    ['behind characters of two units', 'a.astro', `<p>😀</p><script>${CALL};</script>`, 'a.astro 1:18-1:58'],
    [
      'in the frontmatter',
      'a.astro',
      `---\nif (!a) return Astro.redirect('/');\nconst lists = await ${CALL};\n---\n<p />`,
      'a.astro 3:21-3:61',
    ],
    [
      'with assertions of types',
      'a.vue',
      `<script lang="ts">\nconst a = <string>b;\n${CALL};\n</script>`,
      'a.vue 3:1-3:41',
    ],
    [
      'with elements in the script',
      'a.vue',
      `<script lang="tsx">\nconst a = <p>{b as string}</p>;\n${CALL};\n</script>`,
      'a.vue 3:1-3:41',
    ],
    ['behind a byte order mark', 'a.vue', `\uFEFF<script>${CALL}</script>`, 'a.vue 1:9-1:49'],
  ])('%s', async (_, path, text, expected) => {
    const result = await lint({ [path]: text });
    expect(places(result)).toEqual([expected]);
    expect(result.skipped).toEqual([]);
  });
});

test('a suggestion edits the file, not the block', async () => {
  const text =
    '\uFEFF<p>😀</p>\r\n<script>\r\nfetch("https://a.klaviyo.com/client/events", { headers: { revision: "2024-02-15" } });\r\n</script>';
  const { findings } = await lint({ 'a.vue': text });
  const [edit] = findings[0]?.suggestions?.[0]?.edits ?? [];
  expect(text.slice(edit?.start, edit?.end)).toBe('2024-02-15');
});

test('both blocks of a component of Vue see the same constants', async () => {
  const text = `<script>\nconst BASE = 'https://a.klaviyo.com/api';\n</script>\n<script setup>\nfetch(BASE + '/lists');\n</script>`;
  expect(places(await lint({ 'a.vue': text }))).toEqual(['a.vue 5:1-5:23']);
});

test('what two blocks both import is no error', async () => {
  const block = "import { BASE } from './api';\n";
  const text = `<script>\n${block}</script>\n<script setup>\n${block}fetch(BASE + '/profiles');\n</script>`;
  const result = await lint({ ...API, 'src/a.vue': text });
  expect(places(result)).toEqual(['src/a.vue 6:1-6:26']);
  expect(result.skipped).toEqual([]);
});

test('blocks of a page of Astro may declare the same name', async () => {
  const text = `<script>const a = 1; ${CALL};</script>\n<script>const a = 2; ${CALL};</script>`;
  expect(places(await lint({ 'a.astro': text }))).toEqual(['a.astro 1:22-1:62', 'a.astro 2:22-2:62']);
});

describe('a component without a sign of its own', () => {
  const text =
    '<script lang="ts">\nimport { BASE, REVISION } from \'./api\';\nfetch(`${BASE}/profiles`, { headers: { revision: REVISION } });\n</script>';

  test.each(['src/a.vue', 'src/a.svelte', 'src/a.astro'])('is linted for what it imports: %s', async path => {
    const result = await lint({ ...API, [path]: text });
    expect(places(result)).toEqual([`${path} 3:1-3:63`]);
    expect(result.count).toBe(2);
  });
});

test('a style sheet or a component that is imported does not end the run', async () => {
  const imports = "import './a.css';\nimport Child from './Child.vue';\nimport { BASE } from './api';\n";
  const files = {
    ...API,
    'src/a.css': '',
    'src/Child.vue': '<script>klaviyo</script>',
    'src/a.vue': `<script>\n${imports}fetch(BASE + '/profiles');\n</script>`,
    'src/main.ts': `${imports}fetch(BASE + '/profiles');\n`,
  };
  expect(places(await lint(files))).toEqual(['src/a.vue 5:1-5:26', 'src/main.ts 4:1-4:26']);
});

test('a component shows that a revision elsewhere is sent', async () => {
  const text =
    "<script>\nimport { BASE, REVISION } from './api';\nexport const klaviyo = () => fetch(BASE, { headers: { revision: REVISION } });\n</script>";
  expect(places(await lint({ ...API, 'src/a.vue': text }), 'no-outdated-revision')).toEqual(['src/api.ts 2:25-2:37']);
});

describe('silent', () => {
  test.each([
    [
      'a comment that disables the rule',
      `<script>\n// eslint-disable-next-line klaviyo/no-raw-http\n${CALL};\n</script>`,
    ],
    [
      'a comment that disables the rule for the block',
      `<script>\n/* eslint-disable klaviyo/no-raw-http */\n${CALL};\n</script>`,
    ],
    ['a call in a comment', `<script>\n// ${CALL}\n</script>`],
    ['a call in the text of the page', `<p>${CALL}</p>\n<script>klaviyo</script>`],
    ['a script in a comment of the page', `<!-- <script>${CALL}</script> -->\n<script>klaviyo</script>`],
    ['data', `<script type="application/json">${CALL}</script>`],
  ])('%s', async (_, text) => {
    for (const path of ['a.vue', 'a.svelte', 'a.astro']) expect(places(await lint({ [path]: text }))).toEqual([]);
  });
});

test('a block that does not parse is reported with its line in the file, and the others count', async () => {
  const { findings, skipped } = await lint({
    'a.astro': `<p />\n<script>\nklaviyo = = 1;\n</script>\n<script>\n${CALL};\n</script>`,
  });
  expect(skipped).toEqual([
    { id: 'file', path: 'a.astro', reason: expect.stringMatching(/^it does not parse \(line 3: /) },
  ]);
  expect(findings.map(({ line }) => line)).toEqual([6, 6]);
});

test('a script of Google Apps Script is JavaScript', async () => {
  const files = {
    'Code.gs': "function sync() {\n  UrlFetchApp.fetch('https://a.klaviyo.com/api/lists');\n}\n",
    ...API,
    'src/use.ts': "import { BASE } from './api';\nfetch(BASE + '/profiles');",
  };
  expect(places(await lint(files))).toEqual(['Code.gs 2:3-2:55', 'src/use.ts 2:1-2:26']);
});

test('a component without a script is not linted', async () => {
  expect(await lint({ 'a.vue': '<template><a href="https://www.klaviyo.com">b</a></template>' })).toEqual({
    findings: [],
    skipped: [],
    count: 0,
    analyzed: [],
  });
});
