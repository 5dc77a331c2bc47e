import { readFileSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFile } from '../../../src/project/init/create-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('createFile', () => {
  test('makes the folders that it needs', () => {
    const root = temporaryFolder();
    createFile(root, '.github/workflows/a.yml', 'text\n');
    expect(readFileSync(path.join(root, '.github/workflows/a.yml'), 'utf8')).toBe('text\n');
  });

  test('overwrites nothing', () => {
    const root = temporaryFolder({ 'a.json': 'theirs' });
    expect(() => createFile(root, 'a.json', 'ours')).toThrow("'a.json' is there already, and is not overwritten.");
    expect(readFileSync(path.join(root, 'a.json'), 'utf8')).toBe('theirs');
  });

  test('follows no link: a file that leads nowhere, and a folder', () => {
    const outside = temporaryFolder();
    const root = temporaryFolder();
    symlinkSync(path.join(outside, 'new.json'), path.join(root, 'a.json'));
    symlinkSync(outside, path.join(root, '.github'));
    expect(() => createFile(root, 'a.json', 'ours')).toThrow("'a.json' is there already");
    expect(() => createFile(root, '.github/workflows/a.yml', 'ours')).toThrow("'.github' is a link or a file");
    expect(readdirSync(outside)).toEqual([]);
  });
});
