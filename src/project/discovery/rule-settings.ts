import { STRICT_RULES } from '../lint/strict-rules.ts';
import { maskKeys } from '../../vendors/klaviyo/keys.ts';

/** How a team runs one rule or check: not at all, as a warning, or with options of its own. */
export type RuleSetting = 'off' | 'warn' | Record<string, unknown>;

/** Settings by the id that reports print: `klaviyo/no-raw-http`, `check/floating-sdk-range`. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/**
 * Reads the `rules` of a configuration.
 *
 * @returns the settings, or what is wrong with them, as the end of a sentence
 */
export function parseRuleSettings(value: unknown): RuleSettings | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return "has 'rules' that are not an object";
  for (const [id, setting] of Object.entries(value as Record<string, unknown>)) {
    if (!/^(?:klaviyo|check)\/[a-z][a-z-]*$/.test(id))
      return `has the rule '${maskKeys(id).slice(0, 60)}', which is not the id of a rule or check`;
    const isOptions = typeof setting === 'object' && setting !== null && !Array.isArray(setting);
    if (setting !== 'off' && setting !== 'warn' && !isOptions) return `has a setting of '${id}' that is none`;
  }
  return value as RuleSettings;
}

/** Switches off the rules that are not in a preset, unless they have a setting of their own. */
export function withPreset(preset: 'recommended' | 'strict', rules: RuleSettings): RuleSettings {
  if (preset === 'strict') return rules;
  const off = STRICT_RULES.map((id): [string, RuleSetting] => [`klaviyo/${id}`, 'off']);
  return { ...Object.fromEntries(off), ...rules };
}
