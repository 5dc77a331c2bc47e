import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { PLUGIN, TARGET } from './parts.mjs';

/** Builds `eslint-plugin-klaviyo`: one readable module without its dependencies, and its types. */
export async function buildPlugin(root) {
  const folder = path.join(root, PLUGIN.folder);
  const outfile = path.join(folder, 'index.js');
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [PLUGIN.source],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: TARGET,
    charset: 'utf8',
    logLevel: 'error',
  });
  const { default: plugin } = await import(pathToFileURL(outfile));
  writeFileSync(path.join(folder, 'index.d.ts'), declarations(plugin));
}

/** The types name ESLint's own only, which every user of the plugin has; those of the sources would need ours. */
function declarations({ rules, configs = {} }) {
  return `import type { Linter, Rule } from 'eslint';

export type RuleName =
${Object.keys(rules).map(name => `  | '${name}'`).join('\n')};

export declare const rules: Record<RuleName, Rule.RuleModule>;

declare const plugin: {
  meta: { name: string; version: string; namespace: string };
  rules: typeof rules;
  configs: {
${Object.entries(configs).map(([name, config]) => `    '${name}': Linter.Config${Array.isArray(config) ? '[]' : ''};`).join('\n')}
  };
};

export default plugin;
`;
}
