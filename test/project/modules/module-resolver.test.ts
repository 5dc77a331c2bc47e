import { describe, expect, test } from 'vitest';
import { virtualResolver, type VirtualFiles } from '../virtual-files.ts';

/** Files without any content, beside those with one. */
function existing(...paths: string[]): VirtualFiles {
  return Object.fromEntries(paths.map(path => [path, '']));
}

describe('a relative specifier means', () => {
  test.each<[specifier: string, from: string, files: string[], target: string | undefined]>([
    ['./b', 'a.ts', ['b.ts'], 'b.ts'],
    ['./b', 'src/a.ts', ['b.ts', 'src/b.ts'], 'src/b.ts'],
    ['../b', 'src/x/a.ts', ['src/b.tsx'], 'src/b.tsx'],
    ['./b', 'a.ts', ['b/index.ts'], 'b/index.ts'],
    ['./b/', 'a.ts', ['b/index.js'], 'b/index.js'],
    ['.', 'src/a.ts', ['src/index.ts'], 'src/index.ts'],
    ['..', 'src/x/a.ts', ['src/index.ts'], 'src/index.ts'],
    ['./b', 'a.ts', ['b.ts', 'b/index.ts'], 'b.ts'],
    ['./b.js', 'a.ts', ['b.ts'], 'b.ts'],
    ['./b.js', 'a.ts', ['b.js', 'b.ts'], 'b.js'],
    ['./b.jsx', 'a.tsx', ['b.tsx'], 'b.tsx'],
    ['./b.mjs', 'a.mts', ['b.mts'], 'b.mts'],
    ['./b.cjs', 'a.cts', ['b.cts'], 'b.cts'],
    ['./b.ts', 'a.ts', ['b.ts'], 'b.ts'],
    ['./b.js', 'a.ts', ['b.js/index.ts'], 'b.js/index.ts'],
    ['./klaviyo.service', 'a.ts', ['klaviyo.service.ts'], 'klaviyo.service.ts'],
    ['./b', 'a.ts', ['b.d.ts'], 'b.d.ts'],
    ['./b', 'a.ts', ['c.ts'], undefined],
    ['../b', 'a.ts', ['b.ts'], undefined],
    ['../../../etc/passwd', 'src/a.ts', ['etc/passwd'], undefined],
    ['./a/../b', 'a.ts', ['b.ts'], 'b.ts'],
  ])('%s from %s among %j: %s', (specifier, from, files, target) => {
    expect(virtualResolver(existing(...files))(specifier, from)).toBe(target);
  });
});

describe('a package from outside means nothing', () => {
  test.each(['axios', 'klaviyo-api', '@scope/thing', 'node:fs', 'src', 'https://example.com/a.js', '', '/b', '\0'])(
    '%j',
    specifier => {
      expect(virtualResolver(existing('src/a.ts', 'b.ts'))(specifier, 'src/a.ts')).toBeUndefined();
    },
  );
});

describe('the imports of a package', () => {
  const files = (imports: unknown): VirtualFiles => ({
    'package.json': { imports: { '#outer': './outer.js' } },
    'app/package.json': { imports },
    ...existing('outer.js', 'app/src/a.ts', 'app/src/lib/http.ts', 'app/src/config.ts'),
  });

  test.each<[name: string, imports: unknown, specifier: string, target: string | undefined]>([
    ['by name', { '#config': './src/config.ts' }, '#config', 'app/src/config.ts'],
    ['with a star', { '#lib/*': './src/lib/*.ts' }, '#lib/http', 'app/src/lib/http.ts'],
    ['with a star and the extension', { '#lib/*.js': './src/lib/*.js' }, '#lib/http.js', 'app/src/lib/http.ts'],
    [
      'under conditions',
      { '#config': { browser: './src/none.ts', default: './src/config.ts' } },
      '#config',
      'app/src/config.ts',
    ],
    ['as a list', { '#config': ['./src/none.ts', './src/config.ts'] }, '#config', 'app/src/config.ts'],
    ['of the nearest package only', {}, '#outer', undefined],
    ['that are not there', { '#config': './src/config.ts' }, '#other', undefined],
    ['that are none', 'thing', '#config', undefined],
    ['that lead to nothing', { '#config': null }, '#config', undefined],
  ])('%s', (_, imports, specifier, target) => {
    expect(virtualResolver(files(imports))(specifier, 'app/src/a.ts')).toBe(target);
  });
});

test('a configuration counts before a package of the same name', () => {
  const files = {
    'tsconfig.json': { compilerOptions: { paths: { lib: ['./src/lib.ts'] } } },
    'packages/lib/package.json': { name: 'lib', main: 'index.js' },
    ...existing('src/lib.ts', 'packages/lib/index.js'),
  };
  expect(virtualResolver(files)('lib', 'src/a.ts')).toBe('src/lib.ts');
});
