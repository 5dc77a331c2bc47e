import type { TSESLint } from '@typescript-eslint/utils';
import { klaviyo } from '../src/vendors/klaviyo/index.ts';
import manifest from './package.json' with { type: 'json' };
import { guardRule } from './guard-rule.ts';
import { rules as ownRules } from './rules/index.ts';

type RuleName = keyof typeof ownRules;

/** Guarded for anybody's run; the tool runs the same rules by itself. */
const rules = Object.fromEntries(
  Object.entries<TSESLint.AnyRuleModule>(ownRules).map(([name, rule]) => [
    name,
    guardRule(`klaviyo/${name}`, rule, klaviyo),
  ]),
) as Record<RuleName, TSESLint.AnyRuleModule>;

const PRESETS = ['recommended', 'strict'] as const;
type Preset = (typeof PRESETS)[number];

const plugin: Omit<TSESLint.FlatConfig.Plugin, 'configs'> = {
  meta: { name: manifest.name, version: manifest.version, namespace: 'klaviyo' },
  rules,
};

/** A preset holds the rules that name it, and those of the presets before it. */
function preset(name: Preset): TSESLint.FlatConfig.Config {
  const included = PRESETS.slice(0, PRESETS.indexOf(name) + 1);
  const entries = Object.entries(ownRules).filter(([, { meta }]) => included.includes(meta.docs.preset));
  return {
    name: `klaviyo/${name}`,
    plugins: { klaviyo: plugin },
    rules: Object.fromEntries(
      entries.map(([id, { meta }]) => [`klaviyo/${id}`, meta.docs.severity === 'warning' ? 'warn' : 'error']),
    ),
  };
}

const configs = {
  recommended: preset('recommended'),
  // The same rules see what other files say, and fail where they could not.
  'recommended-type-checked': {
    ...preset('recommended'),
    name: 'klaviyo/recommended-type-checked',
    settings: { klaviyo: { typeChecked: true } },
  },
  strict: preset('strict'),
} satisfies Record<string, TSESLint.FlatConfig.Config>;

export default Object.assign(plugin, { configs });
