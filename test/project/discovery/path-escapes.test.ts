import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { collectFacts } from '../../../src/project/manifests/collect-facts.ts';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import type { FileReader } from '../../../src/project/discovery/read-file.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

const A = 'https://a.klaviyo.com/api';
const use = (specifier: string): string =>
  `import { url } from '${specifier}';\nfetch(url, { headers: { revision: '2026-07-15' } });\nfetch('${A}/lists');\n`;
const OUTSIDE = `export const url = '${A}/profiles';\n`;

function isOutside(path: string): boolean {
  return posix.isAbsolute(path) || posix.normalize(path).split('/')[0] === '..';
}

/** Everything that is asked for while a tree is checked; files beside the tree are there for whoever asks. */
async function readIn(tree: VirtualFiles): Promise<string[]> {
  const asked = new Set<string>();
  const inside = virtualReader(tree);
  const read: FileReader = path => {
    asked.add(path);
    return isOutside(path) ? Buffer.from(OUTSIDE) : inside(path);
  };
  await lintFiles(read, Object.keys(tree), { root: '/checked/tree', asOf: '2026-11-20' });
  await collectFacts(read, Object.keys(tree));
  return [...asked].sort();
}

test.each<[way: string, tree: VirtualFiles]>([
  ['an import', { 'src/use.ts': use('../../outside') }],
  ['an absolute import', { 'src/use.ts': use('/outside') }],
  ['an import of a file: address', { 'src/use.ts': use('file:///outside.ts') }],
  ['an import that climbs back', { 'src/use.ts': use('../../tree/../outside') }],
  [
    "a tsconfig's paths",
    {
      'src/use.ts': use('@/x'),
      'tsconfig.json': { compilerOptions: { paths: { '@/*': ['../outside/*', '/outside/*'] } } },
    },
  ],
  ["a tsconfig's baseUrl", { 'src/use.ts': use('x'), 'tsconfig.json': { compilerOptions: { baseUrl: '..' } } }],
  [
    "a tsconfig's absolute baseUrl",
    { 'src/use.ts': use('x'), 'tsconfig.json': { compilerOptions: { baseUrl: '/outside' } } },
  ],
  [
    'what a tsconfig extends',
    {
      'src/use.ts': use('x'),
      'tsconfig.json': { extends: ['../outside/tsconfig.json', '../../tsconfig', './../outside'] },
    },
  ],
  [
    'what a tsconfig references',
    {
      'src/use.ts': use('x'),
      'tsconfig.json': { references: [{ path: '..' }, { path: '../outside' }, { path: '/outside' }] },
    },
  ],
  [
    'imports of a package.json',
    { 'src/use.ts': use('#x'), 'package.json': { name: 'shop', imports: { '#x': '../outside.ts' } } },
  ],
  [
    'exports of a package.json',
    {
      'src/use.ts': use('shop/x'),
      'package.json': { name: 'shop', exports: { './x': '../outside.ts', './*': { import: '/outside/*' } } },
    },
  ],
  [
    'the main of a package.json',
    { 'src/use.ts': use('shop'), 'package.json': { name: 'shop', main: '../outside.ts', types: '../../outside.d.ts' } },
  ],
  [
    'workspaces of a package.json',
    { 'src/use.ts': use('outside'), 'package.json': { name: 'shop', workspaces: ['../outside', '../*', '/'] } },
  ],
  [
    'a reference in a comment',
    {
      'src/use.ts': `/// <reference path="../../outside.ts" />\n${use('x')}`,
      'src/map.js': `fetch('${A}/lists');\n//# sourceMappingURL=../../outside.js.map\n`,
    },
  ],
  [
    'the source of a component',
    { 'src/Use.vue': `<script src="../../outside.ts"></script>\n<script>\nfetch('${A}/lists');\n</script>\n` },
  ],
  [
    'a script that another one reads',
    { 'use.sh': `. ../outside.sh\ncurl --config ../outside -d @../outside ${A}/lists\n` },
  ],
  [
    'a workflow that uses another one',
    {
      '.github/workflows/a.yml': `jobs:\n  a:\n    uses: ../../outside.yml\n  b:\n    steps:\n      - uses: ./../outside\n      - run: curl ${A}/lists\n`,
    },
  ],
  [
    'a dependency in a folder',
    {
      'src/use.ts': use('klaviyo-api'),
      'package.json': { dependencies: { 'klaviyo-api': 'file:../outside', other: 'link:/outside' } },
    },
  ],
])('%s does not lead out of the tree', async (_, tree) => {
  expect((await readIn(tree)).filter(isOutside)).toEqual([]);
});

test('what is asked for is watched: a file of the tree is found the same ways', async () => {
  const tree = {
    'src/use.ts': use('@/x'),
    'src/x.ts': 'export {};',
    'tsconfig.json': { compilerOptions: { paths: { '@/*': ['src/*'] } } },
  };
  expect(await readIn(tree)).toEqual(expect.arrayContaining(Object.keys(tree)));
});
