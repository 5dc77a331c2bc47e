import { describe, expect, test } from 'vitest';
import { componentSources } from '../../../src/project/containers/component-sources.ts';

const sourcesOf = (path: string, text: string): ReturnType<typeof componentSources> =>
  componentSources({ path, text, hasByteOrderMark: false });

/** What is left of each source, without the blank. */
const codeOf = (path: string, text: string): string[] => sourcesOf(path, text).map(source => source.text.trim());

describe('the code of a component stays where it is', () => {
  const text =
    '<p>é😀\u2028</p>\r\n<script>\r\n  a();\r\n</script>\n<script setup>b();</script>\n<style>p { color: red }</style>\n';
  const [source] = sourcesOf('a.vue', text);

  test('with the length of the file', () => {
    expect(source?.text).toHaveLength(text.length);
  });

  test.each(['a();', 'b();'])('%s', code => {
    expect(source?.text.indexOf(code)).toBe(text.indexOf(code));
  });

  test('in the same lines, with nothing else', () => {
    expect(source?.text.split(/\r\n|[\r\n\u2028\u2029]/).map(line => line.trim())).toEqual([
      '',
      '',
      '',
      'a();',
      '',
      'b();',
      '',
      '',
    ]);
  });
});

describe('blocks share a scope', () => {
  test.each([
    ['those of a component of Vue', 'a.vue', '<script>const a = 1;</script><script setup>b(a);</script>'],
    [
      'those of the module and of a component of Svelte',
      'a.svelte',
      '<script context="module">const a = 1;</script><script>b(a);</script>',
    ],
    [
      'those of the module and of a component of Svelte 5',
      'a.svelte',
      '<script module>const a = 1;</script><script>b(a);</script>',
    ],
  ])('%s', (_, path, text) => {
    expect(codeOf(path, text).map(code => code.replaceAll(/\s{2,}/g, ' '))).toEqual(['const a = 1; b(a);']);
  });
});

describe('blocks are apart', () => {
  test.each([
    [
      'one that a component of Svelte adds to the page',
      'a.svelte',
      '<script>a();</script><svelte:head><script>b();</script></svelte:head>',
      ['a();', 'b();'],
    ],
    ['those of a page of Astro', 'a.astro', '<script>a();</script><script>b();</script>', ['a();', 'b();']],
    [
      'the server and the browser of a page of Astro',
      'a.astro',
      '---\na();\n---\n<p /><script>b();</script>',
      ['a();', 'b();'],
    ],
  ])('%s', (_, path, text, expected) => {
    expect(codeOf(path, text)).toEqual(expected);
  });
});

describe('the frontmatter of Astro', () => {
  test.each([
    ['is all up to the closing dashes', '---\nconst a = b - --c;\n---\n<p>x</p>', ['const a = b - --c;']],
    ['may follow blank lines', '\n\n---\na();\n---', ['a();']],
    ['may have line ends of Windows', '---\r\na();\r\n---\r\n', ['a();']],
    ['may not be closed', '---\na();', ['a();']],
    ['may be empty', '---\n---\n<p />', ['']],
    ['may write tags', "---\na('<script>');\n---\n<script>b();</script>", ["a('<script>');", 'b();']],
    ['is not a line of dashes in the markup', '<p>a</p>\n---\nb()\n---', []],
  ])('%s', (_, text, expected) => {
    expect(codeOf('a.astro', text)).toEqual(expected);
  });
});

describe('the language is', () => {
  test.each([
    ['a.vue', '<script>', 'a.vue?0.js', 'javascript'],
    ['a.vue', '<script lang="ts">', 'a.vue?0.ts', 'typescript'],
    ['a.vue', '<script setup lang="tsx">', 'a.vue?0.tsx', 'typescript'],
    ['a.vue', '<script lang="jsx">', 'a.vue?0.jsx', 'javascript'],
    ['a.svelte', '<script lang="ts" generics="T">', 'a.svelte?0.ts', 'typescript'],
    ['a.astro', '<script>', 'a.astro?0.ts', 'typescript'],
  ])('in %s with %s', (path, tag, name, language) => {
    expect(sourcesOf(path, `${tag}a()</script>`)).toMatchObject([{ path, name, language }]);
  });

  test('the richer one of two blocks', () => {
    expect(sourcesOf('a.vue', '<script>a()</script><script lang="ts">b()</script>')).toMatchObject([
      { language: 'typescript' },
    ]);
  });
});

describe('no code', () => {
  test.each([
    ['data', '<script type="application/json">{}</script>'],
    ['linked data', '<script type="application/ld+json">{ "url": "https://a.klaviyo.com/api/lists" }</script>'],
    ['a map of imports', '<script type="importmap">{}</script>'],
    ['a template', '<script type="text/x-template"><p>x</p></script>'],
    ['a template of another kind', '<script type="text/html"><p>x</p></script>'],
    ['another language', '<script lang="coffee">a -> b</script>'],
  ])('%s', (_, text) => {
    expect(['a.vue', 'a.svelte', 'a.astro'].flatMap(path => sourcesOf(path, text))).toEqual([]);
  });
});

test.each([
  '',
  'module',
  'text/javascript',
  'application/javascript',
  'text/babel',
  'text/partytown',
  'TEXT/JAVASCRIPT',
])('a block of the type %j is code', type => {
  expect(codeOf('a.svelte', `<script type="${type}">a()</script>`)).toEqual(['a()']);
});
