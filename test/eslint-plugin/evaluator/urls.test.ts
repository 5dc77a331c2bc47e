import { describe, expect, test } from 'vitest';
import { textsOfAsked } from '../ask.ts';

type Table = Record<string, [code: string, ...texts: string[]]>;

const URLS: Table = {
  'a URL': ["ask(new URL('https://a.example/b'))", 'https://a.example/b'],
  'a path on a base': ["ask(new URL('/b', 'https://a.example'))", 'https://a.example/b'],
  'a path that replaces the path of the base': ["ask(new URL('/b', 'https://a.example/c/d'))", 'https://a.example/b'],
  'a relative path beside the last segment': ["ask(new URL('b', 'https://a.example/c/d'))", 'https://a.example/c/b'],
  'a relative path below a folder': ["ask(new URL('b', 'https://a.example/c/'))", 'https://a.example/c/b'],
  'a relative path on a host': ["ask(new URL('b', 'https://a.example'))", 'https://a.example/b'],
  'an absolute URL on a base': ["ask(new URL('https://b.example/c', 'https://a.example'))", 'https://b.example/c'],
  'a base that is not known': ["function f(base) { ask(new URL('/b', base)) }", '{base}/b'],
  'a base in the environment with a fallback': [
    "ask(new URL('/b', process.env.A ?? 'https://a.example'))",
    '{env:A}/b',
    'https://a.example/b',
  ],
  'a base that is a URL': [
    "const base = new URL('https://a.example'); ask(new URL('/b', base))",
    'https://a.example/b',
  ],
  'a path that is not known': [
    "function f(path) { ask(new URL(path, 'https://a.example')) }",
    'https://a.example/{path}',
  ],
  'the URL of the package': [
    "import { URL } from 'node:url'; ask(new URL('/b', 'https://a.example'))",
    'https://a.example/b',
  ],
  'the URL of another package': [
    "import { URL } from 'whatwg-url'; ask(new URL('/b', 'https://a.example'))",
    'https://a.example/b',
  ],
};

const READ: Table = {
  href: ["ask(new URL('/b', 'https://a.example').href)", 'https://a.example/b'],
  'toString of it': ["ask(new URL('/b', 'https://a.example').toString())", 'https://a.example/b'],
  'as a text': ["ask(`${new URL('/b', 'https://a.example')}`)", 'https://a.example/b'],
  String: ["ask(String(new URL('/b', 'https://a.example')))", 'https://a.example/b'],
  origin: ["ask(new URL('https://a.example/b').origin)", 'https://a.example'],
  host: ["ask(new URL('https://a.example:8080/b').host)", 'a.example:8080'],
  hostname: ["ask(new URL('https://a.example:8080/b').hostname)", 'a.example'],
  'hostname of a path that is not known': [
    'function f(id) { ask(new URL(`https://a.example/b/${id}`).hostname) }',
    'a.example',
  ],
  search: ["ask(new URL('https://a.example/b?c=d').search)", '?{search}'],
  'search behind the path': [
    "const url = new URL('https://a.example/b'); ask(`${url.origin}${url.pathname}${url.search}`)",
    'https://a.example/b?{search}',
  ],
  'hostname with a part that is not known': [
    'function f(region) { ask(new URL(`https://${region}.a.example/b`).hostname) }',
    '{region}.a.example',
  ],
  'hostname whose end is not known': ['function f(end) { ask(new URL(`https://a${end}`).hostname) }', '{}'],
  'hostname behind credentials': ["ask(new URL('https://user:word@a.example/b').hostname)", '{}'],
  'hostname of a URL that is not known': ['function f(url) { ask(new URL(url).hostname) }', '{}'],
};

const SET: Table = {
  pathname: ["const url = new URL('https://a.example'); url.pathname = '/b'; ask(url)", 'https://a.example/b'],
  'pathname without a slash': [
    "const url = new URL('https://a.example'); url.pathname = 'b'; ask(url)",
    'https://a.example/b',
  ],
  'pathname of what is not known': [
    "function f(id) { const url = new URL('https://a.example'); url.pathname = `/b/${id}`; ask(url) }",
    'https://a.example/b/{id}',
  ],
  'pathname added to': [
    "const url = new URL('https://a.example/b'); url.pathname += '/c'; ask(url)",
    'https://a.example/b/c',
  ],
  href: ["const url = new URL('https://a.example'); url.href = 'https://b.example/c'; ask(url)", 'https://b.example/c'],
  host: ["const url = new URL('https://a.example/b'); url.host = 'b.example'; ask(url)", 'https://b.example/b'],
  hostname: ["const url = new URL('https://a.example/b'); url.hostname = 'b.example'; ask(url)", 'https://b.example/b'],
  'the query, which is no part of the path': [
    "const url = new URL('https://a.example/b'); url.searchParams.set('c', 'd'); ask(url)",
    'https://a.example/b',
  ],
  search: ["const url = new URL('https://a.example/b'); url.search = '?c=d'; ask(url)", 'https://a.example/b'],
  'pathname, then read': [
    "const url = new URL('https://a.example'); url.pathname = '/b'; ask(url.toString())",
    'https://a.example/b',
  ],
  'not what is set afterwards': [
    "const url = new URL('https://a.example/b'); ask(url.href); url.pathname = '/c';",
    'https://a.example/b',
  ],
};

describe.each(Object.entries({ URLS, READ, SET }))('%s', (_, table) => {
  test.each(Object.entries(table))('%s', (_name, [code, ...texts]) => {
    expect(textsOfAsked(code).toSorted()).toEqual(texts.toSorted());
  });
});
