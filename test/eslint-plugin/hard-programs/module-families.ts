import { API, DUE, lines, modules, type Family } from './family.ts';

/** Programs of many files. */
export const MODULE_FAMILIES: Record<string, Family> = {
  'barrels of barrels': {
    size: 15,
    files: size => ({
      'send.js': 'export const send = (url) => fetch(url);',
      ...modules(size, i => [`b${i}.js`, `export * from './${i === 0 ? 'send' : `b${i - 1}`}.js';`]),
      'use.js': `import { send } from './b${size - 1}.js';\nsend('${API}/lists'); ${DUE}`,
    }),
  },
  'barrels that export each other': {
    size: 8,
    files: size => ({
      'send.js': 'export const send = (url) => fetch(url);',
      ...modules(size, i => [
        `b${i}.js`,
        `export * from './send.js';\n${lines(size, j => `export * from './b${j}.js';`)}`,
      ]),
      'use.js': `import { send } from './b0.js';\nsend('${API}/lists'); ${DUE}`,
    }),
  },
  'a barrel of many files': {
    size: 60,
    files: size => ({
      ...modules(size, i => [`m${i}.js`, `export const f${i} = (url) => fetch(url);`]),
      'index.js': lines(size, i => `export { f${i} } from './m${i}.js';`),
      'use.js': `import { f${size - 1} } from './index.js';\nf${size - 1}('${API}/lists'); ${DUE}`,
    }),
  },
  'modules that import each other': {
    size: 8,
    files: size => ({
      ...modules(size, i => [
        `f${i}.js`,
        `import { f${(i + 1) % size} } from './f${(i + 1) % size}.js';\nexport function f${i}(url) { if (url.length > 99) return fetch(url); return f${(i + 1) % size}(url); }`,
      ]),
      'use.js': `import { f0 } from './f0.js';\nf0('${API}/lists'); ${DUE}`,
    }),
  },
  'many callers in many modules': {
    size: 30,
    files: size => ({
      'send.js': 'export const send = (url) => fetch(url);',
      ...modules(size, i => [`u${i}.js`, `import { send } from './send.js';\nsend('${API}/lists/${i}'); ${DUE}`]),
    }),
  },
  'names that are renamed at each step': {
    size: 4,
    files: size => ({
      'n0.js': 'export const s0 = (url) => fetch(url);',
      ...modules(size, i => [`n${i + 1}.js`, `export { s${i} as s${i + 1} } from './n${i}.js';`]),
      'use.js': `import { s${size} } from './n${size}.js';\ns${size}('${API}/lists'); ${DUE}`,
    }),
  },
  'a wrapper in each module': {
    size: 4,
    files: size => ({
      'f0.js': 'export function f0(url) { return fetch(url); }',
      ...modules(size, i => [
        `f${i + 1}.js`,
        `import { f${i} } from './f${i}.js';\nexport function f${i + 1}(url) { return f${i}(url); }`,
      ]),
      'use.js': `import { f${size} } from './f${size}.js';\nf${size}('${API}/lists'); ${DUE}`,
    }),
  },
  'a constant that goes through many modules': {
    size: 4,
    files: size => ({
      'c0.js': `export const c0 = '${API}';`,
      ...modules(size, i => [`c${i + 1}.js`, `import { c${i} } from './c${i}.js';\nexport const c${i + 1} = c${i};`]),
      'use.js': `import { c${size} } from './c${size}.js';\nfetch(c${size} + '/lists'); ${DUE}`,
    }),
  },
  'CommonJS modules that require each other': {
    size: 4,
    files: size => ({
      'f0.cjs': 'exports.f0 = (url) => fetch(url);',
      ...modules(size, i => [
        `f${i + 1}.cjs`,
        `const { f${i} } = require('./f${i}.cjs');\nexports.f${i + 1} = (url) => f${i}(url);`,
      ]),
      'use.cjs': `const { f${size} } = require('./f${size}.cjs');\nf${size}('${API}/lists'); ${DUE}`,
    }),
  },
  'classes in modules that extend each other': {
    size: 4,
    files: size => ({
      'k0.js': 'export class K0 { call(url) { return fetch(url); } }',
      ...modules(size, i => [
        `k${i + 1}.js`,
        `import { K${i} } from './k${i}.js';\nexport class K${i + 1} extends K${i} {}`,
      ]),
      'use.js': `import { K${size} } from './k${size}.js';\nnew K${size}().call('${API}/lists'); ${DUE}`,
    }),
  },
};
