import { fileURLToPath } from 'node:url';

/** Packages that are bundled, but evaluated only when one of these functions of theirs is called for the first time. */
const LAZY_PACKAGES = { 'libphonenumber-js/min': ['parsePhoneNumberFromString'] };

const NAMES = new RegExp(`^(?:${Object.keys(LAZY_PACKAGES).join('|')})$`);

/** esbuild plugin: a rule cannot wait for `import()`, and most runs never need these packages. */
export const lazyPackage = {
  name: 'lazy-package',
  setup(build) {
    build.onResolve({ filter: NAMES }, ({ path, kind, namespace }) => {
      if (namespace === 'package') return { path: fileURLToPath(import.meta.resolve(path)) };
      return { path, namespace: kind === 'require-call' ? 'package' : 'lazy-package', sideEffects: false };
    });
    build.onLoad({ filter: NAMES, namespace: 'lazy-package' }, ({ path }) => ({
      contents: LAZY_PACKAGES[path].map(name => lazyFunction(name, path)).join('\n'),
      resolveDir: '.',
    }));
    build.onLoad({ filter: NAMES, namespace: 'package' }, ({ path }) => ({
      contents: `export { ${LAZY_PACKAGES[path].join(', ')} } from '${path}';`,
      resolveDir: '.',
    }));
  },
};

function lazyFunction(name, path) {
  return `export function ${name}(...args) { return require('${path}').${name}(...args); }`;
}
