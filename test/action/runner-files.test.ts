import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { replacedRunnerFile } from '../../action/runner-files.ts';
import { temporaryFolder } from '../project/temporary-folder.ts';
import { recordedRun } from './recorded-run.ts';

describe('replacedRunnerFile', () => {
  it('has nothing against files, and a summary that is not there', () => {
    const folder = temporaryFolder({ output: '' });
    expect(
      replacedRunnerFile({
        GITHUB_OUTPUT: path.join(folder, 'output'),
        GITHUB_STEP_SUMMARY: path.join(folder, 'summary'),
      }),
    ).toBeUndefined();
    expect(replacedRunnerFile({})).toBeUndefined();
  });

  it.each(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'])(
    'names %s when a link stands in its place, also one that leads nowhere',
    name => {
      const folder = temporaryFolder({ secret: 'x' });
      symlinkSync(path.join(folder, 'secret'), path.join(folder, 'link'));
      symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'dangling'));
      for (const link of ['link', 'dangling'])
        expect(replacedRunnerFile({ [name]: path.join(folder, link) })).toBe(name);
    },
  );

  it('names one that is missing', () => {
    expect(replacedRunnerFile({ GITHUB_OUTPUT: path.join(temporaryFolder(), 'gone') })).toBe('GITHUB_OUTPUT');
  });

  it('names one that is a folder', () => {
    expect(replacedRunnerFile({ GITHUB_OUTPUT: temporaryFolder() })).toBe('GITHUB_OUTPUT');
  });
});

describe("a run whose runner's files were replaced", () => {
  it.each(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'])(
    'fails with one sentence for a linked %s, and writes nothing',
    async name => {
      const folder = temporaryFolder();
      mkdirSync(path.join(folder, 'home'));
      writeFileSync(path.join(folder, 'home/.bashrc'), '');
      symlinkSync(path.join(folder, 'home/.bashrc'), path.join(folder, 'link'));
      const run = await recordedRun({ env: { [name]: path.join(folder, 'link') } });
      expect(run.calls.map(([called]) => called).filter(called => called !== 'getInput')).toEqual(['setFailed']);
      expect(run.of('setFailed')).toEqual([
        [
          `The file of '${name}' is missing, a link or a folder, so nothing is written there. Look at the steps before this one.`,
        ],
      ]);
      expect([
        existsSync(path.join(folder, 'home/.bashrc')),
        readFileSync(path.join(folder, 'home/.bashrc'), 'utf8'),
      ]).toEqual([true, '']);
    },
  );
});
