import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFileReader } from '../../../src/project/discovery/read-file.ts';
import { createOverlay } from '../../../src/project/upgrade/overlay.ts';
import { writeChanges } from '../../../src/project/upgrade/write-changes.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const change = (before: string, after: string) => ({ before, after });

describe('writeChanges', () => {
  test('writes a shorter text with a byte order mark, and keeps the permissions', () => {
    const root = realpathSync(temporaryFolder({ 'src/a.ts': '\uFEFFlonger' }));
    chmodSync(path.join(root, 'src/a.ts'), 0o640);
    const overlay = createOverlay(createFileReader(root));
    overlay.change('src/a.ts', '\uFEFFshort');
    writeChanges(root, overlay.changed);
    expect(readFileSync(path.join(root, 'src/a.ts'), 'utf8')).toBe('\uFEFFshort');
    expect(statSync(path.join(root, 'src/a.ts')).mode & 0o777).toBe(0o640);
  });

  test('keeps what somebody else wrote in the meantime', () => {
    const root = realpathSync(temporaryFolder({ 'a.ts': 'theirs' }));
    expect(() => writeChanges(root, new Map([['a.ts', change('ours', 'new')]]))).toThrow(
      "'a.ts' changed while it was looked at. Run it again.",
    );
    expect(readFileSync(path.join(root, 'a.ts'), 'utf8')).toBe('theirs');
  });

  test.each(['file', 'folder'])('follows no link: a %s', kind => {
    const outside = realpathSync(temporaryFolder({ 'a.ts': 'before' }));
    const root = realpathSync(temporaryFolder());
    if (kind === 'folder') symlinkSync(outside, path.join(root, 'src'));
    else mkdirSync(path.join(root, 'src'));
    if (kind === 'file') symlinkSync(path.join(outside, 'a.ts'), path.join(root, 'src/a.ts'));
    expect(() => writeChanges(root, new Map([['src/a.ts', change('before', 'after')]]))).toThrow(
      /cannot be written|leads through a symbolic link/,
    );
    expect(readFileSync(path.join(outside, 'a.ts'), 'utf8')).toBe('before');
  });

  test('writes none if one of them cannot be written, and leaves nothing behind', () => {
    const root = realpathSync(temporaryFolder({ 'a.ts': 'before', 'b.ts': 'theirs' }));
    const changed = new Map([
      ['a.ts', change('before', 'after')],
      ['b.ts', change('ours', 'after')],
    ]);
    expect(() => writeChanges(root, changed)).toThrow("'b.ts' changed while it was looked at. Run it again.");
    expect(readFileSync(path.join(root, 'a.ts'), 'utf8')).toBe('before');
    expect(readdirSync(root)).toEqual(['a.ts', 'b.ts']);
  });

  test('gives a file a content of its own that shares one with another file', () => {
    const outside = realpathSync(temporaryFolder({ 'a.ts': 'before' }));
    const root = realpathSync(temporaryFolder());
    linkSync(path.join(outside, 'a.ts'), path.join(root, 'a.ts'));
    writeChanges(root, new Map([['a.ts', change('before', 'after')]]));
    expect(readFileSync(path.join(root, 'a.ts'), 'utf8')).toBe('after');
    expect(readFileSync(path.join(outside, 'a.ts'), 'utf8')).toBe('before');
  });

  test('names a file that is gone', () => {
    expect(() => writeChanges(realpathSync(temporaryFolder()), new Map([['a.ts', change('before', 'after')]]))).toThrow(
      "'a.ts' cannot be written.",
    );
  });
});

describe('createOverlay', () => {
  test('shows the change, and what was there before all changes', () => {
    const root = temporaryFolder({ 'a.ts': 'one' });
    const overlay = createOverlay(createFileReader(root));
    overlay.change('a.ts', 'two');
    overlay.change('a.ts', 'three');
    expect(overlay.read('a.ts')?.toString()).toBe('three');
    expect([...overlay.changed]).toEqual([['a.ts', change('one', 'three')]]);
  });

  test('does not edit what is not UTF-8', () => {
    const root = temporaryFolder();
    writeFileSync(path.join(root, 'a.ts'), Buffer.from([0x61, 0xff]));
    expect(createOverlay(createFileReader(root)).textOf('a.ts')).toEqual({
      reason: 'it is not UTF-8, so it is not edited',
    });
  });
});
