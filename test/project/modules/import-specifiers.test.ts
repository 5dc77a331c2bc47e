import { describe, expect, test } from 'vitest';
import { importSpecifiers, usedSpecifiers } from '../../../src/project/modules/import-specifiers.ts';

describe('a specifier is found in', () => {
  test.each([
    "import a from './b';",
    "import './b';",
    "import * as a from './b';",
    "import { a, b as c } from './b';",
    "import type { A } from './b';",
    "import {\n  a,\n} from './b';",
    'import a from "./b";',
    "import{a}from'./b';",
    "export * from './b';",
    "export { a } from './b';",
    "const a = require('./b');",
    "const a = require( './b' );",
    "import a = require('./b');",
    "const a = await import('./b');",
    'const a = await import(`./b`);',
    "const a = await import(\n  './b'\n);",
    "const a = await import(/* webpackChunkName: 'b' */ './b');",
    "// import a from './b';",
    "import a from /* the * of all */ './b';",
    `import a from /* ${'long '.repeat(1000)} */ './b';`,
    "import a from // said at length\n  './b';",
    "require(/* a */ /* b */ // c\n './b')",
    String.raw`import('\x2e\u002f\u{62}')`,
    String.raw`require('\./b')`,
  ])('%s', text => {
    expect(importSpecifiers(text)).toEqual(['./b']);
  });
});

describe('no specifier is', () => {
  test.each([
    'import(`./${name}`)',
    'require(name)',
    "const text = './b';",
    "require.resolve('./b')",
    "important('./b')",
    "from './b\n'",
    "import a from /* never closed './b'",
  ])('%j', text => {
    expect(importSpecifiers(text)).toEqual([]);
  });
});

test('a specifier may be as long as it likes', () => {
  const specifier = `./${'a/'.repeat(5000)}b`;
  expect(importSpecifiers(`import '${specifier}';`)).toEqual([specifier]);
});

test('a specifier may hold the other quotes', () => {
  expect(importSpecifiers(`import "./it's"; import './a"b';`)).toEqual(["./it's", './a"b']);
});

test('each is named once, in the order of the text', () => {
  expect(importSpecifiers("import a from './a';\nimport b from './b';\nexport * from './a';")).toEqual(['./a', './b']);
});

test('a text that begins to import without end is read soon', () => {
  expect(importSpecifiers(`${'import ('.repeat(100_000)}${' '.repeat(100_000)}import${' '.repeat(200_000)}`)).toEqual(
    [],
  );
});

test.each([
  '/* import ',
  'import /* */ ',
  '// import ',
  'import /**/',
  '/* import */',
  'from \'import "',
  'import ` from',
])('a text of %j many times is read soon', piece => {
  const text = piece.repeat(200_000);
  expect(importSpecifiers(text).length).toBeLessThan(3);
  expect(importSpecifiers(`${text}${'/**/'.repeat(200_000)}`).length).toBeLessThan(3);
});

test('what is imported, exported again and only loaded are reported apart', () => {
  const text = [
    "export const a = 1; import { b } from './b';",
    "import './side-effect';",
    "export * from './c';",
    "export {\n  d,\n} from './d';",
    "import e, * as f from './e'; const g = require('./g'); const h = await import('./h');",
    "export type { I } from './i';",
  ].join('\n');
  expect(usedSpecifiers(text)).toEqual({ bound: ['./b', './e', './g', './h'], reexported: ['./c', './d', './i'] });
});

test.each([
  "import { exportList } from './b';",
  "import exporter from './b';",
  "import * as exported from './b';",
  "import { a, // exports nothing else\n} from './b';",
  "import type { A, /* export */ } from './b';",
  "export const x = 1;\nimport { a } from './b';",
  "const a = exports.a;\nimport { a } from './b';",
])('an import stays one: %s', text => {
  expect(usedSpecifiers(text)).toEqual({ bound: ['./b'], reexported: [] });
});

test.each([
  "export * from './b';",
  "export * as b from './b';",
  "export { a as default } from './b';",
  "export {\n  a, // the first\n} from './b';",
  "import './a';export{a}from'./b';",
])('an export stays one: %s', text => {
  expect(usedSpecifiers(text)).toEqual({ bound: [], reexported: ['./b'] });
});
