import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { discover } from '../../../src/project/discovery/discover.ts';
import { addFiles, committedRepository, git, temporaryFolder, temporaryRepository } from '../temporary-folder.ts';

const found = async (folder: string): Promise<string[]> => (await discover(folder)).files;

describe.each([
  ['in a git repository', temporaryRepository],
  ['in a plain folder', temporaryFolder],
])('%s', (_, folderOf) => {
  test('lists files sorted by their code units, with slashes', async () => {
    const folder = folderOf({ 'b.ts': '', 'a/z.ts': '', 'a.ts': '', 'Z.ts': '', 'é.ts': '' });
    expect(await found(folder)).toEqual(['Z.ts', 'a.ts', 'a/z.ts', 'b.ts', 'é.ts']);
  });

  test('leaves out dependencies and build output, tracked or not', async () => {
    const folder = folderOf({
      'src/a.ts': '',
      'node_modules/x/index.js': '',
      'packages/p/node_modules/x/index.js': '',
      'dist/a.js': '',
      'packages/p/.next/server.js': '',
      'public/jquery.min.js': '',
    });
    expect(await found(folder)).toEqual(['src/a.ts']);
  });

  test('leaves out links, and what lies behind a link', async () => {
    const elsewhere = temporaryFolder({ 'secret.ts': '' });
    const folder = folderOf({ 'a.ts': '' });
    symlinkSync(join(elsewhere, 'secret.ts'), join(folder, 'file-link.ts'));
    symlinkSync(elsewhere, join(folder, 'folder-link'));
    symlinkSync('a.ts', join(folder, 'inner-link.ts'));
    symlinkSync('nowhere', join(folder, 'broken-link.ts'));
    expect(await found(folder)).toEqual(['a.ts']);
  });

  test('keeps names that trouble shells, terminals and patterns', async () => {
    const names = [
      '-rf.ts',
      'a b.ts',
      'line\nbreak.ts',
      'quote".ts',
      "it's.ts",
      '$(id).ts',
      '[x].ts',
      '!a.ts',
      '#a.ts',
      '..a.ts',
      '\u001b[31m.ts',
      'back\\slash.ts',
    ];
    const folder = folderOf(Object.fromEntries(names.map(name => [name, ''])));
    expect(await found(folder)).toEqual(names.toSorted());
  });

  test('lists a name that is not valid UTF-8 as far as it can be determined', async () => {
    const folder = folderOf({ 'a.ts': '' });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/bad-`), Buffer.from([0xff]), Buffer.from('.ts')]), '');
    expect(await found(folder)).toEqual(['a.ts', 'bad-\uFFFD.ts']);
  });

  test('an empty folder holds nothing', async () => {
    expect(await discover(folderOf())).toEqual({ files: [], built: [], keysOnly: [], leftOut: [], skipped: [] });
  });
});

test('git honours nested .gitignore files, and their exceptions', async () => {
  const folder = temporaryRepository({ 'keep.ts': '' });
  addFiles(folder, {
    '.gitignore': '*.log\n/generated/\nlocal.*\n',
    'noise.log': '',
    'generated/a.ts': '',
    'deep/generated/a.ts': '',
    'deep/.gitignore': '!local.ts\nonly-here.ts\n',
    'deep/local.ts': '',
    'deep/local.js': '',
    'deep/only-here.ts': '',
    'only-here.ts': '',
  });
  expect(await found(folder)).toEqual([
    '.gitignore',
    'deep/.gitignore',
    'deep/generated/a.ts',
    'deep/local.ts',
    'keep.ts',
    'only-here.ts',
  ]);
});

test('without git no .gitignore hides anything', async () => {
  const folder = temporaryFolder({ '.gitignore': '*\n', 'a.ts': '', 'deep/.gitignore': '*', 'deep/.env': '' });
  expect(await found(folder)).toEqual(['.gitignore', 'a.ts', 'deep/.env', 'deep/.gitignore']);
});

test('tracked code where tools write may be generated, and all else there is searched for keys', async () => {
  const folder = temporaryRepository({
    '.cache/a.js': '',
    '.yarn/releases/yarn.cjs': '',
    'build/a.js': '',
    'coverage/.env': '',
    'dist/a.js': '',
    'dist/package.json': '',
    'dist/style.css': '',
    'node_modules/a/index.js': '',
    'public/a.min.mjs': '',
  });
  addFiles(folder, { 'dist/untracked.js': '' });
  expect(await discover(folder)).toEqual({
    files: [],
    built: ['.cache/a.js', '.yarn/releases/yarn.cjs', 'build/a.js', 'coverage/.env', 'dist/a.js', 'public/a.min.mjs'],
    keysOnly: ['dist/package.json', 'dist/style.css', 'dist/untracked.js', 'node_modules/a/index.js'],
    leftOut: [],
    skipped: [],
  });
});

test('without git it is open what of packages and of a build is committed', async () => {
  const folder = temporaryFolder({ 'a.ts': '', 'dist/a.js': '', 'dist/a.css': '', 'node_modules/a/index.js': '' });
  expect(await discover(folder)).toEqual({
    files: ['a.ts'],
    built: [],
    keysOnly: ['dist/a.css', 'dist/a.js'],
    leftOut: [
      { path: 'dist/a.js', cause: 'no-git', isOpen: true },
      { path: 'node_modules/', cause: 'no-git', isOpen: true },
    ],
    skipped: [],
  });
});

test('a link is open only if its name makes code of what is not looked at as code', async () => {
  const folder = temporaryRepository({ 'src/a.ts': '', 'data/b.txt': '' });
  const links = { 'alias.ts': 'src/a.ts', 'code.js': 'data/b.txt', 'out.js': '../elsewhere.js', notes: 'data/b.txt' };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name));
  git(folder, 'add', '--all');
  const { leftOut } = await discover(folder);
  expect(Object.fromEntries(leftOut.map(({ path, cause, isOpen }) => [path, [cause, isOpen]]))).toEqual({
    'alias.ts': ['link', false],
    'code.js': ['link', true],
    'out.js': ['link', true],
    notes: ['link', false],
  });
});

test('a link to a folder is open only if nothing in it is looked at, and if it is no packages or build', async () => {
  const folder = temporaryRepository({ 'src/a.ts': '', 'b.ts': '' });
  const elsewhere = temporaryFolder({ 'c.ts': '' });
  const links = {
    inner: 'src',
    absolute: join(folder, 'src'),
    itself: '.',
    gone: '../gone',
    outer: elsewhere,
    node_modules: elsewhere,
    dist: elsewhere,
    LICENSE: join(elsewhere, 'c.ts'),
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name));
  git(folder, 'add', '--all');
  const { leftOut } = await discover(folder);
  expect(leftOut.filter(({ isOpen }) => isOpen).map(({ path }) => path)).toEqual(['outer']);
  expect(leftOut).toHaveLength(8);
});

test('a submodule, a nested repository and what a sparse checkout leaves out are open', async () => {
  const { root: inner } = committedRepository({ 'inner.ts': '' });
  const folder = temporaryRepository({ 'kept/a.ts': '', 'left/b.ts': '', 'left/c.png': '', 'kept/gone.ts': '' });
  git(folder, 'submodule', '--quiet', 'add', inner, 'module');
  git(folder, 'commit', '--quiet', '--message', 'first');
  git(folder, 'sparse-checkout', 'set', 'kept');
  rmSync(join(folder, 'kept/gone.ts'));
  addFiles(folder, { 'kept/nested/c.ts': '' });
  git(join(folder, 'kept/nested'), 'init', '--quiet');
  const { leftOut } = await discover(folder);
  expect(Object.fromEntries(leftOut.map(({ path, cause, isOpen }) => [path, [cause, isOpen]]))).toEqual({
    'kept/gone.ts': ['absent', false],
    'kept/nested/': ['repository', true],
    'left/b.ts': ['sparse', true],
    'left/c.png': ['sparse', false],
    module: ['submodule', true],
  });
});

test('an ignored file that git tracks is listed', async () => {
  const folder = temporaryRepository({ '.gitignore': 'a.ts\n', 'a.ts': '' });
  expect(await found(folder)).toEqual(['.gitignore', 'a.ts']);
});

test('an untracked file is listed beside tracked ones', async () => {
  const folder = temporaryRepository({ 'tracked.ts': '' });
  addFiles(folder, { 'new.ts': '' });
  expect(await found(folder)).toEqual(['new.ts', 'tracked.ts']);
});

test('a tracked file that was deleted is absent, and so is one that became a link or a folder', async () => {
  const folder = temporaryRepository({
    'deleted.ts': '',
    'moved/a.ts': '',
    'linked.ts': '',
    'folder.ts': '',
    'kept.ts': '',
  });
  const elsewhere = temporaryFolder({ 'a.ts': '' });
  for (const path of ['deleted.ts', 'moved', 'linked.ts', 'folder.ts']) rmSync(join(folder, path), { recursive: true });
  symlinkSync(elsewhere, join(folder, 'moved'));
  symlinkSync(join(elsewhere, 'a.ts'), join(folder, 'linked.ts'));
  mkdirSync(join(folder, 'folder.ts'));
  expect(await found(folder)).toEqual(['kept.ts']);
});

test('a repository inside of the repository is not entered', async () => {
  const { root: inner } = committedRepository({ 'inner.ts': '' });
  const folder = temporaryRepository({ 'outer.ts': '' });
  git(folder, 'submodule', '--quiet', 'add', inner, 'module');
  addFiles(folder, { 'nested/a.ts': '' });
  git(join(folder, 'nested'), 'init', '--quiet');
  expect(await found(folder)).toEqual(['.gitmodules', 'outer.ts']);
});

test('a folder of a repository is listed from there', async () => {
  const folder = temporaryRepository({ '.gitignore': '*.log\n', 'app/src/a.ts': '', 'other/b.ts': '' });
  addFiles(folder, { 'app/x.log': '', 'app/new.ts': '' });
  expect(await found(join(folder, 'app'))).toEqual(['new.ts', 'src/a.ts']);
});

test('a folder that the repository around it ignores is walked', async () => {
  const folder = temporaryRepository({ '.gitignore': '*\n' });
  addFiles(folder, { 'project/a.ts': '' });
  expect(await found(join(folder, 'project'))).toEqual(['a.ts']);
});

test('a checkout that is itself below a folder named dist is listed', async () => {
  const folder = temporaryFolder({ 'dist/project/a.ts': '' });
  expect(await found(join(folder, 'dist/project'))).toEqual(['a.ts']);
});

test('a broken repository is walked', async () => {
  const folder = temporaryRepository({ 'a.ts': '' });
  writeFileSync(join(folder, '.git/index'), 'not an index');
  expect(await found(folder)).toEqual(['a.ts']);
});
