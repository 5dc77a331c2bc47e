import { expect, test } from 'vitest';
import { collectFacts } from '../../../src/project/manifests/collect-facts.ts';
import { createFileReader } from '../../../src/project/discovery/read-file.ts';
import { factsWith } from '../../sdk-facts.ts';
import { temporaryFolder, type Files } from '../temporary-folder.ts';

const collect = (files: Files): ReturnType<typeof collectFacts> =>
  collectFacts(createFileReader(temporaryFolder(files)), Object.keys(files));
const manifest = (dependencies: object): string => JSON.stringify({ dependencies });

test('finds the SDK in every manifest, with its place', async () => {
  const { facts } = await collect({
    'package.json': '{\n "dependencies": {\n  "klaviyo-api": "^23.0.0"\n }\n}',
    'packages/a/package.json': manifest({ 'klaviyo-api': '23.0.0' }),
  });
  expect(facts.sdkDependencies).toEqual([
    {
      name: 'klaviyo-api',
      packageName: 'klaviyo-api',
      section: 'dependencies',
      specifier: '^23.0.0',
      kind: 'range',
      range: '^23.0.0',
      root: '',
      locks: [],
      at: { path: 'package.json', line: 3, column: 18, endLine: 3, endColumn: 27 },
    },
    expect.objectContaining({
      kind: 'exact',
      at: expect.objectContaining({ path: 'packages/a/package.json', line: 1 }),
    }),
  ]);
});

test('finds the SDK under another name, and a fork under its name', async () => {
  const { facts } = await collect({
    'package.json': manifest({ sdk: 'npm:klaviyo-api@^23', 'klaviyo-api': 'npm:@fork/sdk@^1' }),
  });
  expect(facts.sdkDependencies.map(({ name, kind }) => [name, kind])).toEqual([
    ['sdk', 'range'],
    ['klaviyo-api', 'range'],
  ]);
});

test('leaves other packages alone, however they are named', async () => {
  const { facts } = await collect({
    'package.json': manifest({
      'node-klaviyo': '^1',
      'klaviyo-api-mock': '^1',
      '@types/klaviyo-api': '^1',
      x: 'npm:klaviyo-api-mock@^1',
    }),
  });
  expect(facts.sdkDependencies).toEqual([]);
});

test('finds the SDK in a catalog', async () => {
  const { facts } = await collect({
    'pnpm-workspace.yaml': 'catalog:\n  klaviyo-api: ^23.0.0\n',
    'package.json': manifest({ 'klaviyo-api': 'catalog:' }),
  });
  expect(facts.sdkDependencies.map(({ section, kind, at }) => [section, kind, at.path, at.line])).toEqual([
    ['catalog', 'range', 'pnpm-workspace.yaml', 2],
    ['dependencies', 'catalog', 'package.json', 1],
  ]);
});

test('counts lines and columns without a byte order mark', async () => {
  const { facts } = await collect({ 'package.json': `\uFEFF${manifest({ 'klaviyo-api': '^23' })}` });
  expect(facts.sdkDependencies[0]?.at).toMatchObject({ line: 1, column: 32 });
});

test('a broken manifest is one entry, and the rest counts', async () => {
  const { facts, skipped } = await collect({
    'a/package.json': '{\n "dependencies": {',
    'b/package.json': manifest({ 'klaviyo-api': '^23' }),
    'c/package.json': '[]',
  });
  expect(facts.sdkDependencies).toHaveLength(1);
  expect(skipped).toEqual([
    { id: 'file', path: 'a/package.json', reason: 'it is not valid JSON (line 2)' },
    { id: 'file', path: 'c/package.json', reason: 'it is not a JSON object (line 1)' },
  ]);
});

test.each([
  ['package.json', '['.repeat(1_000_000)],
  ['package.json', '{"a":'.repeat(500_000)],
  ['pnpm-workspace.yaml', '['.repeat(100_000)],
  [
    'pnpm-workspace.yaml',
    `catalog:\n${Array.from({ length: 20_000 }, (_, n) => `  - &a${n} [*a${n - 1}, *a${n - 1}]`).join('\n')}`,
  ],
])('%s that is made to exhaust a reader is one entry at most', async (path, text) => {
  const { facts, skipped } = await collect({ [path]: text });
  expect(facts.sdkDependencies).toEqual([]);
  expect(skipped.length).toBeLessThanOrEqual(1);
});

test('a manifest that cannot be read is one entry', async () => {
  const { skipped } = await collectFacts(
    () => ({ reason: 'it cannot be read (EACCES)' }),
    ['package.json', 'README.md'],
  );
  expect(skipped).toEqual([{ id: 'file', path: 'package.json', reason: 'it cannot be read (EACCES)' }]);
});

test('a manifest that is gone is nothing', async () => {
  expect(await collectFacts(() => undefined, ['package.json'])).toEqual({ facts: factsWith(), skipped: [] });
});
