import { describe, expect, test } from 'vitest';
import { textsOfAsked, valuesAsked } from '../ask.ts';

const THING = "import { Thing } from 'thing'; import type * as all from 'thing';\n";

describe('an object of a type', () => {
  test.each(
    Object.entries<[code: string, value: unknown]>({
      'a parameter': ['function f(a: Thing) { ask(a) }', '<new <thing#Thing>>'],
      'a parameter that is taken apart': ['function f({ a }: { a: Thing }) { ask(a) }', '<new <thing#Thing>>'],
      'an optional parameter': ['function f(a?: Thing | null) { ask(a) }', '<new <thing#Thing>>'],
      'a variable': ['let a: Thing; ask(a)', '<new <thing#Thing>>'],
      'a declared variable': ['declare const a: Thing; ask(a)', '<new <thing#Thing>>'],
      'a field': ['class A { private a: Thing; f() { ask(this.a) } }', '<new <thing#Thing>>'],
      'a field that is asserted': ['class A { a!: Thing; f() { ask(this.a) } }', '<new <thing#Thing>>'],
      'a parameter that is a field': [
        'class A { constructor(private a: Thing) {}\n f() { ask(this.a) } }',
        '<new <thing#Thing>>',
      ],
      'an interface': ['interface A { a: Thing }\nfunction f(o: A) { ask(o.a) }', '<new <thing#Thing>>'],
      'an interface that extends another': [
        'interface A { a: Thing }\ninterface B extends A {}\nfunction f(o: B) { ask(o.a) }',
        '<new <thing#Thing>>',
      ],
      'an interface that extends the type': [
        'interface A extends Thing {}\nfunction f(a: A) { ask(a) }',
        '<new <thing#Thing>>',
      ],
      'an alias': ['type A = Thing;\nfunction f(a: A) { ask(a) }', '<new <thing#Thing>>'],
      'an alias of an object': ['type A = { a: Thing };\nfunction f(o: A) { ask(o.a) }', '<new <thing#Thing>>'],
      'a generic interface': [
        'interface Box<T> { value: T }\nfunction f(a: Box<Thing>) { ask(a.value) }',
        '<new <thing#Thing>>',
      ],
      'a generic interface of a generic interface': [
        'interface Box<T> { value: T }\ninterface Boxes<S> { box: Box<S> }\nfunction f(a: Boxes<Thing>) { ask(a.box.value) }',
        '<new <thing#Thing>>',
      ],
      'an interface that extends a generic one': [
        'interface Box<T> { value: T }\ninterface Things extends Box<Thing> {}\nfunction f(a: Things) { ask(a.value) }',
        '<new <thing#Thing>>',
      ],
      'a generic alias': [
        'type Maybe<T> = T | undefined;\nfunction f(a: Maybe<Thing>) { ask(a) }',
        '<new <thing#Thing>>',
      ],
      'a parameter of a type that is bound by itself': [
        'interface Box<T> { value: T; thing: Thing }\nfunction f<T extends Box<T>>(a: T) { ask(a.thing) }',
        '<new <thing#Thing>>',
      ],
      'a generic class': [
        'class Box<T> { constructor(public value: T) {} }\nfunction f(a: Box<Thing>) { ask(a.value) }',
        '<new <thing#Thing>>',
      ],
      'two generic types at once': [
        'class Box<T> { value!: T }\nfunction f(a: Box<string>, b: Box<Thing>) { ask(b.value) }',
        '<new <thing#Thing>>',
      ],
      'a parameter of a type with a bound': ['function f<T extends Thing>(a: T) { ask(a) }', '<new <thing#Thing>>'],
      'a parameter of a type without a bound': ['function f<T>(a: T) { ask(a) }', '{a}'],
      'a generic alias of itself': ['type A<T> = A<A<T>>;\nfunction f(a: A<Thing>) { ask(a) }', '{a}'],
      'a generic interface that grows': [
        'interface A<T> extends A<A<T>> { value: T }\nfunction f(a: A<Thing>) { ask(a.value) }',
        '<new <thing#Thing>>',
      ],
      'a namespace': ['function f(a: all.Thing) { ask(a) }', '<new <thing#Thing>>'],
      'a promise': ['async function f(a: Promise<Thing>) { ask(await a) }', '<new <thing#Thing>>'],
      'an instance type': ['function f(a: InstanceType<typeof Thing>) { ask(a) }', '<new <thing#Thing>>'],
      readonly: ['function f(a: Readonly<Thing>) { ask(a) }', '<new <thing#Thing>>'],
      'typeof a constant': ['const b = new Thing(); function f(a: typeof b) { ask(a) }', '<new <thing#Thing>>'],
      'the return type of a function': [
        'const make = () => new Thing(); function f(a: ReturnType<typeof make>) { ask(a) }',
        '<new <thing#Thing>>',
      ],
      'an inline import': ["function f(a: import('thing').Thing) { ask(a) }", '<new <thing#Thing>>'],
      'a class of the file': ["class A { a = 'x' }\nfunction f(o: A) { ask(o.a) }", 'x'],
      'what is not known beside it': ['function f(a: Thing | Other) { ask(a) }', '<new <thing#Thing>>'],
      'a type that is no class': ['function f(a: string) { ask(a) }', '{a}'],
      'a type of one text, which says nothing of the value': ["function f(a: 'x') { ask(a) }", '{a}'],
      'a type of itself': ['type A = A;\nfunction f(a: A) { ask(a) }', '{a}'],
      'an interface that holds itself': [
        'interface A { next: A; a: Thing }\nfunction f(o: A) { ask(o.next.next.a) }',
        '<new <thing#Thing>>',
      ],
      'interfaces that extend each other': [
        'interface A extends B {}\ninterface B extends A {}\nfunction f(o: A) { ask(o.a) }',
        '{a}',
      ],
    }),
  )('%s', (_, [code, value]) => {
    expect(valuesAsked(THING + code)).toEqual([value]);
  });
});

describe('JSDoc names the type of', () => {
  test.each(
    Object.entries({
      'a parameter': "/** @param {import('thing').Thing} a what it is */\nfunction f(a) { ask(a) }",
      'one of two parameters':
        "/**\n * @param {string} b\n * @param {import('thing').Thing} a\n */\nfunction f(b, a) { ask(a) }",
      'a parameter of a method': "class A {\n  /** @param {import('thing').Thing} a */\n  f(a) { ask(a) }\n}",
      'a parameter of an arrow': "/** @param {import('thing').Thing} a */\nexport const f = async a => { ask(a) };",
      'a variable': "/** @type {import('thing').Thing} */\nlet a;\nask(a)",
    }),
  )('%s', (_, code) => {
    expect(valuesAsked(code, 'asked.js')).toEqual(['<new <thing#Thing>>']);
  });

  test('nothing, where it is about another name', () => {
    expect(textsOfAsked("/** @param {import('thing').Thing} b */\nfunction f(a) { ask(a) }", 'asked.js')).toEqual([
      '{a}',
    ]);
  });
});

test.each([
  'function f<T extends Box<T>>(a: T) { ask(a) }',
  'function f<T extends U, U extends T>(a: T) { ask(a) }',
  'interface Box<T> { value: T }\nfunction f<T extends Box<Box<T>>>(a: T) { ask(a.value.value.value) }',
  'function f<A extends M<A, B>, B extends M<A, B>>(a: A) { ask(a) }',
])('a type that is bound by itself ends: %s', code => {
  expect(() => valuesAsked(code)).not.toThrow();
});
