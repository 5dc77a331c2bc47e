import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTree } from '../../../src/project/discovery/tree.ts';
import { temporaryFolder } from '../temporary-folder.ts';

test('distinguishes files from folders, links and nothing', () => {
  const folder = temporaryFolder({ 'a/b.ts': '' });
  symlinkSync('b.ts', join(folder, 'a/link.ts'));
  const tree = openTree(folder);
  expect(['a/b.ts', 'a', 'a/link.ts', 'a/none.ts', 'none/b.ts', 'a/b.ts/c.ts', ''].map(tree.isFile)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(tree.skipped).toEqual([]);
});

test('a folder that cannot be read is one entry, however often it is asked for', () => {
  const folder = temporaryFolder({ 'a/b.ts': '' });
  const tree = openTree(folder);
  rmSync(join(folder, 'a'), { recursive: true });
  expect([tree.isFile('a/b.ts'), tree.isFile('a/c.ts')]).toEqual([false, false]);
  expect(tree.skipped).toEqual([{ id: 'file', path: 'a', reason: 'the folder cannot be read (ENOENT)' }]);
});

test('the checked folder itself may be what cannot be read', () => {
  const tree = openTree(join(temporaryFolder({ 'a.ts': '' }), 'a.ts'));
  expect([...tree.entries('')]).toEqual([]);
  expect(tree.skipped).toEqual([{ id: 'file', path: '.', reason: 'the folder cannot be read (ENOTDIR)' }]);
});

test('a name that the disk holds decomposed is found composed', () => {
  const tree = openTree(temporaryFolder({ ['é.ts'.normalize('NFD')]: '' }));
  expect(tree.isFile('é.ts'.normalize('NFC'))).toBe(true);
});
