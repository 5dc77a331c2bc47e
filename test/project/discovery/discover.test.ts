import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { discover } from '../../../src/project/discovery/discover.ts';
import { addFiles, git, temporaryFolder, temporaryRepository } from '../temporary-folder.ts';

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

  test('lists a name that is not valid UTF-8 as far as it can be told', async () => {
    const folder = folderOf({ 'a.ts': '' });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/bad-`), Buffer.from([0xff]), Buffer.from('.ts')]), '');
    expect(await found(folder)).toEqual(['a.ts', 'bad-\uFFFD.ts']);
  });

  test('honours nested .gitignore files, and their exceptions', async () => {
    const folder = folderOf({ 'keep.ts': '' });
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

  test('an empty folder holds nothing', async () => {
    expect(await discover(folderOf())).toEqual({ files: [], built: [], skipped: [] });
  });
});

test('a .gitignore that is a link is not read', async () => {
  const elsewhere = temporaryFolder({ patterns: '*.ts\n' });
  const folder = temporaryFolder({ 'a.ts': '' });
  symlinkSync(join(elsewhere, 'patterns'), join(folder, '.gitignore'));
  expect(await found(folder)).toEqual(['a.ts']);
});

test('a pattern that could run for minutes is not honoured', async () => {
  const deep = `${'a/'.repeat(100)}c.ts`;
  const folder = temporaryFolder({ '.gitignore': `${'**/a/'.repeat(6)}b\n*.log\n`, [deep]: '', 'x.log': '' });
  expect(await found(folder)).toEqual(['.gitignore', deep]);
});

test('the case of a name counts for a .gitignore', async () => {
  const folder = temporaryFolder({ '.gitignore': 'readme.ts\n', 'README.ts': '', 'readme.ts': '' });
  expect(await found(folder)).toEqual(['.gitignore', 'README.ts']);
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
  const inner = temporaryRepository({ 'inner.ts': '' });
  git(inner, 'commit', '--quiet', '--message', 'inner');
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
