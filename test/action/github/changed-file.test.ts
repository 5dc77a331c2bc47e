import { execFileSync } from 'node:child_process';
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readChangedFile } from '../../../action/github/changed-file.ts';
import { blobOf } from './sending.ts';

const TEXT = 'a\nb\nc\n';

function workspace(): string {
  return mkdtempSync(path.join(tmpdir(), 'workspace-'));
}

describe('readChangedFile', () => {
  it.each([
    ['@@ -1,2 +1,3 @@ class A {\n a\n+b\n c', [{ first: 1, last: 3 }]],
    ['@@ -0,0 +1 @@\n+a', [{ first: 1, last: 1 }]],
    [
      '@@ -1 +1 @@\n-x\n+a\n@@ -9,2 +10,4 @@\n',
      [
        { first: 1, last: 1 },
        { first: 10, last: 13 },
      ],
    ],
    ['@@ -1 +1 @@\n-x\n+@@ -5 +5 @@', [{ first: 1, last: 1 }]],
  ])('knows the lines that %j shows', async (patch, hunks) => {
    const folder = workspace();
    writeFileSync(path.join(folder, 'a.ts'), TEXT);
    expect(await readChangedFile(folder, { filename: 'a.ts', sha: blobOf(TEXT), patch })).toEqual({
      text: TEXT,
      hunks,
    });
  });

  it('names contents as git does', () => {
    const named = execFileSync('git', ['hash-object', '--stdin'], { input: TEXT, encoding: 'utf8' });
    expect(named.trim()).toBe(blobOf(TEXT));
  });

  it('reads no pipe and no link', async () => {
    const folder = workspace();
    execFileSync('mkfifo', [path.join(folder, 'pipe.ts')]);
    writeFileSync(path.join(folder, 'a.ts'), TEXT);
    symlinkSync('a.ts', path.join(folder, 'link.ts'));
    for (const filename of ['pipe.ts', 'link.ts', 'missing.ts'])
      expect(
        await readChangedFile(folder, { filename, sha: blobOf(TEXT), patch: '@@ -0,0 +1 @@\n+a' }),
      ).toBeUndefined();
  });
});
