import { describe, expect, test } from 'vitest';
import { collectEvidenceFacts } from '../../../src/project/evidence/collect-evidence-facts.ts';
import { factsIn } from '../../support/evidence.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

test('code says whether it is near the vendor, and whether it reaches it', async () => {
  const { code } = await factsIn({
    'client.ts': "import { helper } from './helper.js';\nimport { ProfilesApi } from 'klaviyo-api';\n",
    'helper.ts': 'export const helper = 1;\n',
    'service.ts': "import './client.js';\n",
    'app.ts': "import express from 'express';\nimport './service.js';\n",
    'other.ts': "import express from 'express';\n",
    'plain.ts': 'export {};\n',
  });
  expect(code.map(({ path, isNear, reachesVendor }) => `${path} ${isNear} ${reachesVendor}`)).toEqual([
    'client.ts true true',
    'helper.ts true false',
    'service.ts true true',
    'app.ts false true',
    'other.ts false false',
  ]);
});

test('a call from the browser is none of a server', async () => {
  const { code } = await factsIn({ 'a.ts': "fetch('https://a.klaviyo.com/client/events');\n" });
  expect(code[0]).toMatchObject({ isNear: true, reachesVendor: false });
});

test('an outline has what the code imports, calls, reads and declares', async () => {
  const { code } = await factsIn({
    'a.ts': [
      "import limit, { type Limiter } from 'p-limit';",
      'const { KLAVIYO_ENABLED } = process.env;',
      "const store = require('./b');",
      "app.get('/health', async () => ask(store));",
      "new Worker('klaviyo', { text: `a${1}b` });",
      'const shape = { phoneNumber: phone, other: 1 };',
      "@Controller('x') class Health { check() { return ask(); } }",
    ].join('\n'),
    'b.ts': 'export {};\n',
  });
  const [outline] = code;
  expect(outline).toMatchObject({
    imports: [
      { specifier: 'p-limit', line: 1, names: ['limit', 'Limiter'] },
      { specifier: './b', line: 3, names: ['store'], target: 'b.ts' },
    ],
    environment: [{ name: 'KLAVIYO_ENABLED', line: 2 }],
  });
  expect(outline?.calls).toContainEqual({ callee: 'app.get', line: 4, texts: ['/health'], mentions: ['ask', 'store'] });
  expect(outline?.calls).toContainEqual({ callee: 'new Worker', line: 5, texts: ['klaviyo'], mentions: [] });
  expect(outline?.calls).toContainEqual({
    callee: '@Controller',
    line: 7,
    texts: ['x'],
    mentions: ['Controller', 'Health', 'check', 'ask'],
  });
  expect(outline?.strings).toContainEqual({ name: 'a${}b', line: 5 });
  expect(outline?.properties).toContainEqual({ name: 'phoneNumber', line: 6, isLiteral: false });
  expect(outline?.functions).toContainEqual({ name: 'check', line: 7, mentions: ['ask'] });
});

test('code that does not parse is named, and the rest counts', async () => {
  const { code, unread } = await factsIn({
    'a.ts': 'klaviyo( = webhook;\n',
    'b.ts': "import 'klaviyo-api'; // phoneNumber\n",
  });
  expect(unread).toEqual([{ path: 'a.ts', reason: 'it does not parse' }]);
  expect(code.map(({ path }) => path)).toEqual(['b.ts']);
});

test('data and texts are kept where they may say something', async () => {
  const { data, texts } = await factsIn({
    'klaviyo.yml': 'a: 1\n',
    'other.yml': 'a: 1\n',
    'package.json': { scripts: { a: 'b' } },
    'package-lock.json': { name: 'klaviyo' },
    'tsconfig.json': '{ /* klaviyo */ }',
    'undo.sh': '# klaviyo\nrollback\n',
    'plain.sh': 'echo\n',
  });
  expect(data.map(({ path }) => path)).toEqual(['klaviyo.yml', 'package.json']);
  expect(texts).toEqual([
    {
      path: 'undo.sh',
      lines: [
        { text: 'rollback', line: 2 },
        { text: '', line: 3 },
      ],
    },
  ]);
});

test.each([
  [
    'a template of a chart',
    'chart/templates/klaviyo.yaml',
    'kind: Deployment\n{{- if .Values.klaviyo }}\n  a: 1\n',
    'it is a template',
  ],
  ['what is no YAML', 'klaviyo.yml', 'a: "\n', 'it is not valid YAML (line 2)'],
  ['what is no TOML', 'klaviyo.toml', '= 1\n', 'it is not valid TOML (line 1)'],
])('%s is named as not read', async (_, path, text, reason) => {
  const { data, unread, unreadData } = await factsIn({ [path]: text });
  expect([data, unread, unreadData]).toEqual([[], [], [{ path, reason }]]);
});

test.each([
  ['a template that is YAML all the same', 'klaviyo.yml', "a: '{{ .Values.a }}'\n", 1],
  ['a template that has nothing to do with it', 'chart/templates/a.yaml', '{{- if .Values.a }}\n  a: 1\n', 0],
])('%s is not', async (_, path, text, files) => {
  const { data, unreadData } = await factsIn({ [path]: text });
  expect([data.length, unreadData]).toEqual([files, []]);
});

describe('what concerns another vendor', () => {
  const pathsIn = async (files: VirtualFiles): Promise<{ code: string[]; unread: string[] }> => {
    const { code, unread } = await collectEvidenceFacts(virtualReader(files), Object.keys(files), 'customerio');
    return {
      code: code.filter(({ isNear }) => isNear).map(({ path, reachesVendor }) => `${path} ${reachesVendor}`),
      unread: unread.map(({ path }) => path),
    };
  };

  test('is read in components, also by its short name', async () => {
    const files = {
      'a.vue': "<script setup>\nfetch('https://track.customer.io/api/v1/events');\n</script>\n",
      'b.svelte': '<script>\n_cio.identify({ id });\n</script>\n',
      'c.vue': "<script setup>\nfetch('https://a.klaviyo.com/api/events');\n</script>\n",
    };
    expect(await pathsIn(files)).toEqual({ code: ['a.vue true', 'b.svelte false'], unread: [] });
  });

  test('is told where it cannot be read', async () => {
    const files = {
      'a.vue': "<script setup>\nimport { TrackClient } from 'customerio-node';\nconst = 1;\n</script>\n",
      'b.ts':
        "import { TrackClient } from 'customerio-node';\nconst track = new TrackClient(site, key) const;\nwebhook();\n",
      'c.vue': "<script setup>\nimport { ProfilesApi } from 'klaviyo-api';\nconst = 1;\n</script>\n",
    };
    expect((await pathsIn(files)).unread).toEqual(['a.vue', 'b.ts']);
  });

  test('reaches it by another name of its SDK', async () => {
    const files = {
      'package.json': '{ "dependencies": { "mailer": "npm:customerio-node@5.2.0", "kl": "npm:klaviyo-api@23.0.0" } }',
      'a.ts': "import { TrackClient } from 'mailer';\nimport './b.js';\n// customer.io\n",
      'b.ts': "import { ProfilesApi } from 'kl';\n// customer.io\n",
    };
    expect((await pathsIn(files)).code).toEqual(['a.ts true', 'b.ts false']);
  });
});
