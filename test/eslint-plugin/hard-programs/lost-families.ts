import { API, DUE, lines, modules, oneFile, type Family } from './family.ts';

/** Programs whose call is neither found nor skipped yet: a family moves to its neighbours when it is. */
export const LOST_FAMILIES: Record<string, Family> = {
  'methods that call the one of the parent': oneFile(
    3,
    size => `class C0 { call(url) { return fetch(url); } }
${lines(size, i => `class C${i + 1} extends C${i} { call(url) { return super.call(url); } }`)}
new C${size}().call('${API}/lists'); ${DUE}`,
  ),
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
