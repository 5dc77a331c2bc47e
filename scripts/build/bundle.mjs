import path from 'node:path';
import { build } from 'esbuild';
import { lazyEntries } from './lazy-entries.mjs';
import { lightCore } from './light-core.mjs';
import { ownRules } from './own-rules.mjs';
import { parserOnly } from './parser-only.mjs';
import { TARGET, VENDORS } from './parts.mjs';

/** What CommonJS code inside an ES module looks for. */
const BANNER = [
  "import { createRequire as createRequire_ } from 'node:module';",
  "import { dirname as dirname_ } from 'node:path';",
  "import { fileURLToPath as fileURLToPath_ } from 'node:url';",
  'const require = createRequire_(import.meta.url), __filename = fileURLToPath_(import.meta.url), __dirname = dirname_(__filename);',
].join('\n');

/** Its main file hides `require` in a parameter, where no bundler finds it. */
const ALIAS = {
  'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
};

/**
 * Bundles one part.
 *
 * @param {string} root the repository
 * @param {string} name file name of the part
 * @param {string | undefined} source its entry, relative to the repository; undefined for a vendor's part
 * @returns {Promise<{ text: string, packages: string[] }>} its text, the same on every machine, and the packages inside of it
 */
export async function bundle(root, name, source) {
  const { outputFiles, metafile } = await build({
    ...(source === undefined
      ? { stdin: { contents: vendorEntry(name), resolveDir: root } }
      : { entryPoints: [source] }),
    absWorkingDir: root,
    outfile: name,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: TARGET,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    minify: true,
    charset: 'utf8',
    alias: ALIAS,
    legalComments: 'none',
    banner: { js: BANNER },
    plugins: [lazyEntries(root, name), lightCore, ownRules, parserOnly(root)],
    logLevel: 'error',
  });
  return { text: outputFiles[0].text, packages: packagesIn(root, metafile) };
}

function vendorEntry(name) {
  const { package: vendor, names } = VENDORS[name];
  return `export { ${names.join(', ')} } from '${vendor}';`;
}

/** Folders of the packages that gave at least one byte. */
function packagesIn(root, { outputs }) {
  const inputs = Object.values(outputs).flatMap(output => Object.entries(output.inputs));
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter(folder => folder !== undefined))].map(folder => path.join(root, folder));
}
