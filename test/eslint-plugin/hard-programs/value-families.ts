import { API, DUE, lines, oneFile, SEND, type Family } from './family.ts';

/** Programs whose addresses and options are put together from many values. */
export const VALUE_FAMILIES: Record<string, Family> = {
  'more than 24 assignments of pieces': oneFile(
    30,
    size => `let path = '${API}';
${lines(size, i => `if (flags[${i}]) path += flags[${i + 1}] ? '/a${i}' : '/b${i}';`)}
fetch(path); ${DUE}`,
  ),
  'more than 24 assignments of whole addresses': oneFile(
    30,
    size => `let url = 'https://example.com';
${lines(size, i => `if (flags[${i}]) url = '${i === size - 1 ? API : 'https://example.com'}/a${i}';`)}
fetch(url); ${DUE}`,
  ),
  'conditionals inside of each other': oneFile(
    20,
    size => `const url = ${lines(size, i => `kind === ${i} ? 'https://example.com/${i}' :`)} '${API}/lists';
fetch(url); ${DUE}`,
  ),
  'constants that double each time': oneFile(
    20,
    size => `const a0 = flag ? '/x' : '/y';
${lines(size, i => `const a${i + 1} = a${i} + a${i};`)}
fetch('${API}/lists' + a${size}); ${DUE}`,
  ),
  'a chain of constants': oneFile(
    500,
    size => `const a0 = '${API}/lists';
${lines(size, i => `const a${i + 1} = a${i};`)}
fetch(a${size}); ${DUE}`,
  ),
  'a long sum of strings': oneFile(
    300,
    size => `fetch('${API}'${Array.from({ length: size }, (_, i) => ` + '/${i}'`).join('')}); ${DUE}`,
  ),
  'a long template': oneFile(
    200,
    size => `fetch(\`${API}/lists?${Array.from({ length: size }, (_, i) => `k${i}=\${v${i}}`).join('&')}\`); ${DUE}`,
  ),
  'spreads of spreads': oneFile(
    100,
    size => `const o0 = { method: 'GET', headers: { revision: '2026-07-15' } };
${lines(size, i => `const o${i + 1} = { ...o${i}, k${i}: ${i} };`)}
fetch('${API}/lists', o${size}); ${DUE}`,
  ),
  'spreads of the same object twice': oneFile(
    20,
    size => `const o0 = { url: '${API}/lists' };
${lines(size, i => `const o${i + 1} = { ...o${i}, inner: { ...o${i} } };`)}
fetch(o${size}.url); ${DUE}`,
  ),
  'a table of addresses that is read with an unknown key': oneFile(
    20,
    size => `const urls = {
${lines(size, i => `  k${i}: '${API}/lists/${i}',`)}
};
export const read = (key) => fetch(urls[key]); ${DUE}`,
  ),
  'a table in which only the last address is the one of the vendor': oneFile(
    20,
    size => `const urls = {
${lines(size, i => `  k${i}: 'https://example.com/${i}',`)}
  last: '${API}/lists',
};
export const read = (key) => fetch(urls[key]); ${DUE}`,
  ),
  'a list of addresses that a loop reads': oneFile(
    20,
    size => `const urls = [
${lines(size, i => `  'https://example.com/${i}',`)}
  '${API}/lists',
];
for (const url of urls) fetch(url); ${DUE}`,
  ),
  'a switch of many cases': oneFile(
    20,
    size => `function urlOf(kind) { switch (kind) {
${lines(size, i => `  case 'k${i}': return 'https://example.com/${i}';`)}
  default: return '${API}/lists';
} }
export const read = (kind) => fetch(urlOf(kind)); ${DUE}`,
  ),
  'a switch of many cases that each send': oneFile(
    60,
    size => `export function read(kind) { switch (kind) {
${lines(size, i => `  case 'k${i}': return fetch('${API}/lists/${i}'); ${DUE}`)}
} }`,
  ),
  'default parameters that name each other': oneFile(
    30,
    size => `function call(p0 = '${API}', ${Array.from({ length: size }, (_, i) => `p${i + 1} = p${i}`).join(', ')}) { return fetch(p${size} + '/lists'); } ${DUE}
export const later = () => call();`,
  ),
  'functions whose default parameter calls the one before': oneFile(
    20,
    size => `const f0 = (url = '${API}/lists') => url;
${lines(size, i => `const f${i + 1} = (url = f${i}()) => url;`)}
fetch(f${size}()); ${DUE}`,
  ),
  'destructuring of what was destructured': oneFile(
    60,
    size => `const o0 = { url: '${API}/lists' };
${lines(size, i => `const { ...o${i + 1} } = o${i};`)}
const { url } = o${size};
fetch(url); ${DUE}`,
  ),
  'a deep object': oneFile(
    60,
    size => `const o = ${'{ a: '.repeat(size)}'${API}/lists'${' }'.repeat(size)};
fetch(o${'.a'.repeat(size)}); ${DUE}`,
  ),
  'headers that are set one after the other': oneFile(
    80,
    size => `const headers = new Headers();
${lines(size, i => `headers.set('x-${i}', '${i}');`)}
fetch('${API}/lists', { headers }); ${DUE}`,
  ),
  'properties that are assigned one after the other': oneFile(
    80,
    size => `const options = {};
${lines(size, i => `options.k${i} = '${i}';`)}
options.url = '${API}/lists';
fetch(options.url, options); ${DUE}`,
  ),
  'replacements in a row': oneFile(
    30,
    size =>
      `fetch('${API}/lists/:k0'${Array.from({ length: size }, (_, i) => `.replace(':k${i}', ':k${i + 1}')`).join('')}); ${DUE}`,
  ),
  'lists that are mapped again and again': oneFile(
    20,
    size => `const l0 = ['${API}/lists'];
${lines(size, i => `const l${i + 1} = l${i}.map((url) => url);`)}
for (const url of l${size}) fetch(url); ${DUE}`,
  ),
  'generators that delegate to each other': oneFile(
    20,
    size => `${SEND}
function* g0() { send('${API}/lists'); yield 1; } ${DUE}
${lines(size, i => `function* g${i + 1}() { yield* g${i}(); }`)}
for (const page of g${size}()) console.log(page);`,
  ),
  'generators that are asked with an address': oneFile(
    20,
    size => `${SEND}
function* g0(url) { yield send(url); }
${lines(size, i => `function* g${i + 1}(url) { yield* g${i}(url); }`)}
for (const page of g${size}('${API}/lists')) console.log(page); ${DUE}`,
  ),
  'asynchronous functions that wait for each other': oneFile(
    30,
    size => `const f0 = async () => '${API}/lists';
${lines(size, i => `const f${i + 1} = async () => await f${i}();`)}
export const go = async () => fetch(await f${size}()); ${DUE}`,
  ),
  'a file in which only one line matters': oneFile(
    1000,
    size => `${lines(size, i => `export const v${i} = [${i}, 'x${i}'].map(String).join('-').toUpperCase();`)}
fetch('${API}/lists'); ${DUE}`,
  ),
  'a file in which only the first line matters': oneFile(
    250,
    size => `fetch('${API}/lists'); ${DUE}
${lines(size, i => `export function f${i}(a) { return g${i}(a).then((b) => f${i + 1}(b, ${i})); }`)}`,
  ),
  'conditions inside of each other': oneFile(
    40,
    size =>
      `export function go(flags) { ${Array.from({ length: size }, (_, i) => `if (flags[${i}]) {`).join(' ')} fetch('${API}/lists'); ${'}'.repeat(size)} } ${DUE}`,
  ),
  'tries inside of each other': oneFile(
    30,
    size =>
      `export function go() { ${'try { '.repeat(size)}fetch('${API}/lists');${' } catch { later(); }'.repeat(size)} } ${DUE}`,
  ),
};
