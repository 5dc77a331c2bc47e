import { describe, expect, test } from 'vitest';
import { textsOfAsked } from '../ask.ts';

type Table = Record<string, [code: string, ...texts: string[]]>;

const FIELDS: Table = {
  'a field': ["class A { a = 'x'; f() { ask(this.a) } }", 'x'],
  'a private field': ["class A { #a = 'x'; f() { ask(this.#a) } }", 'x'],
  'a readonly field': ["class A { private readonly a = 'x'; f() { ask(this.a) } }", 'x'],
  'a field as const': ["class A { a = { b: 'x' } as const; f() { ask(this.a.b) } }", 'x'],
  'a field of another field': ["class A { a = 'x'; b = `${this.a}/y`; f() { ask(this.b) } }", 'x/y'],
  'a field that the constructor assigns': ["class A { a; constructor() { this.a = 'x' }\n f() { ask(this.a) } }", 'x'],
  'a field that the constructor and a method assign': [
    "class A { a = 'x'; set() { this.a = 'y' }\n f() { ask(this.a) } }",
    'x',
    'y',
  ],
  'a field that the constructor takes': ['class A { constructor(a) { this.a = a }\n f() { ask(this.a) } }', '{a}'],
  'a field that the constructor takes, with a default': [
    "class A { constructor(a = 'x') { this.a = a }\n f() { ask(this.a) } }",
    '{}',
    'x',
  ],
  'a field out of the options of the constructor': [
    "class A { constructor({ a = 'x' } = {}) { this.a = a }\n f() { ask(this.a) } }",
    '{a}',
    'x',
  ],
  'a field out of the options, with a fallback': [
    "class A { constructor(options) { this.a = options.a || 'x' }\n f() { ask(this.a) } }",
    '{a}',
    'x',
  ],
  'a parameter that is a field': [
    "class A { constructor(private readonly a = 'x') {}\n f() { ask(this.a) } }",
    '{}',
    'x',
  ],
  'a field from the environment': ["class A { a = process.env.A ?? 'x'; f() { ask(this.a) } }", '{env:A}', 'x'],
  'in an arrow': ["class A { a = 'x'; f = () => ask(this.a) }", 'x'],
  'in a callback': ["class A { a = 'x'; f() { list.forEach(() => ask(this.a)) } }", 'x'],
  'through another name of this': ["class A { a = 'x'; f() { const self = this; return () => ask(self.a) } }", 'x'],
  'a field of an object of the class': ["class A { a = 'x' }\nask(new A().a)", 'x'],
  'a field by the argument of the construction': ["class A { constructor(a) { this.a = a } }\nask(new A('x').a)", 'x'],
  'a field by the argument of each construction': [
    "class A { constructor(a) { this.a = a }\n url() { return this.a + '/y' } }\nask(new A('x').url()); ask(new A('z').url());",
    'x/y',
    'z/y',
  ],
  'of an anonymous class': ["const a = new (class { a = 'x' })(); ask(a.a)", 'x'],
};

const STATIC: Table = {
  'a static field': ["class A { static a = 'x' }\nask(A.a)", 'x'],
  'a static field through this': ["class A { static a = 'x'; static f() { ask(this.a) } }", 'x'],
  'a static method': ["class A { static url(id) { return `/x/${id}` } }\nask(A.url('7'))", '/x/7'],
  'a static getter': ["class A { static get a() { return 'x' } }\nask(A.a)", 'x'],
  'a static field of the parent': ["class A { static a = 'x' }\nclass B extends A {}\nask(B.a)", 'x'],
};

const METHODS: Table = {
  'a method that returns it': ["class A { url() { return 'x' }\n f() { ask(this.url()) } }", 'x'],
  'a method with an argument': [
    "class A { a = 'x'; url(id) { return `${this.a}/${id}` }\n f() { ask(this.url('7')) } }",
    'x/7',
  ],
  'a getter': ["class A { a = 'x'; get url() { return this.a + '/y' }\n f() { ask(this.url) } }", 'x/y'],
  'a private method': ["class A { #url() { return 'x' }\n f() { ask(this.#url()) } }", 'x'],
  'an async method': ["class A { async url() { return 'x' }\n async f() { ask(await this.url()) } }", 'x'],
  'a method of one of two ways': [
    "class A { url() { if (this.t) return 'x'; return 'y' }\n f() { ask(this.url()) } }",
    'x',
    'y',
  ],
  'a method that calls itself': ['class A { url() { return this.url() }\n f() { ask(this.url()) } }', '{}'],
};

const PARENTS: Table = {
  'a field of the parent': ["class A { a = 'x' }\nclass B extends A { f() { ask(this.a) } }", 'x'],
  'a field over that of the parent': ["class A { a = 'x' }\nclass B extends A { a = 'y'; f() { ask(this.a) } }", 'y'],
  'a method of the parent that reads a field of the child': [
    "class A { url() { return this.a } }\nclass B extends A { a = 'x'; f() { ask(this.url()) } }",
    'x',
  ],
  'what the child gives to super': [
    "class A { constructor(a) { this.a = a } }\nclass B extends A { constructor() { super('x') }\n f() { ask(this.a) } }",
    'x',
  ],
  'a method by super': [
    "class A { url() { return 'x' } }\nclass B extends A { url() { return super.url() + '/y' }\n f() { ask(this.url()) } }",
    'x/y',
  ],
  'a method by super of super': [
    "class A { url() { return 'x' } }\nclass B extends A { url() { return super.url() + '/y' } }\nclass C extends B { url() { return super.url() + '/z' }\n f() { ask(this.url()) } }",
    'x/y/z',
  ],
  'a getter by super of super': [
    "class A { get url() { return 'x' } }\nclass B extends A { get url() { return super.url + '/y' } }\nclass C extends B { get url() { return super.url + '/z' }\n f() { ask(this.url) } }",
    'x/y/z',
  ],
  'a getter by super that depends on the object': [
    "class A { get url() { return this.part } }\nclass B extends A { get url() { return super.url + '/y' } }\nclass C extends B { part = 'c'; get url() { return super.url + '/z' }\n f() { ask(this.url) } }",
    'c/y/z',
  ],
  'a static method by super': [
    "class A { static url() { return 'x' } }\nclass B extends A { static url() { return super.url() + '/y' } }\nask(B.url())",
    'x/y',
  ],
  'an abstract field': ['abstract class A { abstract a: string; f() { ask(this.a) } }', '{}'],
  'a class that extends itself': ['class A extends A { f() { ask(this.a) } }', '{a}'],
  'two classes that extend each other': ['class A extends B { f() { ask(this.a) } }\nclass B extends A {}', '{a}'],
};

const PROTOTYPES: Table = {
  'a field of a constructor function': [
    "function A() { this.a = 'x' }\nA.prototype.f = function () { ask(this.a) };",
    'x',
  ],
  'a method of the prototype': [
    "function A() {}\nA.prototype.url = function () { return 'x' };\nask(new A().url())",
    'x',
  ],
  'a prototype at once': ["function A() {}\nA.prototype = { url() { return 'x' } };\nask(new A().url())", 'x'],
  'by the argument of the construction': [
    "function A(a) { this.a = a }\nA.prototype.url = function () { return this.a };\nask(new A('x').url())",
    'x',
  ],
};

describe.each(Object.entries({ FIELDS, STATIC, METHODS, PARENTS, PROTOTYPES }))('%s', (_, table) => {
  test.each(Object.entries(table))('%s', (_name, [code, ...texts]) => {
    expect(textsOfAsked(code).toSorted()).toEqual(texts.toSorted());
  });
});
