import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/model/errors.ts';
import {
  chooseScope,
  isSelected,
  realFolder,
  resolveInside,
  selectPaths,
} from '../../../src/project/discovery/scope.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const tree = (): string => temporaryFolder({ 'a.ts': '', 'app/b.ts': '', 'app-two/c.ts': '' });

describe('the folder that is checked', () => {
  test('is the working folder without a path', () => {
    const folder = tree();
    expect(chooseScope(folder, [])).toEqual({ root: folder, paths: [] });
  });

  test('is the one folder that is named', () => {
    const folder = tree();
    expect(chooseScope(folder, ['app'])).toEqual({ root: join(folder, 'app'), paths: [] });
    expect(chooseScope(folder, ['.'])).toEqual({ root: folder, paths: [] });
  });

  test('may lie elsewhere', () => {
    const elsewhere = tree();
    expect(chooseScope(tree(), [elsewhere])).toEqual({ root: elsewhere, paths: [] });
    expect(chooseScope(join(elsewhere, 'app'), ['..'])).toEqual({ root: elsewhere, paths: [] });
  });

  test.each([[['a.ts']], [['app', 'a.ts']], [['app', 'app-two']], [['nowhere']]])(
    'is the working folder, narrowed, for %j',
    paths => {
      const folder = tree();
      expect(chooseScope(folder, paths)).toEqual({ root: folder, paths });
    },
  );

  test('is none that a link below the working folder leads to', () => {
    const folder = tree();
    symlinkSync(temporaryFolder(), join(folder, 'link'));
    symlinkSync('app', join(folder, 'inner-link'));
    expect(() => chooseScope(folder, ['link'])).toThrow(
      new UsageError(`'${join(folder, 'link')}' lies outside of the folder that is checked.`),
    );
    expect(chooseScope(folder, ['inner-link'])).toEqual({ root: join(folder, 'app'), paths: [] });
  });

  test('must be a folder', () => {
    const folder = tree();
    expect(() => realFolder(join(folder, 'a.ts'))).toThrow(
      new UsageError(`'${join(folder, 'a.ts')}' is not a folder.`),
    );
    expect(() => realFolder(join(folder, 'nowhere'))).toThrow(
      new UsageError(`'${join(folder, 'nowhere')}' does not exist.`),
    );
  });
});

describe('a path inside', () => {
  test.each([
    ['.', ''],
    ['app', 'app'],
    ['app/', 'app'],
    ['./app/../a.ts', 'a.ts'],
  ])('%s is %j', (path, expected) => {
    expect(resolveInside(tree(), path)).toBe(expected);
  });

  test('may be absolute, and is reported relative', () => {
    const folder = tree();
    expect(resolveInside(folder, join(folder, 'app/b.ts'))).toBe('app/b.ts');
  });

  test.each([
    ['nowhere.ts', 'does not exist'],
    ['a.ts/b.ts', 'does not exist'],
    ['-x', 'does not exist'],
    ['nul\0byte', 'does not exist'],
    ['..', 'lies outside of the folder that is checked'],
    ['../..', 'lies outside of the folder that is checked'],
    ['/', 'lies outside of the folder that is checked'],
  ])('%j is none: it %s', (path, fault) => {
    expect(() => resolveInside(tree(), path)).toThrow(new UsageError(`'${path}' ${fault}.`));
  });

  test('does not lead out through a link', () => {
    const folder = tree();
    symlinkSync(temporaryFolder({ 'a.ts': '' }), join(folder, 'link'));
    expect(() => resolveInside(folder, 'link/a.ts')).toThrow(
      new UsageError("'link/a.ts' lies outside of the folder that is checked."),
    );
  });

  test('may begin with two dots', () => {
    expect(resolveInside(temporaryFolder({ '..a.ts': '' }), '..a.ts')).toBe('..a.ts');
  });
});

describe('what is kept', () => {
  const kept = async (...paths: string[]): Promise<string[]> => {
    const selection = await selectPaths(tree(), paths);
    return ['a.ts', 'app/b.ts', 'app-two/c.ts'].filter(path => isSelected(selection, path));
  };

  test.each([
    [[], ['a.ts', 'app/b.ts', 'app-two/c.ts']],
    [['.'], ['a.ts', 'app/b.ts', 'app-two/c.ts']],
    [['app'], ['app/b.ts']],
    [
      ['a.ts', 'app-two'],
      ['a.ts', 'app-two/c.ts'],
    ],
    [['app/b.ts'], ['app/b.ts']],
  ])('of %j', async (paths, expected) => {
    expect(await kept(...paths)).toEqual(expected);
  });
});
