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
};
