import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromWorkspace, resolveCheckedFolder } from '../../action/checked-folder.ts';
import { sampleFinding, sampleReport } from '../reporters/sample-report.ts';

let outer: string;
let workspace: string;

beforeAll(() => {
  outer = realpathSync(mkdtempSync(path.join(tmpdir(), 'outer-')));
  workspace = path.join(outer, 'workspace');
  mkdirSync(path.join(workspace, 'apps', 'shop'), { recursive: true });
  mkdirSync(path.join(workspace, '..old'));
  mkdirSync(path.join(outer, 'workspace-2'));
  writeFileSync(path.join(workspace, 'file.js'), '');
  symlinkSync(outer, path.join(workspace, 'way-out'));
  symlinkSync(path.join(workspace, 'apps'), path.join(workspace, 'inner-link'));
  symlinkSync(workspace, path.join(outer, 'link-to-workspace'));
});

describe('resolveCheckedFolder', () => {
  it.each([
    ['.', '', ''],
    ['apps/shop', 'apps/shop', 'apps/shop/'],
    ['./apps//shop/../shop/', 'apps/shop', 'apps/shop/'],
    ['inner-link/shop', 'apps/shop', 'apps/shop/'],
    ['..old', '..old', '..old/'],
  ])('finds %j', async (input, folder, prefix) => {
    expect(await resolveCheckedFolder(workspace, input)).toEqual({ root: path.join(workspace, folder), prefix });
  });

  it('takes an absolute path inside the workspace, and a workspace behind a link', async () => {
    expect(await resolveCheckedFolder(path.join(outer, 'link-to-workspace'), path.join(workspace, 'apps'))).toEqual({
      root: path.join(workspace, 'apps'),
      prefix: 'apps/',
    });
  });

  it.each([
    ['..', 'leads out of the workspace'],
    ['../workspace-2', 'leads out of the workspace'],
    ['/', 'leads out of the workspace'],
    ['way-out', 'leads out of the workspace'],
    ['way-out/workspace-2', 'leads out of the workspace'],
    ['missing', 'does not exist'],
    ['file.js', 'is not a folder'],
    ['file.js/deeper', 'does not exist'],
    ['a\0b', 'does not exist'],
  ])('refuses %j, which %s', async (input, why) => {
    await expect(resolveCheckedFolder(workspace, input)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(why),
    });
  });
});

describe('fromWorkspace', () => {
  it('puts the folder before every path', () => {
    const report = sampleReport({
      findings: [sampleFinding({ related: [{ path: 'src/host.ts', line: 1, message: 'Here.' }] }), sampleFinding()],
      skipped: [
        { id: 'file', path: 'big.js', reason: 'large' },
        { id: 'check/x', reason: 'none' },
      ],
    });
    const { findings, skipped } = fromWorkspace(report, { root: '/w/apps', prefix: 'apps/' });
    expect(findings.map(({ path: file, related }) => [file, related?.[0]?.path])).toEqual([
      ['apps/src/profiles.ts', 'apps/src/host.ts'],
      ['apps/src/profiles.ts', undefined],
    ]);
    expect(skipped).toEqual([
      { id: 'file', path: 'apps/big.js', reason: 'large' },
      { id: 'check/x', reason: 'none' },
    ]);
  });

  it('changes nothing for the workspace itself', () => {
    const report = sampleReport({
      findings: [sampleFinding()],
      skipped: [{ id: 'file', path: 'big.js', reason: 'large' }],
    });
    expect(fromWorkspace(report, { root: '/w', prefix: '' })).toEqual(report);
  });
});
