import { expect, test } from 'vitest';
import { createTypeProgram, type TypeProgram } from '../../../src/project/modules/type-program.ts';
import { virtualResolver, type VirtualFiles } from '../virtual-files.ts';

const ROOT = '/checked';

function programOver(files: VirtualFiles, included = Object.keys(files)): TypeProgram {
  const sources = included.map(path => ({
    path,
    language: 'typescript' as const,
    text: String(files[path]),
    hasByteOrderMark: false,
  }));
  return createTypeProgram(ROOT, sources, virtualResolver(files));
}

const fileNames = (program: TypeProgram): string[] =>
  program
    .getSourceFiles()
    .map(({ fileName }) => fileName)
    .sort();

/** The files that the first import of each file leads to. */
function links(program: TypeProgram): (string | undefined)[] {
  return program
    .getSourceFiles()
    .toSorted((one, other) => one.fileName.localeCompare(other.fileName))
    .flatMap(file => {
      const [statement] = file.statements;
      const specifier = statement && 'moduleSpecifier' in statement ? statement.moduleSpecifier : undefined;
      const symbol = specifier
        ? program
            .getTypeChecker()
            .getSymbolAtLocation(
              specifier as Parameters<ReturnType<TypeProgram['getTypeChecker']>['getSymbolAtLocation']>[0],
            )
        : undefined;
      return specifier ? [symbol?.declarations?.map(declaration => declaration.getSourceFile().fileName)[0]] : [];
    });
}

test('holds the given files below the checked folder, and nothing else', () => {
  const program = programOver(
    { 'src/a.ts': "import { b } from './b';", 'src/b.ts': 'export const b = 1;', 'src/c.ts': '' },
    ['src/a.ts', 'src/b.ts'],
  );
  expect(fileNames(program)).toEqual(['/checked/src/a.ts', '/checked/src/b.ts']);
});

test('links files as the resolver does', () => {
  const files = {
    'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
    'packages/lib/package.json': { name: '@shop/lib', main: './dist/index.js' },
    'packages/lib/src/index.ts': 'export const lib = 1;',
    'src/a.ts': "import { b } from '@/b.js';",
    'src/b.ts': "import { lib } from '@shop/lib'; export const b = lib;",
  };
  const program = programOver(files, ['src/a.ts', 'src/b.ts', 'packages/lib/src/index.ts']);
  expect(links(program)).toEqual(['/checked/src/b.ts', '/checked/packages/lib/src/index.ts']);
});

test('links nothing that it does not hold', () => {
  const files = { 'a.ts': "import './b.css';", 'b.css': 'a {}', 'c.ts': "import './d';", 'd.ts': 'export {};' };
  expect(links(programOver(files, ['a.ts', 'c.ts']))).toEqual([undefined, undefined]);
});

test('knows the type of what another file exports, without any library', () => {
  const program = programOver({
    'a.ts': "import { make } from './b'; export const made = make();",
    'b.ts': 'export class Thing {}\nexport const make = () => new Thing();',
  });
  const checker = program.getTypeChecker();
  const module = program.getSourceFile('/checked/a.ts');
  const [symbol] = module ? checker.getExportsOfModule(checker.getSymbolAtLocation(module)!) : [];
  expect(symbol && checker.typeToString(checker.getTypeOfSymbol(symbol))).toBe('Thing');
});

test('reads JavaScript, JSX and broken files as well', () => {
  const program = programOver({
    'a.js': "const b = require('./b');",
    'b.jsx': 'export const b = <p/>;',
    'c.ts': 'export const = ;',
  });
  expect(fileNames(program)).toEqual(['/checked/a.js', '/checked/b.jsx', '/checked/c.ts']);
});

test('a root of Windows is one too', () => {
  const sources = [
    { path: 'a.ts', language: 'typescript' as const, text: "import './b';", hasByteOrderMark: false },
    { path: 'b.ts', language: 'typescript' as const, text: 'export {};', hasByteOrderMark: false },
  ];
  const program = createTypeProgram(String.raw`C:\checked`, sources, virtualResolver({ 'a.ts': '', 'b.ts': '' }));
  expect(links(program).map(file => file?.endsWith('/checked/b.ts'))).toEqual([true]);
});

test('leaves out what is nested too deeply, and holds the others', () => {
  const program = programOver({ 'deep.ts': '('.repeat(20_000), 'a.ts': 'export const a = 1;' });
  expect(fileNames(program)).toEqual(['/checked/a.ts']);
});
