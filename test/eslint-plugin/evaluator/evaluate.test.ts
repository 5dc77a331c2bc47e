import { describe, expect, test } from 'vitest';
import { textsOfAsked, valuesAsked } from '../ask.ts';

type Table = Record<string, [code: string, ...texts: string[]]>;

const LITERALS: Table = {
  'a text': ["ask('a')", 'a'],
  'a number': ['ask(42)', '42'],
  'a template': ['ask(`a`)', 'a'],
  'a template with a value': ["const a = 'x'; ask(`${a}/y`)", 'x/y'],
  'a template with what is not known': ['ask(`a/${id}/b`)', 'a/{}/b'],
  'a template with an escape': [String.raw`ask(\`a\u002fb\`)`.replaceAll('\\`', '`'), 'a/b'],
  'a raw template': [String.raw`ask(String.raw\`a\b\`)`.replaceAll('\\`', '`'), String.raw`a\b`],
  'a tagged template, which may make anything': ['ask(tag`a`)', '{}'],
  'a sum': ["ask('a' + 'b' + 'c')", 'abc'],
  'a sum with a hole': ["function f(id) { ask('a/' + id) }", 'a/{id}'],
  'a sequence, its last': ["ask((1, 'a'))", 'a'],
  'an assignment, what is assigned': ["let a; ask((a = 'x'))", 'x'],
  awaited: ["ask(await 'a')", 'a'],
};

const TYPED: Table = {
  as: ["ask('a' as string)", 'a'],
  'as const': ["const a = 'x' as const; ask(a)", 'x'],
  'an object as const': ["const paths = { a: { b: '/x' } } as const; ask(paths.a.b)", '/x'],
  'an array as const': ["const paths = ['/x', '/y'] as const; ask(paths[1])", '/y'],
  satisfies: ["const paths = { a: '/x' } satisfies Paths; ask(paths.a)", '/x'],
  'a non-null assertion': ["const a: string | undefined = 'x'; ask(a!)", 'x'],
  'an optional chain': ["const paths = { a: { b: '/x' } }; ask(paths?.a?.b)", '/x'],
  'several of them': ["const paths = { a: '/x' } as const satisfies Paths; ask((paths as any).a!)", '/x'],
  'an enum': ["enum Path { Lists = '/lists', Events = '/events' }\nask(Path.Events)", '/events'],
  'an enum of texts put together': [
    "enum Path { Root = '/api', Lists = `${Path.Root}/lists` }\nask(Path.Lists)",
    '/api/lists',
  ],
  'a constant enum with a quoted name': ["const enum Path { 'my-lists' = '/lists' }\nask(Path['my-lists'])", '/lists'],
};

const CHOICES: Table = {
  'a conditional': ["ask(x ? 'a' : 'b')", 'a', 'b'],
  'a conditional in a template': ["ask(`https://${x ? 'a' : 'b'}.example`)", 'https://a.example', 'https://b.example'],
  'a fallback for nullish': ["const a = given ?? 'b'; ask(a)", '{}', 'b'],
  'a fallback for falsy': ["const a = given || 'b'; ask(a)", '{}', 'b'],
  'a fallback that is never needed': ["const a = null ?? 'b'; ask(a)", 'b'],
  'and, whose right side counts': ["ask(x && 'b')", 'b'],
  'a variable of the environment': ['ask(process.env.API_URL)', '{env:API_URL}'],
  'a variable of the environment with a fallback': [
    "ask(process.env.API_URL ?? 'https://a.example')",
    '{env:API_URL}',
    'https://a.example',
  ],
  'a variable of the environment of Vite': [
    "ask(import.meta.env.VITE_URL || 'https://a.example')",
    '{env:VITE_URL}',
    'https://a.example',
  ],
  'a variable taken out of the environment': [
    "const { API_URL = 'https://a.example' } = process.env; ask(API_URL)",
    '{env:API_URL}',
    'https://a.example',
  ],
  'a chain of fallbacks': ["ask(process.env.A || process.env.B || 'c')", '{env:A}', '{env:B}', 'c'],
  'a table by an unknown key, each of its texts': [
    "const hosts = { test: 'a', live: 'b' }; ask(hosts[stage])",
    'a',
    'b',
  ],
  'a table by a known key': ["const hosts = { test: 'a', live: 'b' }; const stage = 'live'; ask(hosts[stage])", 'b'],
  'a list by an unknown index, each of its texts': ["ask(['a', 'b'][i])", 'a', 'b'],
};

const OBJECTS: Table = {
  'a property': ["const o = { a: 'x' }; ask(o.a)", 'x'],
  'a quoted property': ["const o = { 'a-b': 'x' }; ask(o['a-b'])", 'x'],
  'a short property': ["const a = 'x'; const o = { a }; ask(o.a)", 'x'],
  'a computed property': ["const k = 'a'; const o = { [k]: 'x' }; ask(o.a)", 'x'],
  'a nested property': ["const o = { a: { b: { c: 'x' } } }; ask(o.a.b.c)", 'x'],
  'a property that is not there': ["const o = { a: 'x' }; ask(o.b ?? 'y')", 'y'],
  'a spread': ["const base = { a: 'x' }; const o = { ...base, b: 'y' }; ask(o.a)", 'x'],
  'a spread below': ["const base = { a: 'x' }; const o = { ...base, a: 'y' }; ask(o.a)", 'y'],
  'a spread above': ["const base = { a: 'x' }; const o = { a: 'y', ...base }; ask(o.a)", 'x'],
  'a spread of what is not known': ["const o = { ...rest, a: 'x' }; ask(o.b)", '{b}'],
  'a spread that may not happen': ["const o = { a: 'x', ...(test && { a: 'y' }) }; ask(o.a)", 'y', 'x'],
  'a spread of one or the other': ["const o = { ...(test ? { a: 'x' } : { a: 'y' }) }; ask(o.a)", 'x', 'y'],
  'a getter': ["const o = { get url() { return 'x' } }; ask(o.url)", 'x'],
  'a getter that reads its object': [
    "const o = { root: '/api', get url() { return this.root + '/lists' } }; ask(o.url)",
    '/api/lists',
  ],
  'a method that reads its object': [
    "const o = { root: '/api', url(name) { return `${this.root}/${name}` } }; ask(o.url('lists'))",
    '/api/lists',
  ],
  'an arrow in a property': ["const paths = { list: (id) => `/lists/${id}` }; ask(paths.list('7'))", '/lists/7'],
  'an element': ["const list = ['x', 'y']; ask(list[1])", 'y'],
  'an element behind a spread': ["const list = [...['x'], 'y']; ask(list[1])", 'y'],
};

describe.each(Object.entries({ LITERALS, TYPED, CHOICES, OBJECTS }))('%s', (_, table) => {
  test.each(Object.entries(table))('%s', (_name, [code, ...texts]) => {
    expect(textsOfAsked(code).toSorted()).toEqual(texts.toSorted());
  });
});

describe('an object', () => {
  test.each(
    Object.entries<[code: string, value: unknown]>({
      'with all that it holds': ["ask({ a: 'x', b: { c: ['y', null] } })", { a: 'x', b: { c: ['y', null] } }],
      'with a spread that is known is closed': ["const base = { a: 'x' }; ask({ ...base })", { a: 'x' }],
      'with a spread that is not known is open': ["ask({ a: 'x', ...rest })", { a: 'x', '…': true }],
      'with a spread of nothing is closed': ["ask({ a: 'x', ...undefined, ...null })", { a: 'x' }],
      'with a key that is not known is open': ["ask({ a: 'x', [key]: 'y' })", { a: 'x', '…': true }],
      'merged by Object.assign': ["ask(Object.assign({}, { a: 'x' }, { a: 'y', b: 'z' }))", { a: 'y', b: 'z' }],
      frozen: ["ask(Object.freeze({ a: 'x' }))", { a: 'x' }],
      'of entries': ["ask(Object.fromEntries([['a', 'x']]))", { a: 'x' }],
      'through JSON and back': ["ask(JSON.parse(JSON.stringify({ a: 'x' })))", { a: 'x' }],
      cloned: ["ask(structuredClone({ a: 'x' }))", { a: 'x' }],
    }),
  )('%s', (_, [code, value]) => {
    expect(valuesAsked(code)).toEqual([value]);
  });
});

describe('a list', () => {
  test.each(
    Object.entries<[code: string, value: unknown]>({
      'with a spread that is known': ["const a = ['x']; ask([...a, 'y'])", ['x', 'y']],
      'with a spread that is not known is open': ["ask(['x', ...rest])", ['x', '…']],
      mapped: ["ask(['x', 'y'].map(name => `/${name}`))", ['/x', '/y']],
      filtered: ["ask(['x', 'y'].filter(Boolean))", ['x', 'y']],
      joined: ["ask(['x', 'y'].concat(['z']))", ['x', 'y', 'z']],
      'with what was pushed': ["const list = ['x']; list.push('y'); ask(list)", ['x', 'y']],
      'of values': ["ask(Object.values({ a: 'x', b: 'y' }))", ['x', 'y']],
    }),
  )('%s', (_, [code, value]) => {
    expect(valuesAsked(code)).toEqual([value]);
  });
});
