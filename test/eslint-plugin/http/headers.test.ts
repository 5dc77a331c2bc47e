import { describe, expect, test } from 'vitest';
import { type Described, requestsIn } from '../ask.ts';

const CALL = "fetch('/x', { headers });";

function headersOf(code: string): Described[] {
  return requestsIn(code).map(({ headers }) => headers);
}

type Table = Record<string, [code: string, headers: Described]>;

const OBJECTS: Table = {
  none: ["fetch('/x')", {}],
  'none among the options': ["fetch('/x', { method: 'POST' })", {}],
  'an object': [
    "fetch('/x', { headers: { Revision: 'r', 'Content-Type': 'c' } })",
    { revision: 'r', 'content-type': 'c' },
  ],
  'a variable': [`const headers = { revision: 'r' }; ${CALL}`, { revision: 'r' }],
  'a spread that is known': [
    `const base = { accept: 'a' }; const headers = { ...base, revision: 'r' }; ${CALL}`,
    { accept: 'a', revision: 'r' },
  ],
  'a spread that is not known': [`const headers = { ...base, revision: 'r' }; ${CALL}`, { revision: 'r', '…': true }],
  'a name that is not known': [`const headers = { [name]: 'r' }; ${CALL}`, { '…': true }],
  'a name in a constant': [`const NAME = 'Revision'; const headers = { [NAME]: 'r' }; ${CALL}`, { revision: 'r' }],
  'a value that is not known': [
    `const headers = { revision: process.env.REVISION }; ${CALL}`,
    { revision: '{env:REVISION}' },
  ],
  'a value that may be missing': [
    `const headers = { ...(revision ? { revision: 'r' } : {}) }; ${CALL}`,
    { revision: 'r' },
  ],
  'one or the other': [
    `const headers = test ? { revision: 'r' } : { accept: 'a' }; ${CALL}`,
    { revision: 'r', accept: 'a' },
  ],
  'written later': [
    `const headers = {}; headers.revision = 'r'; headers['Accept'] = 'a'; ${CALL}`,
    { revision: 'r', accept: 'a' },
  ],
  'written into the options': [
    "const options = { headers: {} }; options.headers.revision = 'r'; fetch('/x', options);",
    { revision: 'r' },
  ],
  'written into options that had none': [
    "const options = {}; options.headers = { revision: 'r' }; fetch('/x', options);",
    { revision: 'r' },
  ],
  'of a function': [
    "function headers() { return { revision: 'r' } }\nfetch('/x', { headers: headers() })",
    { revision: 'r' },
  ],
  'of a method': [
    "class A { headers() { return { revision: 'r' } }\n f() { fetch('/x', { headers: this.headers() }) } }",
    { revision: 'r' },
  ],
  'of a getter': [
    "class A { get headers() { return { revision: 'r' } }\n f() { fetch('/x', { headers: this.headers }) } }",
    { revision: 'r' },
  ],
  'of a function of a package': ["import { headers } from 'thing'; fetch('/x', { headers: headers() })", { '…': true }],
  'of a parameter': ["function f(headers) { fetch('/x', { headers }) }", { '…': true }],
  'of a parameter beside those that are known': [
    "function f(more) { fetch('/x', { headers: { revision: 'r', ...more } }) }",
    { revision: 'r', '…': true },
  ],
  'of options that are not known': ["function f(options) { fetch('/x', options) }", { '…': true }],
  'of options that are partly known': [
    "function f(options) { fetch('/x', { ...options, headers: { revision: 'r' } }) }",
    { revision: 'r' },
  ],
  'of options that may have others': [
    "function f(options) { fetch('/x', { method: 'POST', ...options }) }",
    { '…': true },
  ],
};

const HEADERS: Table = {
  constructed: ["fetch('/x', { headers: new Headers({ revision: 'r' }) })", { revision: 'r' }],
  'constructed of entries': [
    "fetch('/x', { headers: new Headers([['revision', 'r'], ['Accept', 'a']]) })",
    { revision: 'r', accept: 'a' },
  ],
  'constructed of others': [
    `const base = new Headers({ accept: 'a' }); const headers = new Headers(base); headers.set('revision', 'r'); ${CALL}`,
    { accept: 'a', revision: 'r' },
  ],
  'constructed of what is not known': [
    "function f(init) { fetch('/x', { headers: new Headers(init) }) }",
    { '…': true },
  ],
  set: [`const headers = new Headers(); headers.set('Revision', 'r'); ${CALL}`, { revision: 'r' }],
  appended: [`const headers = new Headers(); headers.append('Revision', 'r'); ${CALL}`, { revision: 'r' }],
  'set with a name that is not known': [
    `const headers = new Headers(); headers.set(name, 'r'); ${CALL}`,
    { '…': true },
  ],
  'given to a function that fills them': [
    `const headers = new Headers({ accept: 'a' }); addRevision(headers); ${CALL}`,
    { accept: 'a', '…': true },
  ],
  'set after the call': [`const headers = new Headers(); ${CALL} headers.set('revision', 'r');`, {}],
  'set in a field': [
    "class A { headers = new Headers(); constructor() { this.headers.set('revision', 'r') }\n f() { fetch('/x', { headers: this.headers }) } }",
    { revision: 'r' },
  ],
  'of Node': [
    "import { Headers } from 'node-fetch'; fetch('/x', { headers: new Headers({ revision: 'r' }) })",
    { revision: 'r' },
  ],
  entries: ["fetch('/x', { headers: [['revision', 'r']] })", { revision: 'r' }],
  'a Map': ["fetch('/x', { headers: Object.fromEntries([['revision', 'r']]) })", { revision: 'r' }],
  'a Request': ["fetch(new Request('/x', { headers: { revision: 'r' } }))", { revision: 'r' }],
  'a Request in a variable': [
    "const request = new Request('/x', { headers: { revision: 'r' } }); fetch(request)",
    { revision: 'r' },
  ],
  'a Request whose headers are set': [
    "const request = new Request('/x'); request.headers.set('revision', 'r'); fetch(request)",
    { revision: 'r' },
  ],
  'a Request with other options': ["fetch(new Request('/x'), { headers: { revision: 'r' } })", { revision: 'r' }],
};

const SUBCLASSES: Table = {
  'that sets one': [
    "class A extends Headers { constructor() { super(); this.set('Revision', 'r') } }\nfetch('/x', { headers: new A() })",
    { revision: 'r' },
  ],
  'that is given some': [
    "class A extends Headers { constructor(init) { super(init); this.append('revision', 'r') } }\nfetch('/x', { headers: new A({ accept: 'a' }) })",
    { accept: 'a', revision: 'r' },
  ],
  'that is given the value': [
    "class A extends Headers { constructor(revision) { super({ accept: 'a' }); this.set('revision', revision) } }\nfetch('/x', { headers: new A('r') })",
    { accept: 'a', revision: 'r' },
  ],
  'without a constructor': [
    "class A extends Headers {}\nfetch('/x', { headers: new A({ revision: 'r' }) })",
    { revision: 'r' },
  ],
  'of a subclass': [
    "class A extends Headers { constructor() { super(); this.set('accept', 'a') } }\nclass B extends A { constructor() { super(); super.set('revision', 'r') } }\nfetch('/x', { headers: new B() })",
    { accept: 'a', revision: 'r' },
  ],
  'of a package': [
    "import { Headers } from 'node-fetch'; class A extends Headers { constructor() { super(); this.set('revision', 'r') } }\nfetch('/x', { headers: new A() })",
    { revision: 'r' },
  ],
  'on which more is set': [
    `class A extends Headers { constructor() { super(); this.set('accept', 'a') } }\nconst headers = new A(); headers.set('revision', 'r'); ${CALL}`,
    { accept: 'a', revision: 'r' },
  ],
  'that is given to a function that fills it': [
    `class A extends Headers { constructor() { super(); this.set('accept', 'a') } }\nconst headers = new A(); addRevision(headers); ${CALL}`,
    { accept: 'a', '…': true },
  ],
  'whose constructor calls a method of its own': [
    "class A extends Headers { constructor() { super(); this.set('accept', 'a'); this.sign() }\n sign() {} }\nfetch('/x', { headers: new A() })",
    { accept: 'a', '…': true },
  ],
  'whose constructor gives itself to a function': [
    "class A extends Headers { constructor() { super(); this.set('accept', 'a'); sign(this) } }\nfetch('/x', { headers: new A() })",
    { accept: 'a', '…': true },
  ],
  'whose constructor has another name for itself': [
    "class A extends Headers { constructor() { super(); const self = this; self.set('revision', 'r') } }\nfetch('/x', { headers: new A() })",
    { '…': true },
  ],
  'with a method that returns itself': [
    "class A extends Headers { constructor() { super(); this.set('accept', 'a') }\n copy() { return this } }\nfetch('/x', { headers: new A() })",
    { accept: 'a' },
  ],
  'with a method that sets more': [
    "class A extends Headers { constructor() { super(); this.set('accept', 'a') }\n sign() { this.set('revision', 'r') } }\nfetch('/x', { headers: new A() })",
    { accept: 'a', '…': true },
  ],
  'that is given what is not known': [
    "class A extends Headers { constructor(init) { super(init) } }\nfunction f(init) { fetch('/x', { headers: new A(init) }) }",
    { '…': true },
  ],
  'of something else': [
    "class A extends Options { constructor() { super(); this.set('revision', 'r') } }\nfetch('/x', { headers: new A() })",
    { '…': true },
  ],
  'of nothing': [
    "class A { constructor() { this.set('revision', 'r') }\n set() {} }\nfetch('/x', { headers: new A() })",
    { '…': true },
  ],
};

describe.each(Object.entries({ OBJECTS, HEADERS, SUBCLASSES }))('%s', (_, table) => {
  test.each(Object.entries(table))('%s', (_name, [code, headers]) => {
    expect(headersOf(code)).toEqual([headers]);
  });
});
