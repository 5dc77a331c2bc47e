import { expect, test } from 'vitest';
import { readManifest } from '../../../src/project/manifests/manifest.ts';

const declared = (text: string): [string, string, string][] =>
  readManifest(text).map(({ section, name, specifier }) => [section, name, specifier]);

test('reads every section of dependencies', () => {
  const text = JSON.stringify({
    dependencies: { a: '1' },
    devDependencies: { b: '2' },
    optionalDependencies: { c: '3' },
    peerDependencies: { d: '4' },
    scripts: { e: '5' },
  });
  expect(declared(text)).toEqual([
    ['dependencies', 'a', '1'],
    ['devDependencies', 'b', '2'],
    ['optionalDependencies', 'c', '3'],
    ['peerDependencies', 'd', '4'],
  ]);
});

test('knows the place of the value', () => {
  const text = '{\n  "dependencies": {\n    "a" : "^1.0.0"\n  }\n}';
  const [declaration] = readManifest(text);
  expect(text.slice(declaration?.start, declaration?.end)).toBe('"^1.0.0"');
});

test('reads all of a section, or a name, that is given twice', () => {
  expect(
    declared('{"dependencies":{"a":"1","a":"^1"},"dependencies":{"a":"2"}}').map(([, , specifier]) => specifier),
  ).toEqual(['1', '^1', '2']);
});

test('reads escapes in names', () => {
  expect(declared(String.raw`{"dependencies":{"\u0061":"1"}}`)).toEqual([['dependencies', 'a', '1']]);
});

test("reads bun's catalogs", () => {
  const catalogs = { catalog: { a: '1' }, catalogs: { old: { a: '0' } } };
  const expected = [
    ['catalog', 'a', '1'],
    ['catalog', 'a', '0'],
  ];
  expect(declared(JSON.stringify(catalogs))).toEqual(expected);
  expect(declared(JSON.stringify({ workspaces: { packages: ['*'], ...catalogs } }))).toEqual(expected);
});

test.each([
  ['no dependencies', '{}'],
  ['dependencies that are a list', '{"dependencies":["a"]}'],
  ['dependencies that are null', '{"dependencies":null}'],
  ['a version that is a number', '{"dependencies":{"a":1}}'],
  ['a version that is an object', '{"dependencies":{"a":{"b":"c"}}}'],
])('%s declare nothing', (_, text) => {
  expect(declared(text)).toEqual([]);
});

test.each([
  ['an empty file', '', 1],
  ['a missing brace', '{\n  "dependencies": {\n', 3],
  ['a comma too many', '{\n  "a": 1,\n}', 3],
  ['a comment', '{\n  // why\n}', 2],
  ['text behind it', '{}\n{}', 2],
  ['a merge conflict', '{\n<<<<<<< ours\n}', 2],
])('%s is not valid JSON', (_, text, line) => {
  expect(() => readManifest(text)).toThrow(new SyntaxError(`it is not valid JSON (line ${line})`));
});

test.each(['[]', '"text"', 'null', '1'])('%s is no manifest', text => {
  expect(() => readManifest(text)).toThrow(new SyntaxError('it is not a JSON object (line 1)'));
});
