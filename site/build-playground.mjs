import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { lazyPackage } from '../scripts/build/lazy-package.mjs';
import { ownRules } from '../scripts/build/own-rules.mjs';
import { parserOnly } from '../scripts/build/parser-only.mjs';

const FOLDER = 'site/.cache/playground';
const SHIMS = 'site/playground/shims.ts';

/** esbuild plugin: of Node's modules a browser gets the few functions that are called, and nothing that reads files. */
const forBrowsers = {
  name: 'for-browsers',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^(?:node:)?path$/ }, ({ resolveDir }) =>
      resolve('path-browserify', { kind: 'require-call', resolveDir }),
    );
    onResolve({ filter: /^node:crypto$/ }, ({ resolveDir }) =>
      resolve(path.resolve(SHIMS), { kind: 'import-statement', resolveDir }),
    );
    onResolve({ filter: /^(?:node:)?(?:fs|url)$/ }, () => ({ path: 'nothing', namespace: 'nothing' }));
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * Bundles what the playground loads.
 *
 * @param {string} root the repository
 * @returns {Promise<Record<'linter' | 'parser', number>>} how many bytes a browser fetches for each, compressed
 */
export async function buildPlayground(root) {
  mkdirSync(path.join(root, FOLDER), { recursive: true });
  const sizes = {};
  for (const name of ['linter', 'parser']) {
    const outfile = path.join(root, FOLDER, `${name}.js`);
    await build({
      absWorkingDir: root,
      entryPoints: [`site/playground/${name}.ts`],
      outfile,
      bundle: true,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      minify: true,
      charset: 'utf8',
      legalComments: 'none',
      inject: [SHIMS],
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
      plugins: [forBrowsers, lazyPackage, ownRules, parserOnly(root)],
      logLevel: 'error',
    });
    sizes[name] = gzipSync(readFileSync(outfile)).length;
  }
  writeFileSync(path.join(root, FOLDER, 'sizes.json'), JSON.stringify(sizes));
  return sizes;
}
