import type { TSESLint } from '@typescript-eslint/utils';
import { version } from './package.json' with { type: 'json' };
import { rules } from './rules/index.ts';

type RuleName = keyof typeof rules;
type Preset = 'recommended' | 'strict';

const plugin = {
  meta: { name: 'eslint-plugin-klaviyo', version, namespace: 'klaviyo' },
  rules,
};

export default plugin;
export { rules };
export type { RuleName, Preset, TSESLint };
