import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import type { RepositoryFacts } from '../../../src/model/facts.ts';
import type { Report } from '../../../src/model/report.ts';
import { createFileReader } from '../../../src/project/discovery/read-file.ts';
import { collectFacts } from '../../../src/project/manifests/collect-facts.ts';
import { addFiles, type Files, git, temporaryFolder, temporaryRepository } from '../temporary-folder.ts';
import { fileOf, MONOREPO } from './lock-texts.ts';

const MANIFESTS: Files = {
  'package.json': '{ "name": "root", "workspaces": ["packages/*"], "dependencies": { "klaviyo-api": "~19.0.0" } }',
  'packages/a/package.json': '{ "name": "@shop/a", "dependencies": { "klaviyo-api": "^21.0.0" } }',
  'packages/b/package.json':
    '{ "name": "b", "devDependencies": { "klaviyo-api": "22.0.1", "sdk": "npm:klaviyo-api@20.0.0" } }',
};

async function factsOf(root: string): Promise<RepositoryFacts> {
  const { facts, skipped } = await collectFacts(createFileReader(root), ['package.json'], {
    root,
    listed: ['package.json'],
  });
  expect(skipped).toEqual([]);
  return facts;
}

async function found(root: string): Promise<Report> {
  return audit({ root, asOf: '2026-11-20' });
}

describe.each(Object.entries(MONOREPO))('one package of a monorepo of %s', (format, text) => {
  const lock = fileOf(format);

  test('gets what the lock file above holds for it', async () => {
    const root = temporaryRepository({ ...MANIFESTS, [lock]: text });
    const { sdkDependencies, lockFiles } = await factsOf(join(root, 'packages/a'));
    expect(
      sdkDependencies.map(({ at, root: above, locks }) => [
        at.path,
        above,
        locks.map(({ path, state, sdk }) => [path, state, sdk?.version, sdk?.at.path]),
      ]),
    ).toEqual([['package.json', '../..', [[`../../${lock}`, 'held', '21.0.1', `../../${lock}`]]]]);
    expect(lockFiles.map(({ path, isIgnored, isRead }) => [path, isIgnored, isRead])).toEqual([
      [`../../${lock}`, false, true],
    ]);
  });

  test('finds the same as a check of the whole', async () => {
    const root = temporaryRepository({ ...MANIFESTS, [lock]: text });
    const inPackage = (await found(join(root, 'packages/a'))).findings;
    const inWhole = (await found(root)).findings.filter(({ path }) => path.startsWith('packages/a/'));
    const shownOf = ({ findings }: Pick<Report, 'findings'>): string[] =>
      findings.map(({ ruleId, path, message }) => `${path} ${ruleId} ${message}`);
    expect(shownOf({ findings: inPackage })).toEqual(
      shownOf({ findings: inWhole }).map(line =>
        line.replaceAll(`'${lock}'`, `'../../${lock}'`).replace('packages/a/', ''),
      ),
    );
  });
});

const LOCK = `{ "lockfileVersion": 3, "packages": {
  "": { "workspaces": ["packages/*"] },
  "packages/a": { "dependencies": { "klaviyo-api": "^21.0.0" } },
  "node_modules/klaviyo-api": { "version": "21.0.1" } } }`;

describe('what is above', () => {
  test('counts up to the top of the repository only', async () => {
    const outside = temporaryFolder({ 'package-lock.json': LOCK, 'package.json': MANIFESTS['package.json']! });
    addFiles(outside, { 'packages/a/package.json': MANIFESTS['packages/a/package.json']! });
    const locksOf = async (): Promise<unknown> =>
      (await factsOf(join(outside, 'packages/a'))).sdkDependencies.map(({ locks }) => locks);
    expect(await locksOf()).toEqual([[]]);
    git(join(outside, 'packages/a'), 'init', '--quiet');
    expect(await locksOf()).toEqual([[]]);
    git(join(outside, 'packages'), 'init', '--quiet');
    git(outside, 'init', '--quiet');
    expect(await locksOf()).toEqual([[]]);
  });

  test('is never read through a link', async () => {
    const root = temporaryRepository(MANIFESTS);
    symlinkSync(join(temporaryFolder({ x: LOCK }), 'x'), join(root, 'package-lock.json'));
    const { findings, skipped } = await found(join(root, 'packages/a'));
    expect(JSON.stringify(findings)).not.toContain('21.0.1');
    expect(skipped).toEqual([{ id: 'file', path: '../../package-lock.json', reason: 'it is a symbolic link' }]);
  });

  test('does not govern a folder that is no member', async () => {
    const root = temporaryRepository({
      'package.json': '{ "name": "root" }',
      'package-lock.json': LOCK,
      'other/package.json': MANIFESTS['packages/a/package.json']!,
    });
    expect((await factsOf(join(root, 'other'))).sdkDependencies[0]?.locks).toEqual([]);
  });

  test('is reported when git ignores it', async () => {
    const root = temporaryRepository({ ...MANIFESTS, '.gitignore': '/package-lock.json\n' });
    addFiles(root, { 'package-lock.json': LOCK });
    expect((await factsOf(join(root, 'packages/a'))).lockFiles).toEqual([
      expect.objectContaining({ path: '../../package-lock.json', isIgnored: true }),
    ]);
  });

  test('decides by a catalog, and the line of the checked folder is reported', async () => {
    const root = temporaryRepository({
      'pnpm-workspace.yaml': "packages: ['packages/*']\ncatalog:\n  klaviyo-api: 12.0.0\n",
      'packages/a/package.json': '{ "dependencies": { "klaviyo-api": "catalog:" } }',
    });
    const [dependency] = (await factsOf(join(root, 'packages/a'))).sdkDependencies;
    expect(dependency?.decidedBy).toMatchObject({
      specifier: '12.0.0',
      at: { path: '../../pnpm-workspace.yaml', line: 3 },
    });
    const { findings } = await found(join(root, 'packages/a'));
    expect(findings.map(({ ruleId, path }) => `${ruleId} ${path}`)).toContain(
      'check/outdated-sdk-revision package.json',
    );
    expect(findings.filter(({ path }) => path.startsWith('..'))).toEqual([]);
  });
});
