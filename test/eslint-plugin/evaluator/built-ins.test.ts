import { describe, expect, test } from 'vitest';
import { textsOfAsked, valuesAsked } from '../ask.ts';

type Table = Record<string, [code: string, ...texts: string[]]>;

const TEXTS: Table = {
  atob: ["ask(atob('aHR0cHM6Ly9hLmV4YW1wbGU='))", 'https://a.example'],
  'atob of a constant': ["const code = 'L2E='; ask(window.atob(code) + '/b')", '/a/b'],
  'atob of bytes': ["ask('a' + atob('//79'))", 'a{}'],
  'atob of what is no code': ["ask('a' + atob('%'))", 'a{}'],
  'atob of what is not known': ["function f(code) { ask('a' + atob(code)) }", 'a{}'],
  'an atob of the code itself': ["const atob = text => `own ${text}`; ask(atob('L2E='))", 'own L2E='],
  'a Buffer from base64': [
    "ask(Buffer.from('aHR0cHM6Ly9hLmV4YW1wbGU', 'base64').toString('utf8'))",
    'https://a.example',
  ],
  'a Buffer from base64 of alternatives': ["ask(Buffer.from(x ? 'L2E=' : 'L2I=', 'base64url').toString())", '/a', '/b'],
  'a Buffer from digits': ["ask(Buffer.from('2f61', 'hex').toString('latin1'))", '/a'],
  'a Buffer from codes': ['ask(Buffer.from([47, 97]).toString())', '/a'],
  'a Buffer from a text': ["ask(Buffer.from('/a').toString('base64'))", '/a'],
  'a Buffer from bytes': ["ask(Buffer.from('//79', 'base64').toString())", '//79'],
  decodeURIComponent: ["ask(decodeURIComponent('https%3A%2F%2Fa.example'))", 'https://a.example'],
  'decodeURIComponent of what is malformed': ["ask('a' + decodeURIComponent('%'))", 'a{}'],
  'a reversed text': ["ask('elpmaxe.a'.split('').reverse().join(''))", 'a.example'],
  'a reversed text with a spread': ["ask([...'elpmaxe.a'].reverse().join(''))", 'a.example'],
  concat: ["ask('a'.concat('b', 'c'))", 'abc'],
  'concat of what is not known': ["function f(id) { ask('/a/'.concat(id, '/b')) }", '/a/{id}/b'],
  join: ["ask(['a', 'b', 'c'].join('/'))", 'a/b/c'],
  'join without a separator': ["ask(['a', 'b'].join())", 'a,b'],
  'join of what is not known': ["function f(id) { ask(['/a', id].join('/')) }", '/a/{id}'],
  'join of a list that is not known': ["ask(['a', ...rest].join('/'))", '{}'],
  'join of a list in a variable': ["const parts = ['a']; parts.push('b'); ask(parts.join('/'))", 'a/b'],
  'join of what was filtered': ["ask(['a', 'b'].filter(Boolean).join('/'))", 'a/b'],
  'join of what was mapped': ["ask(['a', 'b'].map(x => `/${x}`).join(''))", '/a/b'],
  replace: ["ask('/x/:id'.replace(':id', '7'))", '/x/7'],
  'replace by what is not known': ["function f(id) { ask('/x/:id/y'.replace(':id', id)) }", '/x/{id}/y'],
  'replace of what is not there': ["ask('/x'.replace(':id', '7'))", '/x'],
  'replace, the first only': ["ask('a-a'.replace('a', 'b'))", 'b-a'],
  replaceAll: ["ask('a-a'.replaceAll('a', 'b'))", 'b-b'],
  'replace of slashes at the end': [String.raw`ask('https://a.example//'.replace(/\/+$/, ''))`, 'https://a.example'],
  'replace of slashes at the end of a variable of the environment': [
    String.raw`ask((process.env.A ?? 'https://a.example/').replace(/\/$/, ''))`,
    '{env:A}',
    'https://a.example',
  ],
  'concat of what may be a text': [
    "const hosts = { a: process.env.A || '', b: 'https://b.example' }; ask((hosts[x] || '').concat('/c'))",
    '{env:A}/c',
    '/c',
    'https://b.example/c',
  ],
  'replace of what may be a text': [
    "const hosts = { a: process.env.A, b: 'http://b.example' }; ask(hosts[x].replace('http:', 'https:'))",
    '{env:A}',
    'https://b.example',
  ],
  'toLowerCase of what may be a text': [
    "ask((process.env.A || 'https://B.example').toLowerCase())",
    '{env:A}',
    'https://b.example',
  ],
  'concat of what may be a list': ['ask(list.concat(1))', '{}'],
  toUpperCase: ["ask('post'.toUpperCase())", 'POST'],
  toLowerCase: ["ask('POST'.toLowerCase())", 'post'],
  'toString of it': ["ask('a'.toString())", 'a'],
  String: ["ask(String('a'))", 'a'],
  'encodeURIComponent of what is not known': ['function f(id) { ask(`/a/${encodeURIComponent(id)}`) }', '/a/{}'],
  'slice of a text': ["ask('/abc'.slice(1))", 'abc'],
  'slice of what is not known': ['function f(id) { ask(`a${id}`.slice(1)) }', '{}'],
  'slice to a place that is not known': ["ask('/abc'.slice(1, end))", '{}'],
  substring: ["ask('abc'.substring(2, 1))", 'b'],
  substr: ["ask('abcd'.substr(1, 2))", 'bc'],
  padStart: ["ask(String(7).padStart(2, '0'))", '07'],
  padEnd: ["ask('a'.padEnd(3, 'b'))", 'abb'],
  'padStart to a length that nobody sends': ["ask('a'.padStart(1e9, 'b'))", '{}'],
  repeat: ["ask('ab'.repeat(2))", 'abab'],
  charAt: ["ask('abc'.charAt(1))", 'b'],
  split: ["ask('a.b'.split('.').join('/'))", 'a/b'],
  'split of what is not known': ["function f(id) { ask(`a.${id}`.split('.').join('/')) }", '{join}'],
  'split into signs': ["ask('abc'.split('').reverse().join(''))", 'cba'],
  'signs in a list': ["ask([...'abc'].reverse().join(''))", 'cba'],
  'Array.from of a text': ["ask(Array.from('abc').join('-'))", 'a-b-c'],
  'Array.from with a function': ["ask(Array.from(['a', 'b'], x => x + x).join(''))", 'aabb'],
  'an element by at': ["ask(['a', 'b'].at(0))", 'a'],
  'the last element by at': ["ask(['a', 'b'].at(-1))", 'b'],
  'an element at a place that is not known': ["ask(['a', 'b'].at(x))", 'a', 'b'],
  reverse: ["ask(['a', 'b'].reverse().join(''))", 'ba'],
  toReversed: ["ask(['a', 'b'].toReversed().join(''))", 'ba'],
  'slice of a list': ["ask(['a', 'b', 'c'].slice(1).join(''))", 'bc'],
  'slice of a list from a place that is not known': ["ask(['a', 'b'].slice(x).join(''))", 'ab'],
  'map with String': ["ask([1, 2].map(String).join('-'))", '1-2'],
  'map with a function of a package': ["import { f } from 'f'; ask([1, 2].map(f).join('-'))", '{join}'],
  'reduce of texts': ["ask(['a', 'b'].reduce((x, y) => x + y, '/'))", '/ab'],
  'String.fromCharCode': ['ask(String.fromCharCode(97, 98))', 'ab'],
  'String.fromCharCode of what is not known': ['ask(String.fromCharCode(97, x))', '{}'],
  'a sign that a pattern replaces': [String.raw`ask('a.b.c'.replace(/\./, '-'))`, 'a-b.c'],
  'signs that a pattern replaces': [String.raw`ask('(1) 2-3'.replace(/[^\d]/g, ''))`, '123'],
  'the beginning of a text': ["function f(id) { ask(id.replace(/^/, '0')) }", '0{id}'],
  'the end of a text': ["ask('a'.replace(/$/, 'b'))", 'ab'],
  'a sign at the beginning of what is not known': ["function f(id) { ask(`0${id}`.replace(/^0/, '+49')) }", '+49{id}'],
  'a sign that may be in what is not known': ["function f(id) { ask(`${id}0`.replace(/^0/, '+49')) }", '{id}0'],
  'a pattern that is not followed': ["ask('aab'.replace(/(a|b)+/, 'c'))", 'aab'],
  'a function that tells what to put there': ["ask('ab'.replace(/a/, x => x + x))", 'ab'],
};

const CONTAINERS: Table = {
  'a Map that is filled': ["const m = new Map(); m.set('a', 'x'); m.set('b', 'y'); ask(m.get('b'))", 'y'],
  'a Map that is filled twice': ["const m = new Map(); m.set('a', 'x'); m.set('a', 'y'); ask(m.get('a'))", 'x', 'y'],
  'a Map of entries': ["const m = new Map([['a', 'x'], ['b', 'y']]); ask(m.get('a'))", 'x'],
  'a Map that is made in a chain': ["ask(new Map().set('a', 'x').set('b', 'y').get('a'))", 'x'],
  'a Map in a field': [
    "class A { m = new Map(); constructor() { this.m.set('a', 'x') } f() { ask(this.m.get('a')) } }",
    'x',
  ],
  'a key that is not known': ["const m = new Map([['a', 'x'], ['b', 'y']]); ask(m.get(key))", 'x', 'y'],
  'a key that is not in it': ["const m = new Map([['a', 'x']]); ask(m.get('b'))", '{}'],
  'a Map of what is not known': ['const m = new Map(given); ask(m.get("a"))', '{}'],
  'the values of a Map': ["const m = new Map([['a', 'x'], ['b', 'y']]); ask([...m.values()].join(','))", 'x,y'],
  'the keys of a Map': ["const m = new Map([['a', 'x'], ['b', 'y']]); ask([...m.keys()].join(','))", 'a,b'],
  'entries in a loop': ["const m = new Map([['a', 'x']]); for (const [k, v] of m) ask(k + v)", 'ax'],
  'forEach of a Map': ["const m = new Map([['a', 'x']]); m.forEach(v => ask(v))", 'x'],
  'an object of entries': ["const m = new Map(); m.set('a', 'x'); ask(Object.fromEntries(m).a)", 'x'],
  'an object of entries in full': ["const m = new Map([['a', 'x']]); ask(Object.fromEntries(m.entries()).a)", 'x'],
  'a class of its own': [
    "class Map { get() { return 'z' } }\nconst m = new Map(); m.set('a', 'x'); ask(m.get('a'))",
    'z',
  ],
};

const CONVERSIONS: Table = {
  'Promise.resolve': ["ask(await Promise.resolve('a'))", 'a'],
  then: ["ask(await Promise.resolve('a').then(x => x + 'b'))", 'ab'],
  catch: ["ask(await Promise.resolve('a').catch(log))", 'a'],
  'Promise.all': ["const [a, b] = await Promise.all([one(), 'x']); ask(b)", 'x'],
  call: ["function f() { return this.a }\nask(f.call({ a: 'x' }))", 'x'],
  apply: ["const f = (a, b) => a + b; ask(f.apply(null, ['x', 'y']))", 'xy'],
  bind: ["function f() { return this.a }\nconst g = f.bind({ a: 'x' }); ask(g())", 'x'],
};

describe.each(Object.entries({ TEXTS, CONTAINERS, CONVERSIONS }))('%s', (_, table) => {
  test.each(Object.entries(table))('%s', (_name, [code, ...texts]) => {
    expect(textsOfAsked(code).toSorted()).toEqual(texts.toSorted());
  });
});

describe('objects put together by a package', () => {
  test.each(
    Object.entries<[code: string, value: unknown]>({
      'assign of lodash': ["import { assign } from 'lodash'; ask(assign({ a: 'x' }, { b: 'y' }))", { a: 'x', b: 'y' }],
      'merge of lodash': ["import _ from 'lodash'; ask(_.merge({ a: 'x' }, { b: 'y' }))", { a: 'x', b: 'y' }],
      'merge with what is not known': [
        "import _ from 'lodash'; ask(_.merge({ a: 'x' }, given))",
        { a: 'x', '…': true },
      ],
      'defaults of lodash': [
        "import { defaults } from 'lodash'; ask(defaults({ a: 'x' }, { a: 'y', b: 'z' }))",
        { a: 'x', b: 'z' },
      ],
      'object-assign': ["import assign from 'object-assign'; ask(assign({}, { a: 'x' }))", { a: 'x' }],
      '$.extend': ["ask($.extend({}, { a: 'x' }))", { a: 'x' }],
      'extend of anything else': ["import { extend } from 'thing'; ask(extend({}, { a: 'x' }))", '<<thing#extend>>'],
    }),
  )('%s', (_, [code, value]) => {
    expect(valuesAsked(code)).toEqual([value]);
  });
});
