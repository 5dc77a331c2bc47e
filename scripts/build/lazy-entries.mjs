import path from 'node:path';
import { LAZY_ENTRIES, VENDORS } from './parts.mjs';

/**
 * esbuild plugin: a lazy entry point and a heavy package stay out of this bundle and are imported from their own files beside it.
 *
 * @param {string} root the repository
 * @param {string} self name of the part that is being built
 */
export function lazyEntries(root, self) {
  const isOwn = importer => !path.relative(root, importer).split(path.sep).includes('node_modules');

  return {
    name: 'lazy-entries',
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\// }, ({ path: specifier, importer, kind, resolveDir }) => {
        const source = path.relative(root, path.resolve(resolveDir, specifier)).split(path.sep).join('/');
        const part = Object.keys(LAZY_ENTRIES).find(name => LAZY_ENTRIES[name] === source);
        if (part === undefined || part === self || !isOwn(importer)) return undefined;
        if (kind !== 'dynamic-import')
          return { errors: [{ text: `'${source}' is heavy. Load it with import() where it is needed.` }] };
        return { path: `./${part}`, external: true };
      });

      for (const [part, { package: name, names }] of Object.entries(VENDORS)) {
        build.onResolve({ filter: new RegExp(`^${name}$`) }, ({ importer }) => {
          if (part === self || !isOwn(importer)) return undefined;
          if (!(self in LAZY_ENTRIES))
            return {
              errors: [{ text: `'${name}' is heavy. Import it only in a lazy entry point (scripts/build/parts.mjs).` }],
            };
          return { path: part, namespace: 'vendor', pluginData: names };
        });
      }
      build.onLoad({ filter: /.*/, namespace: 'vendor' }, ({ path: part, pluginData }) => ({
        contents: `export { ${pluginData.join(', ')} } from './${part}';`,
        resolveDir: root,
      }));
      build.onResolve({ filter: /^\.\//, namespace: 'vendor' }, ({ path: specifier }) => ({
        path: specifier,
        external: true,
      }));
    },
  };
}
