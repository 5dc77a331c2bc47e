import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checklistFromWorkspace, fromWorkspace, resolveCheckedScope } from '../../action/checked-folder.ts';
import { audit } from '../../src/audit/audit.ts';
import { addFiles, git, temporaryFolder, temporaryRepository } from '../project/temporary-folder.ts';
import { sampleChecklist } from '../reporters/sample-checklist.ts';
import { sampleFinding, sampleReport } from '../reporters/sample-report.ts';
import { recordedRun } from './recorded-run.ts';

const MEMBERS = {
  'package.json': '{}',
  'packages/a/x.js': '',
  'packages/b/x.js': '',
  'packages/old/x.js': '',
  'packages/x.js': '',
  'packages/a/node_modules/z/x.js': '',
  'apps/shop/x.js': '',
};

describe('one line', () => {
  it.each([
    ['.', '', ''],
    ['', '', ''],
    ['packages/a', 'packages/a', 'packages/a/'],
    ['  packages/a \n\n', 'packages/a', 'packages/a/'],
  ])('%j is a folder that is checked by itself', async (input, folder, prefix) => {
    const root = temporaryRepository(MEMBERS);
    expect(await resolveCheckedScope(root, input)).toEqual({ root: path.join(root, folder), prefix, paths: [] });
  });

  it('a folder whose name looks like a glob is that folder', async () => {
    const root = temporaryRepository({ 'app/[id]/x.js': '', 'app/i/x.js': '' });
    expect(await resolveCheckedScope(root, 'app/[id]')).toEqual({
      root: path.join(root, 'app/[id]'),
      prefix: 'app/[id]/',
      paths: [],
    });
  });
});

describe('several folders are parts of their repository', () => {
  it.each([
    ['lines', 'packages/a\npackages/b', ['packages/a', 'packages/b']],
    ['lines of Windows', 'packages/a\r\npackages/b', ['packages/a', 'packages/b']],
    ['a glob', 'packages/*', ['packages/a', 'packages/b', 'packages/old']],
    ['a glob and what it leaves out', 'packages/*\n!packages/old', ['packages/a', 'packages/b']],
    ['a glob with braces', '{packages,apps}/{a,shop}', ['apps/shop', 'packages/a']],
    ['a glob for any depth', '**/shop', ['apps/shop']],
    ['the same folder twice', 'packages/a\n./packages/a/', ['packages/a']],
    ['a folder and one in it', '.\npackages/a', ['.', 'packages/a']],
  ])('%s', async (_, input, paths) => {
    const root = temporaryRepository(MEMBERS);
    expect(await resolveCheckedScope(root, input)).toEqual({ root, prefix: '', paths });
  });

  it('also where the repository is a folder of the workspace', async () => {
    const workspace = temporaryFolder({});
    addFiles(path.join(workspace, 'shop'), MEMBERS);
    git(path.join(workspace, 'shop'), 'init', '--quiet');
    expect(await resolveCheckedScope(workspace, 'shop/packages/[ab]')).toEqual({
      root: path.join(workspace, 'shop'),
      prefix: 'shop/',
      paths: ['packages/a', 'packages/b'],
    });
  });

  it('without a repository they are parts of the nearest folder around them', async () => {
    const workspace = temporaryFolder(MEMBERS);
    expect(await resolveCheckedScope(workspace, 'packages/a\npackages/b')).toEqual({
      root: path.join(workspace, 'packages'),
      prefix: 'packages/',
      paths: ['a', 'b'],
    });
  });

  it('never of a repository around the workspace', async () => {
    const outer = temporaryRepository({});
    addFiles(path.join(outer, 'workspace'), MEMBERS);
    expect((await resolveCheckedScope(path.join(outer, 'workspace'), 'packages/a\napps/shop')).root).toBe(
      path.join(outer, 'workspace'),
    );
  });
});

describe('what leads elsewhere is refused', () => {
  it.each([
    ['a glob that no folder fits', 'libs/*', "Input 'path' holds 'libs/*', which no folder fits."],
    ['a glob that only files fit', 'packages/*.js', 'which no folder fits'],
    ['a line that does not exist', 'packages/a\nlibs', "Input 'path' is 'libs', which does not exist."],
    ['a folder outside', 'packages/a\n..', "Input 'path' is '..', which leads out of the workspace."],
    ['a glob outside', '../*', 'leads out of the workspace'],
    ['a glob of the system', '/*', 'leads out of the workspace'],
    ['a link that leads out', 'packages/a\nway-out', 'leads out of the workspace'],
    ['only what is left out', '!packages/a', "Input 'path' names no folder. Name at least one."],
  ])('%s', async (_, input, message) => {
    const root = temporaryRepository(MEMBERS);
    symlinkSync(path.dirname(root), path.join(root, 'way-out'));
    await expect(resolveCheckedScope(root, input)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(message),
    });
  });

  it('a glob neither follows a link nor looks into packages', async () => {
    const root = temporaryRepository(MEMBERS);
    mkdirSync(path.join(root, 'more'));
    symlinkSync(path.join(root, 'packages'), path.join(root, 'more', 'link'));
    expect((await resolveCheckedScope(root, '**/a')).paths).toEqual(['packages/a']);
    await expect(resolveCheckedScope(root, '**/z')).rejects.toThrow('which no folder fits');
  });
});

describe('the Action', () => {
  it('checks several folders at once, with one verdict', async () => {
    const run = await recordedRun({ files: MEMBERS, inputs: { path: 'packages/a\napps/*' } });
    expect(run.audited).toMatchObject([{ paths: ['packages/a', 'apps/shop'] }]);
    expect(run.outputs).toMatchObject({ verdict: 'verified' });
  });

  it('each with its own manifest and configuration', async () => {
    const manifest = '{ "dependencies": { "klaviyo-api": "^23.0.0" } }';
    const root = temporaryRepository({
      'packages/a/package.json': manifest,
      'packages/a/klaviyo-lint.json': '{ "rules": { "floating-sdk-range": "warn" } }',
      'packages/b/package.json': manifest,
      'packages/c/package.json': manifest,
    });
    const { paths } = await resolveCheckedScope(root, 'packages/[ab]');
    const { findings } = await audit({ root, paths, asOf: '2026-11-20', configuration: 'folder' });
    expect(findings.map(({ path: file, severity }) => `${file} ${severity}`)).toEqual([
      'packages/a/package.json warning',
      'packages/b/package.json error',
    ]);
  });
});

describe('what stands above the checked folder', () => {
  const folder = { root: '/w/packages/a', prefix: 'packages/a/' };

  it('has the path that the workspace knows', () => {
    const above = { path: '../../package-lock.json', line: 1, message: 'Here.' };
    const report = sampleReport({
      findings: [sampleFinding({ related: [above] })],
      skipped: [{ id: 'file', path: '../../yarn.lock', reason: 'large' }],
      notices: [{ path: '../klaviyo-lint.json', message: 'Changed.' }],
    });
    const { findings, skipped, notices } = fromWorkspace(report, folder);
    expect([findings[0]?.related?.[0]?.path, skipped[0]?.path, notices?.[0]?.path]).toEqual([
      'package-lock.json',
      'yarn.lock',
      'packages/klaviyo-lint.json',
    ]);
  });

  it('has it in a checklist, too', () => {
    const [item] = sampleChecklist().items;
    const proof = { kind: 'finding', id: 'x', message: 'Here.', path: '../../a.yml', line: 1 } as const;
    const checklist = { ...sampleChecklist(), items: [{ ...item!, proofs: [proof] }] };
    expect(checklistFromWorkspace(checklist, folder).items[0]?.proofs[0]?.path).toBe('a.yml');
  });
});

describe('what a configuration sets for the run', () => {
  const warning = sampleReport({ findings: [sampleFinding({ severity: 'warning' })] });

  it.each([
    [{ failOn: 'warning' } as const, {}, 1],
    [{ failOn: 'warning' } as const, { 'fail-on': 'error' }, 0],
    [{}, {}, 0],
  ])('%j and the inputs %j fail %d times', async (run, inputs, count) => {
    expect((await recordedRun({ report: warning, run, inputs })).of('setFailed')).toHaveLength(count);
  });

  it('requires items of the checklist, unless the input does', async () => {
    const [item] = sampleChecklist().items;
    const checklist = { ...sampleChecklist(), items: [{ ...item!, id: 'A1', state: 'open' as const }] };
    const failed = async (inputs: Record<string, string>): Promise<number> =>
      (await recordedRun({ checklist, run: { requiredItems: ['A1'] }, inputs })).of('setFailed').length;
    expect(await failed({})).toBe(1);
    expect(await failed({ 'require-checklist': 'A2' })).toBe(0);
  });
});
