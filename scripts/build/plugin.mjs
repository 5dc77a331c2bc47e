import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { packagesIn } from './bundle.mjs';
import { lazyPackage } from './lazy-package.mjs';
import { licenses } from './licenses.mjs';
import { PLUGIN, TARGET } from './parts.mjs';

/**
 * Builds `eslint-plugin-klaviyo`: one readable module without dependencies, with the
 * packages inside that it uses, which `require` and `import` share, so that nobody ever
 * has two of it; and its types for both.
 */
export async function buildPlugin(root) {
  const folder = path.join(root, PLUGIN.folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const outfile = path.join(folder, 'index.cjs');
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: {
      contents: `import plugin from './${PLUGIN.source}';\nmodule.exports = plugin;\n`,
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    packages: 'external',
    plugins: [lazyPackage],
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: TARGET,
    charset: 'utf8',
    logLevel: 'error',
  });
  const require = createRequire(import.meta.url);
  delete require.cache[outfile];
  const plugin = require(outfile);
  writeFileSync(path.join(folder, 'licenses.txt'), licenses(packagesIn(root, metafile)));
  writeFileSync(path.join(folder, 'index.mjs'), IMPORTED);
  writeFileSync(path.join(folder, 'index.d.cts'), `${declarations(plugin)}\nexport = plugin;\n`);
  writeFileSync(path.join(folder, 'index.d.mts'), `${IMPORTED_TYPES}`);
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
