import { describe, expect, test } from 'vitest';
import { virtualResolver, type VirtualFiles } from '../virtual-files.ts';

/** What a specifier means in `apps/shop/a.ts`, where `packages/lib` has this manifest and these files. */
function resolved(specifier: string, manifest: unknown, files: string[]): string | undefined {
  const all: VirtualFiles = {
    'apps/shop/a.ts': '',
    'packages/lib/package.json': manifest,
    ...Object.fromEntries(files.map(file => [`packages/lib/${file}`, ''])),
  };
  return virtualResolver(all)(specifier, 'apps/shop/a.ts')?.replace(/^packages\/lib\//, '');
}

describe('a package of the workspace', () => {
  test.each<[name: string, specifier: string, manifest: object, files: string[], target: string | undefined]>([
    ['by its main', '@shop/lib', { main: './main.js' }, ['main.js'], 'main.js'],
    ['by its source', '@shop/lib', { source: './src/lib.ts', main: './dist/lib.js' }, ['src/lib.ts'], 'src/lib.ts'],
    ['by its types', '@shop/lib', { types: './src/types.ts' }, ['src/types.ts'], 'src/types.ts'],
    ['without a main', '@shop/lib', {}, ['index.ts'], 'index.ts'],
    ['without a main, with a source folder', '@shop/lib', {}, ['src/index.ts'], 'src/index.ts'],
    ['whose main is built', '@shop/lib', { main: './dist/index.js' }, ['src/index.ts'], 'src/index.ts'],
    [
      'whose main is built into a folder of its format',
      '@shop/lib',
      { main: 'dist/cjs/http.js' },
      ['src/http.ts'],
      'src/http.ts',
    ],
    ['whose declarations are built', '@shop/lib', { types: './lib/http.d.ts' }, ['src/http.ts'], 'src/http.ts'],
    ['by a text of exports', '@shop/lib', { exports: './http.js' }, ['http.ts'], 'http.ts'],
    [
      'by conditions',
      '@shop/lib',
      { exports: { import: './dist/http.mjs', require: './dist/http.cjs' } },
      ['src/http.mts'],
      'src/http.mts',
    ],
    [
      'by conditions below the point',
      '@shop/lib',
      { exports: { '.': { types: './dist/http.d.ts', default: './dist/http.js' } } },
      ['src/http.ts'],
      'src/http.ts',
    ],
    ['by a list', '@shop/lib', { exports: { '.': ['./none.js', { default: './http.js' }] } }, ['http.js'], 'http.js'],
    ['by a subpath', '@shop/lib/http', { exports: { './http': './dist/http.js' } }, ['src/http.ts'], 'src/http.ts'],
    [
      'by a subpath with a star',
      '@shop/lib/api/http',
      { exports: { './api/*': './dist/*.js' } },
      ['src/http.ts'],
      'src/http.ts',
    ],
    ['by a file that is there', '@shop/lib/src/http', {}, ['src/http.ts'], 'src/http.ts'],
    ['by a file of its source folder', '@shop/lib/http', {}, ['src/http.ts'], 'src/http.ts'],
    ['by a subpath that is not there', '@shop/lib/none', {}, ['src/http.ts'], undefined],
    ['with a name that only begins like it', '@shop/library', {}, ['index.ts'], undefined],
  ])('%s', (_, specifier, manifest, files, target) => {
    expect(resolved(specifier, { name: '@shop/lib', ...manifest }, files)).toBe(target);
  });

  test('that imports itself by its name', () => {
    expect(
      virtualResolver({
        'package.json': { name: 'shop', exports: './src/main.ts' },
        'src/main.ts': '',
        'src/a.ts': '',
      })('shop', 'src/a.ts'),
    ).toBe('src/main.ts');
  });
});

describe('a hostile manifest', () => {
  test.each<[name: string, manifest: unknown]>([
    ['that is broken', '{ "name": '],
    ['that is a list', []],
    ['without a name', { main: './index.js' }],
    ['whose name is a number', { name: 1 }],
    ['whose name is empty', { name: '' }],
    ['whose exports lead out of the folder', { name: '@shop/lib', exports: { '.': '../../../../etc/passwd' } }],
    [
      'whose exports are deep',
      { name: '@shop/lib', exports: JSON.parse(`${'{"a":'.repeat(1000)}"./x.js"${'}'.repeat(1000)}`) },
    ],
    ['whose exports are numbers', { name: '@shop/lib', exports: { '.': 1, './*': null } }],
    ['whose main is an object', { name: '@shop/lib', main: {} }],
    [
      'whose exports have many stars',
      { name: '@shop/lib', exports: { [`./${'*'.repeat(10_000)}`]: `./${'*'.repeat(100)}` } },
    ],
  ])('%s leads nowhere', (_, manifest) => {
    expect(resolved('@shop/lib', manifest, ['none.ts'])).toBeUndefined();
  });

  test('stars do not multiply a long specifier without end', () => {
    const manifest = { name: '@shop/lib', exports: { './*': `./${'*'.repeat(1000)}` } };
    expect(resolved(`@shop/lib/${'a'.repeat(200)}`, manifest, ['none.ts'])).toBeUndefined();
  });
});
