// The package's main entry would load all of ESLint; this part needs nothing.
import { RuleCreator } from '@typescript-eslint/utils/eslint-utils';
import { helpUrl } from './help-url.ts';

export { helpUrl, REPOSITORY_URL } from './help-url.ts';

export type RuleSeverity = 'error' | 'warning';

export interface RuleDocs {
  /** Starts with Disallow, Require or Prefer; no full stop. */
  description: string;
  /** The smallest preset that holds the rule. */
  preset: 'recommended' | 'strict';
  /** How the tool rates a finding; an object rates single message ids, the rest are errors. */
  severity: RuleSeverity | Record<string, RuleSeverity>;
  /** The version that brought the rule. */
  since: string;
}

/** Declares a rule with its documentation link; the default export of a file in `rules/`. */
export const createRule = RuleCreator<RuleDocs>(name => helpUrl('rules', name));
