import { describe, expect, test } from 'vitest';
import { textsOfAsked, valuesAsked } from '../ask.ts';

type Table = Record<string, [code: string, ...texts: string[]]>;

const ASSIGNMENTS: Table = {
  'a constant': ["const a = 'x'; ask(a)", 'x'],
  'a constant that is declared later': ["function f() { ask(a) }\nconst a = 'x';", 'x'],
  'a name of nobody': ['ask(a)', '{}'],
  'a parameter': ['function f(a) { ask(a) }', '{a}'],
  'an assignment': ["let a; a = 'x'; ask(a)", 'x'],
  'the later of two assignments': ["let a = 'x'; a = 'y'; ask(a)", 'y'],
  'not what is assigned afterwards': ["let a = 'x'; ask(a); a = 'y';", 'x'],
  'an assignment that may not happen': ["let a = 'x'; if (test) a = 'y'; ask(a)", 'x', 'y'],
  'one of two assignments': ["let a; if (test) a = 'x'; else a = 'y'; ask(a)", 'x', 'y'],
  'an assignment in each case of a switch': [
    "let a; switch (t) { case 1: a = 'x'; break; default: a = 'y'; }\nask(a)",
    'x',
    'y',
  ],
  'within the branch, what the branch assigned': ["let a = 'x'; if (test) { a = 'y'; ask(a) }", 'y'],
  'an assignment of another function': ["let a = 'x'; function set() { a = 'y' }\nfunction use() { ask(a) }", 'x', 'y'],
  'an assignment in try, or the one in catch': ["let a; try { a = 'x' } catch { a = 'y' }\nask(a)", 'x', 'y'],
  'an assignment that only fills what is empty': ["let a = process.env.A; a ??= 'x'; ask(a)", '{env:A}', 'x'],
  'an assignment that only fills what is falsy': ["let a = process.env.A; a ||= 'x'; ask(a)", '{env:A}', 'x'],
  'an alias of an alias': ["const a = 'x'; const b = a; const c = b; ask(c)", 'x'],
  'var in a block': ["if (test) { var a = 'x' }\nask(a)", 'x'],
  'the inner of two with one name': ["const a = 'x'; { const a = 'y'; ask(a) }", 'y'],
  'the outer of two with one name': ["const a = 'x'; { const a = 'y' }\nask(a)", 'x'],
  'what a loop counts': ['for (let i = 0; i < 9; i++) ask(`/${i}`)', '/0', '/{i}'],
  'what a loop begins with, and what it goes on with': ["for (let a = 'x'; a; a = next()) ask(a)", 'x', '{}'],
  'each of a list': ["for (const a of ['x', 'y']) ask(a)", 'x', 'y'],
  'a part of each of a list': ["for (const { path } of [{ path: 'x' }, { path: 'y' }]) ask(path)", 'x', 'y'],
};

const ADDITIONS: Table = {
  'one addition': ["let a = 'x'; a += 'y'; ask(a)", 'xy'],
  'several additions': ["let a = 'x'; a += 'y'; a += 'z'; ask(a)", 'xyz'],
  'an addition of what is not known': ["function f(id) { let a = '/x/'; a += id; ask(a) }", '/x/{id}'],
  'an addition that may not happen': ["let a = 'x'; if (test) a += 'y'; ask(a)", 'x', 'xy'],
  'before the addition': ["let a = 'x'; ask(a); a += 'y';", 'x'],
  'an addition of itself': ["let a = 'x'; a = a + 'y'; ask(a)", 'xy'],
  'an addition in front': ["let a = 'y'; a = `x${a}`; ask(a)", 'xy'],
};

/** The only assignment to a parameter reads what was given. */
const REASSIGNED: Table = {
  'a parameter that gets something in front': ["function f(a) { a = '/' + a; ask(a) }", '/{a}'],
  'a parameter that may get something in front': [
    "function f(a) { if (!a.startsWith('/')) a = '/' + a; ask(a) }",
    '/{a}',
  ],
  'a parameter that gets something behind': ["function f(a) { a += '/x'; ask(a) }", '{a}/x'],
  'a parameter with a default behind it': ["function f(a) { a = a || 'x'; ask(a) }", '{a}', 'x'],
  'a parameter that is replaced by something else': ["function f(a) { if (test) a = 'y'; ask(a) }", 'y'],
  'before the assignment': ["function f(a) { ask(a); a = '/' + a; }", '/{a}'],
  'a variable that is filled once': ["let a; function f() { a = a || 'x'; return a; }\nask(f())", '{}', 'x'],
};

const PATTERNS: Table = {
  'a property': ["const { a } = { a: 'x' }; ask(a)", 'x'],
  'a renamed property': ["const { a: b } = { a: 'x' }; ask(b)", 'x'],
  'a nested property': ["const { a: { b } } = { a: { b: 'x' } }; ask(b)", 'x'],
  'a property with a default, given': ["const { a = 'y' } = { a: 'x' }; ask(a)", 'x'],
  'a property with a default, not given': ["const { a = 'y' } = {}; ask(a)", 'y'],
  'a property with a default, not known': ["function f(options) { const { a = 'y' } = options; ask(a) }", '{a}', 'y'],
  'a property of something from outside with a default': [
    "import options from 'options'; const { a = 'y' } = options; ask(a)",
    '{a}',
    'y',
  ],
  'a nested default': ["const { a: { b = 'x' } = {} } = {}; ask(b)", 'x'],
  'a computed property': ["const k = 'a'; const { [k]: b } = { a: 'x' }; ask(b)", 'x'],
  'an element': ["const [, a] = ['x', 'y']; ask(a)", 'y'],
  'an element with a default': ["const [a = 'x'] = []; ask(a)", 'x'],
  'the rest': ["const { a, ...rest } = { a: 'x', b: 'y' }; ask(rest.b)", 'y'],
  'the rest without what was taken': ["const { a, ...rest } = { a: 'x', b: 'y' }; ask(rest.a ?? 'gone')", 'gone'],
  'an assignment of a pattern': ["let a; ({ a } = { a: 'x' }); ask(a)", 'x'],
  'an assignment of a list': ["let a, b; [a, b] = ['x', 'y']; ask(b)", 'y'],
  'a parameter': ["function f({ a }) { return `/${a}` }\nask(f({ a: 'x' }))", '/x'],
  'a parameter with a default': ["function f({ a = 'y' } = {}) { return `/${a}` }\nask(f())", '/y'],
  'a parameter that is a list': ["const f = ([a, b]) => `${a}/${b}`; ask(f(['x', 'y']))", 'x/y'],
  'the rest of the parameters': ["const f = (...parts) => parts.join('/'); ask(f('x', 'y'))", 'x/y'],
};

const CYCLES: Table = {
  'a constant of itself': ['const a = a; ask(a)', '{a}'],
  'two of each other': ['const a = b; const b = a; ask(a)', '{a}'],
  'a template of itself': ['let a = `${a}/x`; ask(a)', '{a}/x/x'],
  'an object of itself': ["const o = { a: 'x', get o() { return o } }; ask(o.o.o.o.a)", 'x'],
  'a function of itself': ['function f() { return f() }\nask(f())', '{}'],
  'two functions of each other': ['const f = () => g(); const g = () => f(); ask(f())', '{}'],
  'a function that ends': ["const f = n => n ? f(n - 1) : 'x'; ask(f(3))", '{}', 'x'],
  'an addition in a loop': ["let a = 'x'; for (const i of list) a += 'y'; ask(a)", 'x', 'xy'],
  'a list of itself': ['const a = [...a]; ask(a.join())', '{}'],
};

describe.each(Object.entries({ ASSIGNMENTS, ADDITIONS, REASSIGNED, PATTERNS, CYCLES }))('%s', (_, table) => {
  test.each(Object.entries(table))('%s', (_name, [code, ...texts]) => {
    expect(textsOfAsked(code).toSorted()).toEqual(texts.toSorted());
  });
});

describe('what is written into an object', () => {
  test.each(
    Object.entries<[code: string, value: unknown]>({
      'a property': ["const o = {}; o.a = 'x'; ask(o)", { a: 'x' }],
      'a quoted property': ["const o = {}; o['a-b'] = 'x'; ask(o)", { 'a-b': 'x' }],
      'a computed property': ["const k = 'a'; const o = {}; o[k] = 'x'; ask(o)", { a: 'x' }],
      'a property with a name that is not known': ["const o = { a: 'x' }; o[k] = 'y'; ask(o)", { a: 'x', '…': true }],
      'a nested property': ["const o = { a: { b: 'x' } }; o.a.c = 'y'; ask(o)", { a: { b: 'x', c: 'y' } }],
      'over what was there': ["const o = { a: 'x' }; o.a = 'y'; ask(o)", { a: 'y' }],
      'not what is written afterwards': ["const o = { a: 'x' }; ask(o); o.a = 'y';", { a: 'x' }],
      'an addition': ["const o = { a: 'x' }; o.a += 'y'; ask(o)", { a: 'xy' }],
      'by Object.assign': ["const o = { a: 'x' }; Object.assign(o, { b: 'y' }); ask(o)", { a: 'x', b: 'y' }],
      'by a helper that may set anything': ["const o = { a: 'x' }; addHeaders(o); ask(o)", { a: 'x', '…': true }],
      'by a helper that only reads': ["const o = { a: 'x' }; log(o); ask(o)", { a: 'x' }],
      'into a list': ["const o = { list: ['x'] }; o.list.push('y'); ask(o)", { list: ['x', 'y'] }],
      'into the object of a function': [
        "function make() { const o = { a: 'x' }; o.b = 'y'; return o }\nask(make())",
        { a: 'x', b: 'y' },
      ],
    }),
  )('%s', (_, [code, value]) => {
    expect(valuesAsked(code)).toEqual([value]);
  });

  test('once or not, where it may not happen', () => {
    expect(textsOfAsked("const o = { a: 'x' }; if (test) o.a = 'y'; ask(o.a)").toSorted()).toEqual(['x', 'y']);
  });
});
