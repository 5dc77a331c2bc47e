import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { listGitFiles } from '../../src/project/git-files.ts';
import { addFiles, git, temporaryFolder, temporaryRepository } from './temporary-folder.ts';

afterEach(() => vi.unstubAllEnvs());

test('nothing that the configuration of the repository names is run', async () => {
  const folder = temporaryRepository({ 'a.ts': '' });
  const traces = temporaryFolder();
  const script = join(folder, '.git/evil.sh');
  writeFileSync(script, `#!/bin/sh\ntouch ${traces}/ran\n`, { mode: 0o755 });
  for (const name of ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'core.editor', 'core.alternateRefsCommand', 'pager.ls-files']) git(folder, 'config', name, script);
  git(folder, 'config', 'alias.ls-files', `!${script}`);
  git(folder, 'config', 'core.hooksPath', join(folder, '.git'));
  expect(await listGitFiles(folder)).toEqual(['a.ts']);
  expect(existsSync(join(traces, 'ran'))).toBe(false);
});

test('a work tree elsewhere in the configuration does not move the list', async () => {
  const elsewhere = temporaryFolder({ 'elsewhere.ts': '' });
  const folder = temporaryRepository({ 'a.ts': '' });
  addFiles(folder, { 'new.ts': '' });
  git(folder, 'config', 'core.worktree', elsewhere);
  expect((await listGitFiles(folder))?.toSorted()).toEqual(['a.ts', 'new.ts']);
});

test('patterns outside of the repository do not hide its files', async () => {
  const folder = temporaryRepository({});
  addFiles(folder, { 'a.ts': '' });
  const patterns = temporaryFolder({ ignore: '*.ts\n' });
  git(folder, 'config', 'core.excludesFile', join(patterns, 'ignore'));
  expect(await listGitFiles(folder)).toEqual(['a.ts']);
});

test("git's variables of the caller do not count", async () => {
  const other = temporaryRepository({ 'other.ts': '' });
  const folder = temporaryRepository({ 'a.ts': '' });
  vi.stubEnv('GIT_DIR', join(other, '.git'));
  vi.stubEnv('GIT_INDEX_FILE', join(other, '.git/index'));
  expect(await listGitFiles(folder)).toEqual(['a.ts']);
});

test('a linked work tree is a repository', async () => {
  const folder = temporaryRepository({ 'a.ts': '' });
  git(folder, 'commit', '--quiet', '--message', 'first');
  const tree = join(temporaryFolder(), 'tree');
  git(folder, 'worktree', 'add', '--quiet', tree);
  addFiles(tree, { 'new.ts': '' });
  expect((await listGitFiles(tree))?.toSorted()).toEqual(['a.ts', 'new.ts']);
});

test('a file in conflict is listed once', async () => {
  const folder = temporaryRepository({ 'a.ts': '1' });
  const [blob] = git(folder, 'ls-files', '--stage').split(/\s+/).slice(1);
  const stages = [1, 2, 3].map(stage => `100644 ${blob} ${stage}\ta.ts`).join('\n');
  writeFileSync(join(folder, '.git/stages'), `0 ${'0'.repeat(40)}\ta.ts\n${stages}\n`);
  git(folder, '-c', 'alias.stages=!git update-index --index-info < .git/stages', 'stages');
  expect(await listGitFiles(folder)).toEqual(['a.ts']);
});

test('without a repository there is no list', async () => {
  expect(await listGitFiles(temporaryFolder({ 'a.ts': '' }))).toBeUndefined();
});

test('without git there is no list', async () => {
  expect(await listGitFiles(temporaryRepository({ 'a.ts': '' }), temporaryFolder())).toBeUndefined();
});
