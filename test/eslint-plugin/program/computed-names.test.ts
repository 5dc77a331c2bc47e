import { expect, test } from 'vitest';
import { hasComputedNames } from '../../../eslint-plugin/program/computed-names.ts';
import { answers } from '../ask.ts';

function isFoundIn(code: string): boolean | undefined {
  return answers(`${code}\nend();`, 'named.ts', (_, { module }) => [hasComputedNames(module)])[0];
}

test.each([
  'api[name];',
  'api [name];',
  'api\n  [name];',
  'api?.[name];',
  'api![name];',
  'make()[name];',
  'rows[0][name];',
  'api/*:*/[name];',
  'api //:\n[name];',
  "'api:'[name];",
  'api[`send${name}`];',
  "api['se' + 'nd'];",
  'api[0 + one];',
  "api[first, 'send'];",
  'export const api = { [name]: 1 };',
  'export const api = { a, [name]: 1 };',
  'export const api = { ...a,\n  [name]() {} };',
  'export const { [name]: send } = api;',
  'class Api { [name]() {} }',
  'class Api { a = 1;\n  static [name] = 1 }',
  'class Api { async *[name]() {} }',
  'class Api { get [name]() { return 1; } }',
])('a name is computed: %s', code => {
  expect(isFoundIn(code)).toBe(true);
});

test.each([
  'export const list = [one, two];',
  'use([one, two]);',
  'export const make = () => [one, two];',
  'export const list = isOne ? [one] : [two];',
  'export const lists = [[one], [two]];',
  'export const [one, two] = list;',
  'let list: string[] = [];',
  "api['send'];",
  'api["send"];',
  'rows[0];',
  'use(one, [two, three]);',
])('no name is computed: %s', code => {
  expect(isFoundIn(code)).toBe(false);
});
