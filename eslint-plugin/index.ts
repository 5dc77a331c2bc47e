import type { TSESLint } from '@typescript-eslint/utils';
import manifest from './package.json' with { type: 'json' };
import { rules } from './rules/index.ts';

export { rules };

const PRESETS = ['recommended', 'strict'] as const;
type Preset = (typeof PRESETS)[number];

const plugin: TSESLint.FlatConfig.Plugin = {
  meta: { name: manifest.name, version: manifest.version, namespace: 'klaviyo' },
  rules,
};

/** A preset holds the rules that name it, and those of the presets before it. */
function preset(name: Preset): TSESLint.FlatConfig.Config {
  const included = PRESETS.slice(0, PRESETS.indexOf(name) + 1);
  const entries = Object.entries(rules).filter(([, { meta }]) => meta.docs !== undefined && included.includes(meta.docs.preset));
  return {
    name: `klaviyo/${name}`,
    plugins: { klaviyo: plugin },
    rules: Object.fromEntries(entries.map(([id]) => [`klaviyo/${id}`, 'error'])),
  };
}

export default Object.assign(plugin, { configs: { recommended: preset('recommended'), strict: preset('strict') } });
