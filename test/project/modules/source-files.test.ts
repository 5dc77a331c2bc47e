import { expect, test } from 'vitest';
import { sourceFiles } from '../../../src/project/modules/source-files.ts';
import { virtualResolver, type VirtualFiles } from '../virtual-files.ts';

const ROOT = '/checked';

function filesOf(files: VirtualFiles, included = Object.keys(files), root = ROOT): ReturnType<typeof sourceFiles> {
  const sources = included.map(path => ({
    path,
    language: 'typescript' as const,
    text: String(files[path]),
    hasByteOrderMark: false,
  }));
  return sourceFiles(root, sources, virtualResolver(files), { isLinted: ({ path }) => path.startsWith('src/') });
}

test('holds the given files below the checked folder, and nothing else', () => {
  const files = filesOf({ 'src/a.ts': "import { b } from './b';", 'src/b.ts': 'export const b = 1;', 'src/c.ts': '' }, [
    'src/a.ts',
    'src/b.ts',
  ]);
  expect(files.names()).toEqual(['/checked/src/a.ts', '/checked/src/b.ts']);
  expect(files.text('/checked/src/b.ts')).toBe('export const b = 1;');
  expect(files.text('/checked/src/c.ts')).toBeUndefined();
});

test('says which of them are linted', () => {
  const files = filesOf({ 'src/a.ts': '', 'lib/b.ts': '' });
  expect(['/checked/src/a.ts', '/checked/lib/b.ts', '/checked/src/c.ts'].filter(files.isLinted)).toEqual([
    '/checked/src/a.ts',
  ]);
});

test('returns what a file imports', () => {
  const files = filesOf({ 'a.ts': "import './b'; export * from '@/c'; const d = require('d'); import('./e');" });
  expect(files.specifiers('/checked/a.ts')).toEqual(['./b', '@/c', 'd', './e']);
  expect(files.specifiers('/checked/b.ts')).toEqual([]);
});

test('follows imports as the resolver does', () => {
  const files = filesOf(
    {
      'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
      'packages/lib/package.json': { name: '@shop/lib', main: './dist/index.js' },
      'packages/lib/src/index.ts': 'export const lib = 1;',
      'src/a.ts': '',
      'src/b.ts': '',
    },
    ['src/a.ts', 'src/b.ts', 'packages/lib/src/index.ts'],
  );
  expect(files.resolve('/checked/src/a.ts', '@/b.js')).toBe('/checked/src/b.ts');
  expect(files.resolve('/checked/src/b.ts', '@shop/lib')).toBe('/checked/packages/lib/src/index.ts');
});

test.each(['./c', './style.css', './types', '../../etc/passwd'])(
  'follows %s to nothing that it does not hold',
  name => {
    const files = filesOf({ 'a.ts': '', 'c.ts': '', 'style.css': '', 'types.d.ts': '' }, ['a.ts', 'types.d.ts']);
    expect(files.resolve('/checked/a.ts', name)).toBeUndefined();
  },
);

test('a root of Windows is one too', () => {
  const files = filesOf({ 'a.ts': '', 'b.ts': '' }, ['a.ts', 'b.ts'], String.raw`C:\checked`);
  expect(files.resolve('C:/checked/a.ts', './b')).toBe('C:/checked/b.ts');
});
