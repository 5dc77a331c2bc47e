import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { collectFacts } from '../../../src/project/manifests/collect-facts.ts';
import type { RepositoryFacts } from '../../../src/model/facts.ts';
import { createFileReader } from '../../../src/project/discovery/read-file.ts';
import { temporaryFolder, type Files } from '../temporary-folder.ts';
import { fileOf, MONOREPO } from './lock-texts.ts';

const MANIFESTS: Files = {
  'package.json': JSON.stringify({
    name: 'root',
    workspaces: ['packages/*'],
    dependencies: { 'klaviyo-api': '~19.0.0' },
  }),
  'packages/a/package.json': JSON.stringify({ name: '@shop/a', dependencies: { 'klaviyo-api': '^21.0.0' } }),
  'packages/b/package.json': JSON.stringify({
    name: 'b',
    devDependencies: { 'klaviyo-api': '22.0.1', sdk: 'npm:klaviyo-api@20.0.0' },
  }),
};

async function factsOf(files: Files): Promise<RepositoryFacts> {
  const root = temporaryFolder(files);
  const { facts, skipped } = await collectFacts(createFileReader(root), Object.keys(files), {
    root,
    listed: Object.keys(files),
  });
  expect(skipped).toEqual([]);
  return facts;
}

describe.each(Object.entries(MONOREPO))('a monorepo of %s', (format, text) => {
  const path = fileOf(format);
  const files = { ...MANIFESTS, [path]: text };
  /** The line of an entry as a plain search finds it. */
  const lineWith = (version: string): number[] =>
    text.split('\n').flatMap((line, index) => (line.includes(version) ? [index + 1] : []));

  test('every manifest gets its own version, with the axios behind it', async () => {
    const { sdkDependencies } = await factsOf(files);
    expect(
      sdkDependencies.map(({ name, at, root, locks }) => [
        at.path,
        name,
        root,
        locks.map(({ state, sdk }) => [state, sdk?.version, sdk?.axios]),
      ]),
    ).toEqual([
      ['package.json', 'klaviyo-api', '', [['held', '19.0.2', '1.12.2']]],
      ['packages/a/package.json', 'klaviyo-api', '', [['held', '21.0.1', '1.12.2']]],
      ['packages/b/package.json', 'klaviyo-api', '', [['held', '22.0.1', '1.7.2']]],
      ['packages/b/package.json', 'sdk', '', [['held', '20.0.0', '1.12.2']]],
    ]);
  });

  test('each entry is found at its own line, at most two above its version', async () => {
    const { sdkDependencies } = await factsOf(files);
    for (const { sdk } of sdkDependencies.flatMap(({ locks }) => locks)) {
      const { line } = sdk!.at;
      expect(sdk!.at.path).toBe(path);
      expect(text.split('\n')[line - 1]).toMatch(/klaviyo-api|sdk/);
      expect(lineWith(sdk!.version!).some(found => found >= line && found <= line + 2)).toBe(true);
    }
    expect(new Set(sdkDependencies.flatMap(({ locks }) => locks.map(({ sdk }) => sdk!.at.line))).size).toBe(4);
  });

  test('the lock file lists every copy', async () => {
    const { lockFiles } = await factsOf(files);
    expect(
      lockFiles.map(({ path: file, isRead, isIgnored, sdks }) => [
        file,
        isRead,
        isIgnored,
        sdks.map(({ version }) => version).sort(),
      ]),
    ).toEqual([[path, true, false, ['19.0.2', '20.0.0', '21.0.1', '22.0.1']]]);
  });

  test('it is checked, with findings on the manifests', async () => {
    const report = await audit({ root: temporaryFolder(files), asOf: '2026-11-20', failOn: 'error' });
    expect(report.skipped).toEqual([]);
    expect(report.findings.map(({ path: file, ruleId, severity }) => `${file} ${ruleId} ${severity}`)).toEqual([
      'package.json check/broken-sdk-retry warning',
      'package.json check/floating-sdk-range warning',
      'package.json check/mixed-sdk-versions warning',
      'package.json check/outdated-sdk-revision warning',
      'packages/a/package.json check/broken-sdk-retry warning',
      'packages/a/package.json check/floating-sdk-range warning',
      'packages/a/package.json check/outdated-sdk-revision warning',
      'packages/b/package.json check/broken-sdk-retry warning',
      'packages/b/package.json check/outdated-sdk-revision warning',
    ]);
  });

  test('CR LF at the end of lines changes nothing', async () => {
    const { sdkDependencies } = await factsOf({ ...files, [path]: text.replaceAll('\n', '\r\n') });
    const plain = await factsOf(files);
    expect(sdkDependencies).toEqual(plain.sdkDependencies);
  });

  test('a manifest that asks for what was never locked', async () => {
    const { sdkDependencies } = await factsOf({
      ...files,
      'packages/b/package.json': JSON.stringify({
        name: 'b',
        dependencies: { 'klaviyo-api': '22.0.1', other: 'npm:klaviyo-api@18.0.0' },
      }),
    });
    expect(sdkDependencies.filter(({ name }) => name === 'other').map(({ locks }) => locks)).toEqual([
      [expect.objectContaining({ path, state: 'missing' })],
    ]);
  });

  test('a workspace that was never locked', async () => {
    const { sdkDependencies } = await factsOf({
      ...files,
      'packages/c/package.json': JSON.stringify({ name: 'c', dependencies: { 'klaviyo-api': '17.0.0' } }),
    });
    expect(sdkDependencies.at(-1)).toMatchObject({ root: '', locks: [{ path, state: 'missing' }] });
  });
});
