import type { ESLint, Linter } from 'eslint';
import klaviyo, { rules, type RuleName } from 'eslint-plugin-klaviyo';

const name: RuleName = 'no-raw-http';

export const plugin: ESLint.Plugin = klaviyo;
export const documentation: string | undefined = rules[name].meta?.docs?.url;

// @ts-expect-error there is no such preset
export const noSuchPreset = klaviyo.configs.everything;
// @ts-expect-error there is no such rule
export const noSuchRule = rules['no-such-rule'];

const config: Linter.Config[] = [
  klaviyo.configs.recommended,
  { plugins: { klaviyo }, rules: { [`klaviyo/${name}`]: 'error' } },
];
export default config;
