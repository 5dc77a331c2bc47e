import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { packagesIn } from './bundle.mjs';
import { coreEntry, corePackage, importedFromCore } from './core-package.mjs';
import { lazyPackage } from './lazy-package.mjs';
import { licenses } from './licenses.mjs';
import { CORE, PLUGINS, TARGET } from './parts.mjs';
import { phoneMetadata } from './phone-metadata.mjs';

/**
 * Builds the plugins and the package that they depend on, each as one module that
 * `require` and `import` share, so that nobody ever has two of it; and the types of the
 * plugins for both.
 */
export async function buildPlugins(root) {
  const wholes = await Promise.all(PLUGINS.map(({ source }) => bundled(root, entryOf(source), [])));
  const core = await bundled(root, coreEntry(importedFromCore(wholes.map(({ metafile }) => metafile))), []);
  write(path.join(root, CORE.folder), { 'index.cjs': core.text, 'licenses.txt': licenses(core.packages) });
  const shared = corePackage(root, load(path.join(root, CORE.folder)));
  await Promise.all(PLUGINS.map(plugin => buildPlugin(root, plugin, shared)));
}

function entryOf(source) {
  return `import plugin from './${source}';\nmodule.exports = plugin;\n`;
}

async function buildPlugin(root, { source, folder: target }, shared) {
  const { text } = await bundled(root, entryOf(source), [shared]);
  const folder = path.join(root, target);
  write(folder, { 'index.cjs': text, 'index.mjs': IMPORTED, 'index.d.mts': IMPORTED_TYPES });
  writeFileSync(path.join(folder, 'index.d.cts'), `${declarations(load(folder))}\nexport = plugin;\n`);
}

/** @returns the text of a module, and the folders of the packages inside of it */
async function bundled(root, entry, plugins) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    outfile: 'index.cjs',
    bundle: true,
    write: false,
    packages: 'external',
    plugins: [...plugins, lazyPackage, phoneMetadata],
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: TARGET,
    charset: 'utf8',
    minify: true,
    // The place that a stack names leads to the line.
    lineLimit: 160,
    logLevel: 'error',
  });
  return { text: outputFiles[0].text, metafile, packages: packagesIn(root, metafile) };
}

function write(folder, files) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}

function load(folder) {
  const file = path.join(folder, 'index.cjs');
  const require = createRequire(import.meta.url);
  delete require.cache[file];
  return require(file);
}

const IMPORTED = `import plugin from './index.cjs';

export const { rules, configs, meta } = plugin;
export default plugin;
`;

const IMPORTED_TYPES = `import plugin from './index.cjs';

export type RuleName = plugin.RuleName;
export declare const rules: typeof plugin.rules;
export declare const configs: typeof plugin.configs;
export declare const meta: typeof plugin.meta;
export default plugin;
`;

/** The types name ESLint's own only, which every user of the plugin has; those of the sources would need ours. */
function declarations({ rules, configs = {} }) {
  return `import type { Linter, Rule } from 'eslint';

declare namespace plugin {
  type RuleName =
${Object.keys(rules)
  .map(name => `    | '${name}'`)
  .join('\n')};
}

declare const plugin: {
  meta: { name: string; version: string; namespace: string };
  rules: Record<plugin.RuleName, Rule.RuleModule>;
  configs: {
${Object.entries(configs)
  .map(([name, config]) => `    '${name}': Linter.Config${Array.isArray(config) ? '[]' : ''};`)
  .join('\n')}
  };
};
`;
}
