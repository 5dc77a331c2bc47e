import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { listGitFiles, readGitFile } from '../../../src/project/git/git-files.ts';
import { addFiles, committedRepository, git, temporaryFolder, temporaryRepository } from '../temporary-folder.ts';

afterEach(() => vi.unstubAllEnvs());

const names = async (folder: string): Promise<string[] | undefined> =>
  (await listGitFiles(folder))?.map(({ path }) => path);

test('nothing that the configuration of the repository names is run', async () => {
  const folder = temporaryRepository({ 'a.ts': '' });
  const traces = temporaryFolder();
  const script = join(folder, '.git/evil.sh');
  writeFileSync(script, `#!/bin/sh\ntouch ${traces}/ran\n`, { mode: 0o755 });
  for (const name of [
    'core.fsmonitor',
    'core.pager',
    'core.sshCommand',
    'core.editor',
    'core.alternateRefsCommand',
    'pager.ls-files',
  ])
    git(folder, 'config', name, script);
  git(folder, 'config', 'alias.ls-files', `!${script}`);
  git(folder, 'config', 'core.hooksPath', join(folder, '.git'));
  expect(await names(folder)).toEqual(['a.ts']);
  expect(existsSync(join(traces, 'ran'))).toBe(false);
});

test('a work tree elsewhere in the configuration does not move the list', async () => {
  const elsewhere = temporaryFolder({ 'elsewhere.ts': '' });
  const folder = temporaryRepository({ 'a.ts': '' });
  addFiles(folder, { 'new.ts': '' });
  git(folder, 'config', 'core.worktree', elsewhere);
  expect((await names(folder))?.toSorted()).toEqual(['a.ts', 'new.ts']);
});

test('patterns outside of the repository do not hide its files', async () => {
  const folder = temporaryRepository({});
  addFiles(folder, { 'a.ts': '' });
  const patterns = temporaryFolder({ ignore: '*.ts\n' });
  git(folder, 'config', 'core.excludesFile', join(patterns, 'ignore'));
  expect(await names(folder)).toEqual(['a.ts']);
});

test("git's variables of the caller do not count", async () => {
  const other = temporaryRepository({ 'other.ts': '' });
  const folder = temporaryRepository({ 'a.ts': '' });
  vi.stubEnv('GIT_DIR', join(other, '.git'));
  vi.stubEnv('GIT_INDEX_FILE', join(other, '.git/index'));
  expect(await names(folder)).toEqual(['a.ts']);
});

test('a linked work tree is a repository', async () => {
  const { root: folder } = committedRepository({ 'a.ts': '' });
  const tree = join(temporaryFolder(), 'tree');
  git(folder, 'worktree', 'add', '--quiet', tree);
  addFiles(tree, { 'new.ts': '' });
  expect((await names(tree))?.toSorted()).toEqual(['a.ts', 'new.ts']);
});

test('a file in conflict is listed once', async () => {
  const folder = temporaryRepository({ 'a.ts': '1' });
  const [blob] = git(folder, 'ls-files', '--stage').split(/\s+/).slice(1);
  const stages = [1, 2, 3].map(stage => `100644 ${blob} ${stage}\ta.ts`).join('\n');
  writeFileSync(join(folder, '.git/stages'), `0 ${'0'.repeat(40)}\ta.ts\n${stages}\n`);
  git(folder, '-c', 'alias.stages=!git update-index --index-info < .git/stages', 'stages');
  expect(await names(folder)).toEqual(['a.ts']);
});

test('without a repository there is no list', async () => {
  expect(await listGitFiles(temporaryFolder({ 'a.ts': '' }))).toBeUndefined();
});

test('without git there is no list', async () => {
  expect(await listGitFiles(temporaryRepository({ 'a.ts': '' }), temporaryFolder())).toBeUndefined();
});

describe('reading a commit runs nothing that the repository names', () => {
  /** A repository in which everything that git could run leaves a trace. */
  function trappedRepository(): { folder: string; traces: string; commit: string } {
    const { root: folder, commit } = committedRepository({
      'klaviyo-lint.json': '{}',
      '.gitattributes': '* filter=evil diff=evil merge=evil text eol=crlf ident\n',
    });
    const traces = temporaryFolder();
    const script = join(folder, '.git/evil.sh');
    writeFileSync(script, `#!/bin/sh\ntouch ${traces}/ran\n`, { mode: 0o755 });
    const settings = [
      'filter.evil.clean',
      'filter.evil.smudge',
      'filter.evil.process',
      'diff.evil.textconv',
      'diff.evil.command',
      'diff.external',
      'merge.evil.driver',
      'core.sshCommand',
      'core.gitProxy',
      'core.askPass',
      'core.fsmonitor',
      'credential.helper',
      'gpg.program',
      'uploadpack.packObjectsHook',
      'trace2.normalTarget',
    ];
    for (const name of settings) git(folder, 'config', name, name === 'credential.helper' ? `!${script}` : script);
    mkdirSync(join(folder, '.git/hooks'));
    for (const hook of ['post-index-change', 'fsmonitor-watchman', 'reference-transaction', 'post-checkout'])
      writeFileSync(join(folder, '.git/hooks', hook), `#!/bin/sh\ntouch ${traces}/ran\n`, { mode: 0o755 });
    return { folder, traces, commit };
  }

  test('where the commit is there', async () => {
    const { folder, traces, commit } = trappedRepository();
    expect(await readGitFile(folder, commit, 'klaviyo-lint.json')).toBe('{}');
    expect(await names(folder)).toHaveLength(2);
    expect(readdirSync(traces)).toEqual([]);
  });

  test.each(['ext::sh -c touch%20TRACES/ran', 'ssh://example.invalid/x', 'file:///nowhere'])(
    'where it would have to be fetched from %s',
    async url => {
      const { folder, traces } = trappedRepository();
      git(folder, 'config', 'extensions.partialClone', 'origin');
      git(folder, 'config', 'core.repositoryFormatVersion', '1');
      git(folder, 'config', 'remote.origin.promisor', 'true');
      git(folder, 'config', 'remote.origin.url', url.replace('TRACES', traces));
      git(folder, 'config', 'remote.origin.uploadpack', `${folder}/.git/evil.sh`);
      git(folder, 'config', 'protocol.ext.allow', 'always');
      expect(await readGitFile(folder, '1'.repeat(40), 'klaviyo-lint.json')).toBeUndefined();
      expect(readdirSync(traces)).toEqual([]);
    },
  );

  test('nor a git of its own, in a folder that npm puts on the search path', async () => {
    const { folder, traces, commit } = trappedRepository();
    addFiles(folder, { 'node_modules/.bin/git': '' });
    writeFileSync(join(folder, 'node_modules/.bin/git'), `#!/bin/sh\ntouch ${traces}/ran\n`, { mode: 0o755 });
    chmodSync(join(folder, 'node_modules/.bin/git'), 0o755);
    const searchPath = [join(folder, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
    expect(await readGitFile(folder, commit, 'klaviyo-lint.json', searchPath)).toBe('{}');
    expect(readdirSync(traces)).toEqual([]);
  });

  test('the traps are live', () => {
    const { folder, traces } = trappedRepository();
    // Of a file that is as long as before git decides by the time whether it reads it.
    addFiles(folder, { 'klaviyo-lint.json': '{ "rules": {} }' });
    spawnSync('git', ['-C', folder, 'diff', 'HEAD'], { stdio: 'ignore' });
    expect(readdirSync(traces)).toEqual(['ran']);
  });
});

test('each entry says what it is, and whether git tracks it and a sparse checkout leaves it out', async () => {
  const { root: inner } = committedRepository({ 'inner.ts': '' });
  const folder = temporaryRepository({ 'kept/a.ts': '', 'left/b.ts': '' });
  symlinkSync('a.ts', join(folder, 'kept/link.ts'));
  git(folder, 'submodule', '--quiet', 'add', inner, 'module');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'first');
  git(folder, 'sparse-checkout', 'set', 'kept');
  addFiles(folder, { 'kept/new.ts': '', 'kept/nested/c.ts': '' });
  git(join(folder, 'kept/nested'), 'init', '--quiet');
  const tracked = { isTracked: true, isSparse: false };
  const other = { isTracked: false, isSparse: false };
  const byPath = (left: { path: string }, right: { path: string }): number => (left.path < right.path ? -1 : 1);
  expect((await listGitFiles(folder))?.sort(byPath)).toEqual([
    { path: '.gitmodules', kind: 'file', ...tracked },
    { path: 'kept/a.ts', kind: 'file', ...tracked },
    { path: 'kept/link.ts', kind: 'link', ...tracked },
    { path: 'kept/nested/', kind: 'repository', ...other },
    { path: 'kept/new.ts', kind: 'file', ...other },
    { path: 'left/b.ts', kind: 'file', isTracked: true, isSparse: true },
    { path: 'module', kind: 'submodule', ...tracked },
  ]);
});
