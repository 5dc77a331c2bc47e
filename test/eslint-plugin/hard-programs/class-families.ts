import { API, DUE, lines, oneFile, type Family } from './family.ts';

/** Programs of many classes, types and members. */
export const CLASS_FAMILIES: Record<string, Family> = {
  'classes that hold each other': oneFile(
    40,
    size => `class C0 { call(url) { return fetch(url); } }
${lines(size, i => `class C${i + 1} { inner = new C${i}(); call(url) { return this.inner.call(url); } }`)}
new C${size}().call('${API}/lists'); ${DUE}`,
  ),
  'classes that are passed to the constructor of the next': oneFile(
    20,
    size => `class C0 { call(url) { return fetch(url); } }
${lines(size, i => `class C${i + 1} { constructor(inner) { this.inner = inner; } call(url) { return this.inner.call(url); } }`)}
const o0 = new C0();
${lines(size, i => `const o${i + 1} = new C${i + 1}(o${i});`)}
o${size}.call('${API}/lists'); ${DUE}`,
  ),
  'classes that extend each other': oneFile(
    100,
    size => `class C0 { call(url) { return fetch(url); } }
${lines(size, i => `class C${i + 1} extends C${i} { m${i}() {} }`)}
new C${size}().call('${API}/lists'); ${DUE}`,
  ),
  'classes that make and call each other': oneFile(
    10,
    size => `${lines(
      size,
      i =>
        `class C${i} { next = () => new C${(i + 1) % size}(); call(url) { if (url.length > 99) fetch(url); this.next().call(url); } }`,
    )}
new C0().call('${API}/lists'); ${DUE}`,
  ),
  'classes that call each other with growing arguments': oneFile(
    6,
    size => `${lines(
      size,
      i =>
        `class C${i} { call(url) { if (url.length > 99) return fetch(url); return new C${(i + 1) % size}().call(url + '/${i}'); } }`,
    )}
new C0().call('${API}/lists'); ${DUE}`,
  ),
  'methods of one class that call each other': oneFile(
    60,
    size => `class Client {
  m0(url) { return fetch(url); }
${lines(size, i => `  m${i + 1}(url) { return this.m${i}(url); }`)}
}
new Client().m${size}('${API}/lists'); ${DUE}`,
  ),
  'getters that read each other': oneFile(
    30,
    size => `const o = {
  get g0() { return '${API}'; },
${lines(size, i => `  get g${i + 1}() { return this.g${i}; },`)}
};
fetch(o.g${size} + '/lists'); ${DUE}`,
  ),
  'getters of classes': oneFile(
    30,
    size => `class C {
  get g0() { return '${API}'; }
${lines(size, i => `  get g${i + 1}() { return this.g${i}; }`)}
  all() { return fetch(this.g${size} + '/lists'); } ${DUE}
}`,
  ),
  'static members of classes': oneFile(
    40,
    size => `class C0 { static url = '${API}/lists'; }
${lines(size, i => `class C${i + 1} { static url = C${i}.url; }`)}
fetch(C${size}.url); ${DUE}`,
  ),
  'fluent builders': oneFile(
    40,
    size => `class Builder { set(key, value) { this[key] = value; return this; } send() { return fetch('${API}/lists'); } } ${DUE}
new Builder()${Array.from({ length: size }, (_, i) => `.set('k${i}', ${i})`).join('')}.send();`,
  ),
  'interfaces beside constants of the same name': {
    size: 20,
    files: size => ({
      'a.ts': `declare function make<T>(name: string): T;
type Make<T> = new (...args: unknown[]) => T;
${lines(size, i => `export interface E${i} { readonly other: E${(i + 1) % size}; url: string }\nexport const E${i} = make<Make<E${(i + 1) % size}>>('E${i}');`)}
export const use = (e: E0) => fetch('${API}/lists?x=' + e.other.other.url); ${DUE}`,
    }),
  },
  'getters that give that of the parent to a function': oneFile(
    60,
    size => `const send = (url) => fetch(url);
class C0 { get x() { return '${API}/lists'; } }
${lines(size, i => `class C${i + 1} extends C${i} { get x() { return send(super.x); } } ${i === 0 ? DUE : ''}`)}`,
  ),
  'methods that call the one of the parent': oneFile(
    3,
    size => `class C0 { call(url) { return fetch(url); } }
${lines(size, i => `class C${i + 1} extends C${i} { call(url) { return super.call(url); } }`)}
new C${size}().call('${API}/lists'); ${DUE}`,
  ),
};
