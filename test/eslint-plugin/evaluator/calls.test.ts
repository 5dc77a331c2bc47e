import { describe, expect, test } from 'vitest';
import { textsOfAsked, valuesAsked } from '../ask.ts';

type Table = Record<string, [code: string, ...texts: string[]]>;

const RETURNS: Table = {
  'a function': ["function f() { return 'x' }\nask(f())", 'x'],
  'a function that is declared later': ["ask(f());\nfunction f() { return 'x' }", 'x'],
  'an arrow': ["const f = () => 'x'; ask(f())", 'x'],
  'an arrow with a body': ["const f = () => { return 'x' }; ask(f())", 'x'],
  'a function in a variable': ["const f = function () { return 'x' }; ask(f())", 'x'],
  'an async function': ["async function f() { return 'x' }\nask(await f())", 'x'],
  'a function that is called at once': ["ask((() => 'x')())", 'x'],
  'a function of a function': ["const f = () => id => `/x/${id}`; ask(f()('7'))", '/x/7'],
  'a function that returns what another does': ["const f = () => 'x'; const g = () => f(); ask(g())", 'x'],
  'with an argument': ["const f = id => `/x/${id}`; ask(f('7'))", '/x/7'],
  'with an argument that is not known': ['const f = id => `/x/${id}`; function g(y) { ask(f(y)) }', '/x/{id}'],
  'with the default of a parameter': ["const f = (id = '7') => `/x/${id}`; ask(f())", '/x/7'],
  'with the default of a parameter, and something else': ["const f = (id = '7') => `/x/${id}`; ask(f('8'))", '/x/8'],
  'with the default of a parameter that another one gives': ["const f = (a, b = `${a}/y`) => b; ask(f('x'))", 'x/y'],
  'with spread arguments': ["const f = (a, b) => `${a}/${b}`; const args = ['x', 'y']; ask(f(...args))", 'x/y'],
  'with spread arguments that are not known': ["const f = (a, b) => `${a}/${b}`; ask(f('x', ...rest))", 'x/{b}'],
  'on each of its ways': ["function f(t) { if (t) return 'x'; return 'y' }\nask(f(t))", 'x', 'y'],
  'on each of its cases': [
    "function f(t) { switch (t) { case 1: return 'x'; case 2: return 'y'; default: return 'z' } }\nask(f(t))",
    'x',
    'y',
    'z',
  ],
  'not what an inner function returns': ["function f() { list.map(() => { return 'y' }); return 'x' }\nask(f())", 'x'],
  'its own variable each time': [
    "function f(id) { const path = `/x/${id}`; return path }\nask(f('7')); ask(f('8'));",
    '/x/7',
    '/x/8',
  ],
  'a package’s function': ["import { f } from 'thing'; ask(f())", '{}'],
  'a function that somebody gives': ['function g(f) { ask(f()) }', '{f}'],
};

const WRAPPERS: Table = {
  memoized: ["import memoize from 'memoize'; const f = memoize(() => 'x'); ask(f())", 'x'],
  'a hook of React': ["const f = useCallback(id => `/x/${id}`, []); ask(f('7'))", '/x/7'],
  'a wrapper of our own': [
    "const retry = fn => (...args) => fn(...args); const f = retry(id => `/x/${id}`); ask(f('7'))",
    '/x/7',
  ],
  'a function passed to another': ["const run = fn => fn('7'); ask(run(id => `/x/${id}`))", '/x/7'],
};

describe.each(Object.entries({ RETURNS, WRAPPERS }))('%s', (_, table) => {
  test.each(Object.entries(table))('%s', (_name, [code, ...texts]) => {
    expect(textsOfAsked(code).toSorted()).toEqual(texts.toSorted());
  });
});

describe('a construction', () => {
  test.each(
    Object.entries<[code: string, value: unknown]>({
      'of a class of the file': ['class A {}\nask(new A())', '<instance>'],
      'of a class of a package': ["import { A } from 'thing'; ask(new A())", '<new <thing#A>>'],
      'of a global': ['ask(new Thing())', '<new <#Thing>>'],
      'of a proxy, which is what it stands for': ["ask(new Proxy({ a: 'x' }, {}))", { a: 'x' }],
      'by a container that is asked for a class': [
        "import { A } from 'thing'; ask(container.resolve(A))",
        '<new <thing#A>>',
      ],
      'by a container that is asked for a class of the file': ["class A { a = 'x' }\nask(moduleRef.get(A).a)", 'x'],
      'by a container that is asked for a name': ["ask(container.resolve('a'))", '<<#container#resolve>>'],
    }),
  )('%s', (_, [code, value]) => {
    expect(valuesAsked(code)).toEqual([value]);
  });
});

describe('what a module gives', () => {
  test.each(
    Object.entries<[code: string, value: unknown]>({
      'a named import': ["import { a } from 'thing'; ask(a)", '<thing#a>'],
      'a renamed import': ["import { a as b } from 'thing'; ask(b)", '<thing#a>'],
      'a default import': ["import a from 'thing'; ask(a)", '<thing>'],
      'a default import by name': ["import { default as a } from 'thing'; ask(a)", '<thing>'],
      'a namespace': ["import * as a from 'thing'; ask(a.b)", '<thing#b>'],
      'a member of a default import': ["import a from 'thing'; ask(a.b.c)", '<thing#b#c>'],
      'a module of Node': ["import { request } from 'node:https'; ask(request)", '<https#request>'],
      'a require': ["const a = require('thing'); ask(a.b)", '<thing#b>'],
      'a require of a member': ["const b = require('thing').b; ask(b)", '<thing#b>'],
      'a require taken apart': ["const { a, b: { c } } = require('thing'); ask(c)", '<thing#b#c>'],
      'a require of a default': ["const a = require('thing').default; ask(a)", '<thing>'],
      'a require that was created': [
        "import { createRequire } from 'node:module'; const load = createRequire(import.meta.url); ask(load('thing').a)",
        '<thing#a>',
      ],
      'a require of a package of Meteor': ["const a = Npm.require('thing'); ask(a.b)", '<thing#b>'],
      'an import with require': ["import a = require('thing'); ask(a.b)", '<thing#b>'],
      'a dynamic import': ["const { a } = await import('thing'); ask(a)", '<thing#a>'],
      'a dynamic import that is waited for': ["import('thing').then(m => ask(m.a))", '<thing#a>'],
      'a dynamic import of a default': ["const a = (await import('thing')).default; ask(a)", '<thing>'],
      'a lazy require': ["let a; const load = () => a ??= require('thing'); ask(load().b)", '<thing#b>'],
      'a subpath': ["import { a } from 'thing/sub'; ask(a)", '<thing/sub#a>'],
      'a require of a name that is not known': ['const a = require(name); ask(a.b)', '{b}'],
      'an import of another file, which is not seen': ["import { a } from './thing.js'; ask(a)", '<./thing.js#a>'],
    }),
  )('%s', (_, [code, value]) => {
    expect(valuesAsked(code)).toEqual([value]);
  });
});
