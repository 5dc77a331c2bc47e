import { describe, expect, test } from 'vitest';
import { virtualResolver, type VirtualFiles } from '../virtual-files.ts';

const SOURCES = { 'src/a.ts': '', 'src/lib/http.ts': '', 'src/lib/index.ts': '', 'src/config.ts': '' };

/** What a specifier means in `src/a.ts`. */
function resolved(specifier: string, files: VirtualFiles, from = 'src/a.ts'): string | undefined {
  return virtualResolver({ ...SOURCES, ...files })(specifier, from);
}

const paths = (table: unknown, more: object = {}): unknown => ({ compilerOptions: { paths: table, ...more } });

describe('paths of a configuration', () => {
  test.each<[name: string, specifier: string, files: VirtualFiles, target: string | undefined]>([
    ['with a star', '@/lib/http', { 'tsconfig.json': paths({ '@/*': ['./src/*'] }) }, 'src/lib/http.ts'],
    ['with a star, of an index', '@/lib', { 'tsconfig.json': paths({ '@/*': ['./src/*'] }) }, 'src/lib/index.ts'],
    [
      'with the extension of the output',
      '@/lib/http.js',
      { 'tsconfig.json': paths({ '@/*': ['./src/*'] }) },
      'src/lib/http.ts',
    ],
    ['without a star', 'config', { 'tsconfig.json': paths({ config: ['./src/config'] }) }, 'src/config.ts'],
    [
      'without a star, for more than its name',
      'config/more',
      { 'tsconfig.json': paths({ config: ['./src/config'] }) },
      undefined,
    ],
    [
      'with text behind the star',
      '@/http.client',
      { 'tsconfig.json': paths({ '@/*.client': ['./src/lib/*'] }) },
      'src/lib/http.ts',
    ],
    [
      'with several targets, the first that exists',
      '@/http',
      { 'tsconfig.json': paths({ '@/*': ['./gen/*', './src/lib/*'] }) },
      'src/lib/http.ts',
    ],
    [
      'the longest that fits',
      '@/lib/http',
      { 'tsconfig.json': paths({ '@/*': ['./none/*'], '@/lib/*': ['./src/lib/*'] }) },
      'src/lib/http.ts',
    ],
    [
      'exactly before a star',
      '@/config',
      { 'tsconfig.json': paths({ '@/*': ['./src/lib/*'], '@/config': ['./src/config'] }) },
      'src/config.ts',
    ],
    ['on a base', '@/http', { 'tsconfig.json': paths({ '@/*': ['lib/*'] }, { baseUrl: './src' }) }, 'src/lib/http.ts'],
    ['of a jsconfig', '@/config', { 'jsconfig.json': paths({ '@/*': ['./src/*'] }) }, 'src/config.ts'],
    [
      'with comments and commas',
      '@/config',
      {
        'tsconfig.json': '// TypeScript\n{ "compilerOptions": { /* aliases */ "paths": { "@/*": ["./src/*",], }, }, }',
      },
      'src/config.ts',
    ],
    [
      'of a configuration that is extended',
      '@/config',
      { 'tsconfig.json': { extends: './tsconfig.base.json' }, 'tsconfig.base.json': paths({ '@/*': ['./src/*'] }) },
      'src/config.ts',
    ],
    [
      'of one that is extended without its extension',
      '@/config',
      { 'tsconfig.json': { extends: './tsconfig.base' }, 'tsconfig.base.json': paths({ '@/*': ['./src/*'] }) },
      'src/config.ts',
    ],
    [
      'of one in another folder',
      '@/config',
      { 'tsconfig.json': { extends: './config/base.json' }, 'config/base.json': paths({ '@/*': ['../src/*'] }) },
      'src/config.ts',
    ],
    [
      'of one of several that are extended',
      '@/config',
      {
        'tsconfig.json': { extends: ['./strict.json', './paths.json'] },
        'strict.json': {},
        'paths.json': paths({ '@/*': ['./src/*'] }),
      },
      'src/config.ts',
    ],
    [
      'of one that is referenced',
      '@/config',
      {
        'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './tsconfig.node.json' }] },
        'tsconfig.app.json': paths({ '@/*': ['./src/*'] }),
        'tsconfig.node.json': {},
      },
      'src/config.ts',
    ],
    [
      'of a folder that is referenced',
      '@/config',
      { 'tsconfig.json': { references: [{ path: './src' }] }, 'src/tsconfig.json': paths({ '@/*': ['./*'] }) },
      'src/config.ts',
    ],
    [
      'instead of those that are extended',
      '@/config',
      {
        'tsconfig.json': { extends: './base.json', ...(paths({ '@/*': ['./src/lib/*'] }) as object) },
        'base.json': paths({ '@/*': ['./src/*'] }),
      },
      undefined,
    ],
    [
      'of the nearest configuration',
      '@/config',
      { 'tsconfig.json': paths({ '@/*': ['./none/*'] }), 'src/tsconfig.json': paths({ '@/*': ['./*'] }) },
      'src/config.ts',
    ],
    ['of no configuration', '@/config', {}, undefined],
  ])('%s', (_, specifier, files, target) => {
    expect(resolved(specifier, files)).toBe(target);
  });
});

describe('a base without paths', () => {
  test.each([
    ['of the configuration', { 'tsconfig.json': { compilerOptions: { baseUrl: '.' } } }, 'src/config'],
    ['below it', { 'tsconfig.json': { compilerOptions: { baseUrl: 'src' } } }, 'config'],
    [
      'of one that is extended',
      { 'tsconfig.json': { extends: './base' }, 'base.json': { compilerOptions: { baseUrl: './src' } } },
      'config',
    ],
  ])('%s', (_, files, specifier) => {
    expect(resolved(specifier, files)).toBe('src/config.ts');
  });
});

describe('a framework that writes its configuration itself', () => {
  test.each([
    ['SvelteKit', '$lib/http', { 'svelte.config.js': '' }, 'src/lib/http.ts'],
    ['SvelteKit, of the folder itself', '$lib', { 'svelte.config.js': '' }, 'src/lib/index.ts'],
    [
      'SvelteKit whose configuration is not committed',
      '$lib/http',
      { 'svelte.config.js': '', 'tsconfig.json': { extends: './.svelte-kit/tsconfig.json' } },
      'src/lib/http.ts',
    ],
    ['Nuxt', '~/lib/http', { 'nuxt.config.ts': '', 'lib/http.ts': '' }, 'lib/http.ts'],
    ['Nuxt 4', '@/lib/http', { 'nuxt.config.ts': '', 'app/lib/http.ts': '' }, 'app/lib/http.ts'],
    ['Nuxt from its root', '~~/server/http', { 'nuxt.config.ts': '', 'server/http.ts': '' }, 'server/http.ts'],
    [
      'Nuxt in a folder',
      '~/http',
      { 'shop/nuxt.config.mjs': '', 'shop/http.ts': '', 'shop/pages/a.ts': '' },
      'shop/http.ts',
      'shop/pages/a.ts',
    ],
    ['none', '~/lib/http', { 'lib/http.ts': '' }, undefined],
  ] as [string, string, VirtualFiles, string | undefined, string?][])('%s', (_, specifier, files, target, from) => {
    expect(resolved(specifier, files, from)).toBe(target);
  });
});

describe('a hostile configuration', () => {
  const BROKEN: Record<string, unknown> = {
    'that extends itself': { extends: './tsconfig.json' },
    'that extends itself many times': { extends: Array(5000).fill('./tsconfig.json') },
    'that references itself many times': { references: Array(5000).fill({ path: '.' }) },
    'that leads out of the folder': paths({ '@/*': ['../../etc/*', '/etc/*'] }),
    'that extends what is outside of the folder': { extends: '../../etc/tsconfig.json' },
    'with a base outside of the folder': { compilerOptions: { baseUrl: '../..' } },
    'that is a list': [],
    'that is a text': '"tsconfig"',
    'that is nothing': 'null',
    'that is broken': '{ "compilerOptions": {',
    'whose options are a list': { compilerOptions: [] },
    'whose paths are a list': paths(['@/*']),
    'whose paths lead to numbers': paths({ '@/*': [1, null, {}] }),
    'whose paths lead to a text': paths({ '@/x': './none' }),
    'whose references are texts': { references: ['./src', 1, null] },
    'that extends a number': { extends: 1 },
    'with the name of a prototype': paths(JSON.parse('{ "__proto__": ["./src/*"], "constructor": ["./src/config"] }')),
    'with a pattern of many stars': paths({ ['*'.repeat(50_000)]: ['./*'] }),
    'with a pattern of many letters': paths({ [`${'a'.repeat(100_000)}*`]: ['./*'] }),
    'with many patterns': paths(
      Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`@${index}/*`, ['./*']])),
    ),
    'with many targets': paths({ '@/*': Array(20_000).fill('./none/*') }),
  };

  test.each(Object.entries(BROKEN))('%s resolves nothing', (_, config) => {
    expect(resolved('@/config', { 'tsconfig.json': config })).toBeUndefined();
  });

  test('two that extend each other still give what they say', () => {
    expect(
      resolved('@/config', {
        'tsconfig.json': { extends: './other.json' },
        'other.json': { extends: './tsconfig.json', ...(paths({ '@/*': ['./src/*'] }) as object) },
      }),
    ).toBe('src/config.ts');
  });

  test('a target with the signs of a replacement is taken as it is', () => {
    expect(resolved("@/$&$'", { 'tsconfig.json': paths({ '@/*': ['./src/*'] }), "src/$&$'.ts": '' })).toBe(
      "src/$&$'.ts",
    );
  });
});
