import { describe, expect, test } from 'vitest';
import { valuesAsked } from '../ask.ts';

const THING = "import { Thing } from 'thing';\n";

describe('a parameter is what the callers give', () => {
  test.each(
    Object.entries<[code: string, value: unknown]>({
      'to a function': ['function f(a) { ask(a) }\nf(new Thing());', '<new <thing#Thing>>'],
      'to an arrow': ['const f = a => ask(a); f(new Thing());', '<new <thing#Thing>>'],
      'to the second parameter': ['function f(a, b) { ask(b) }\nf(1, new Thing());', '<new <thing#Thing>>'],
      'to a parameter that is taken apart': [
        'function f({ a }) { ask(a) }\nf({ a: new Thing() });',
        '<new <thing#Thing>>',
      ],
      'to the constructor': ['class A { constructor(a) { ask(a) } }\nnew A(new Thing());', '<new <thing#Thing>>'],
      'to a field of the constructor': [
        'class A { constructor(a) { this.a = a }\n f() { ask(this.a) } }\nnew A(new Thing());',
        '<new <thing#Thing>>',
      ],
      'to a parameter that is a field': [
        'class A { constructor(private a) {}\n f() { ask(this.a) } }\nnew A(new Thing());',
        '<new <thing#Thing>>',
      ],
      'to a callback of then': ["import('thing').then(a => ask(a.Thing))", '<thing#Thing>'],
      'to a callback of a list': ['[new Thing()].forEach(a => ask(a))', '<new <thing#Thing>>'],
      'to a callback of map': ["['x'].map(a => ask(a))", 'x'],
      once: ['(a => ask(a))(new Thing())', '<new <thing#Thing>>'],
      'in several calls': ['function f(a) { ask(a) }\nf(new Thing()); f(null);', '<new <thing#Thing>>'],
    }),
  )('%s', (_, [code, value]) => {
    expect(valuesAsked(THING + code)).toEqual([value]);
  });
});

describe('a parameter stays unknown', () => {
  test.each(
    Object.entries({
      'where the callers give a text, which belongs to their call': "function f(a) { ask(a) }\nf('x');",
      'where the callers give the options of one request': "function f(a) { ask(a) }\nf({ method: 'POST' });",
      'where the callers give headers': "function f(a) { ask(a) }\nf({ revision: 'r' });",
      'where nobody calls': 'function f(a) { ask(a) }',
      'where it is only passed on': 'function f(a) { ask(a) }\nlist.forEach(f);',
      'where the callers spread': 'function f(a) { ask(a) }\nf(...list);',
      'where the function calls itself with it': 'function f(a) { ask(a); f(a) }',
    }),
  )('%s', (_, code) => {
    expect(valuesAsked(THING + code)).toEqual(['{a}']);
  });
});
