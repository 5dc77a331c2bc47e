import path from 'node:path';
import { CORE } from './parts.mjs';

/**
 * The modules of the core that plugins import.
 *
 * @param {readonly import('esbuild').Metafile[]} metafiles of the plugins with everything inside
 * @returns {string[]} from the root of the repository, sorted
 */
export function importedFromCore(metafiles) {
  const imported = metafiles
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([file]) => !CORE.holds.test(file))
    .flatMap(([, { imports }]) => imports.map(({ path: target }) => target));
  return [...new Set(imported)].filter(file => CORE.holds.test(file)).sort();
}

/** The entry of the core: each module under its path. @param {readonly string[]} modules */
export function coreEntry(modules) {
  return modules.map(file => `export * as '${file}' from './${file}';`).join('\n');
}

/**
 * esbuild plugin: a plugin takes the modules of the core from the package.
 *
 * @param {string} root the repository
 * @param {Record<string, object>} core the built package
 */
export function corePackage(root, core) {
  return {
    name: 'core-package',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\// }, ({ path: specifier, resolveDir }) => {
        const file = path.relative(root, path.resolve(resolveDir, specifier)).split(path.sep).join('/');
        return CORE.holds.test(file) ? { path: file, namespace: 'core', sideEffects: false } : undefined;
      });
      build.onLoad({ filter: /.*/, namespace: 'core' }, ({ path: file }) => ({
        contents: `export const { ${Object.keys(core[file]).join(', ')} } = require('${CORE.name}')['${file}'];`,
        resolveDir: root,
      }));
    },
  };
}
