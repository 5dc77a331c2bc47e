import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFileReader, MAX_FILE_BYTES } from '../../../src/project/discovery/read-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const read = (folder: string, path: string): unknown => {
  const result = createFileReader(folder)(path);
  return result instanceof Uint8Array ? result.toString('utf8') : result;
};

test('reads a file, an empty one too', () => {
  const folder = temporaryFolder({ 'a.ts': 'text', 'empty.ts': '' });
  expect(read(folder, 'a.ts')).toBe('text');
  expect(read(folder, 'empty.ts')).toBe('');
});

test('reads a file that is larger than its first buffer, and a small one after it', () => {
  const large = 'abcdefg\n'.repeat(100_000);
  const folder = temporaryFolder({ 'large.ts': large, 'small.ts': 'small' });
  const reader = createFileReader(folder);
  expect(String(reader('large.ts'))).toBe(large);
  expect(String(reader('small.ts'))).toBe('small');
});

test.each([
  [MAX_FILE_BYTES, false],
  [MAX_FILE_BYTES + 1, true],
  [50 * 1024 * 1024, true],
])('a file of %i bytes is too large: %s', (bytes, isTooLarge) => {
  const folder = temporaryFolder({ 'a.ts': '' });
  truncateSync(join(folder, 'a.ts'), bytes);
  const result = createFileReader(folder)('a.ts');
  expect(result).toEqual(
    isTooLarge ? { reason: 'it is larger than 5 MB', isBinary: true } : expect.objectContaining({ length: bytes }),
  );
});

test('a file that is gone is nothing', () => {
  const folder = temporaryFolder({ 'a.ts': '' });
  expect(read(folder, 'b.ts')).toBeUndefined();
  expect(read(folder, 'a.ts/b.ts')).toBeUndefined();
});

test('a link is not followed', () => {
  const folder = temporaryFolder({ 'a.ts': 'text' });
  symlinkSync('a.ts', join(folder, 'link.ts'));
  expect(read(folder, 'link.ts')).toEqual({ reason: 'it is a symbolic link' });
});

test('what cannot be read says so', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'folder.ts'));
  expect(read(folder, 'folder.ts')).toEqual({ reason: 'it cannot be read (EISDIR)' });
});

test('a pipe that nobody writes to does not hold anything up', () => {
  const folder = temporaryFolder();
  execFileSync('mkfifo', [join(folder, 'pipe.ts')]);
  expect(read(folder, 'pipe.ts')).toBe('');
});

test('a name that is not valid UTF-8 is kept apart from a file that is gone', () => {
  const folder = temporaryFolder();
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff]), Buffer.from('.ts')]), 'text');
  expect(read(folder, '\uFFFD.ts')).toEqual({ reason: 'its name is not valid UTF-8' });
});
