import { expect, test } from 'vitest';
import { createJsonReader } from '../../../src/project/manifests/read-json.ts';
import { virtualReader } from '../virtual-files.ts';

const read = createJsonReader(
  virtualReader({
    'a.json': '{ // comment\n "a": [1,], }',
    'deep.json': '['.repeat(100_000),
    'deep-object.json': '{"a":'.repeat(100_000),
  }),
);

test('comments and trailing commas are read as TypeScript does', () => {
  expect(read('a.json')).toEqual({ a: [1] });
});

test.each(['deep.json', 'deep-object.json', 'nowhere.json'])('%s says nothing', path => {
  expect(read(path)).toBeUndefined();
});
