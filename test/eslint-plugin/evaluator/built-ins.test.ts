import { describe, expect, test } from 'vitest';
import { textsOfAsked, valuesAsked } from '../ask.ts';

type Table = Record<string, [code: string, ...texts: string[]]>;

const TEXTS: Table = {
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
  'slice, which is not followed': ["ask('/abc'.slice(1))", '{}'],
  'an element by at': ["ask(['a', 'b'].at(0))", 'a', 'b'],
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

describe.each(Object.entries({ TEXTS, CONVERSIONS }))('%s', (_, table) => {
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
