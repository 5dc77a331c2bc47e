import type { TSESLint } from '@typescript-eslint/utils';
import type { Vendor } from '../src/vendors/vendor.ts';
import type { RuleDocs } from './create-rule.ts';
import { guardRule } from './guard-rule.ts';

/** The options of a rule stand on both sides of its functions, so no type of a whole rule fits all of them. */
interface AnyRule {
  meta: { docs: RuleDocs };
}
type Config = TSESLint.FlatConfig.Config;
type PresetName = 'recommended' | 'recommended-type-checked' | 'strict';

interface Definition<RuleName extends string> {
  vendor: Vendor;
  manifest: { name: string; version: string };
  rules: Readonly<Record<RuleName, AnyRule>>;
}

interface Plugin<RuleName extends string> extends Omit<TSESLint.FlatConfig.Plugin, 'configs' | 'rules'> {
  rules: Record<RuleName, TSESLint.AnyRuleModule>;
  configs: Record<PresetName, Config>;
}

const PRESETS = ['recommended', 'strict'] as const;

/** An ESLint plugin of the rules of one vendor, with its presets. The rules are guarded for anybody's run; the tool runs the same by itself. */
export function createPlugin<RuleName extends string>({
  vendor,
  manifest,
  rules,
}: Definition<RuleName>): Plugin<RuleName> {
  const namespace = vendor.id;
  const all = Object.entries<AnyRule>(rules);
  const guarded = Object.fromEntries(
    all.map(([name, rule]) => [
      name,
      guardRule(`${namespace}/${name}`, rule as unknown as TSESLint.AnyRuleModule, vendor),
    ]),
  ) as Plugin<RuleName>['rules'];
  const plugin = { meta: { name: manifest.name, version: manifest.version, namespace }, rules: guarded };

  /** A preset holds the rules that name it, and those of the presets before it. */
  function preset(name: (typeof PRESETS)[number]): Config {
    const included = PRESETS.slice(0, PRESETS.indexOf(name) + 1);
    const entries = all.filter(([, { meta }]) => included.includes(meta.docs.preset));
    return {
      name: `${namespace}/${name}`,
      plugins: { [namespace]: plugin },
      rules: Object.fromEntries(
        entries.map(([id, { meta }]) => [`${namespace}/${id}`, meta.docs.severity === 'warning' ? 'warn' : 'error']),
      ),
    };
  }

  const configs = {
    recommended: preset('recommended'),
    // The same rules see what other files say, and fail where they could not.
    'recommended-type-checked': {
      ...preset('recommended'),
      name: `${namespace}/recommended-type-checked`,
      settings: { [namespace]: { typeChecked: true } },
    },
    strict: preset('strict'),
  };
  return Object.assign(plugin, { configs });
}
