import { ESLintUtils } from '@typescript-eslint/utils';

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

export const REPOSITORY_URL = 'https://github.com/klaviyo-lint/klaviyo-lint';

/** The page of a rule, check or probe. */
export function helpUrl(family: 'rules' | 'checks' | 'probes', id: string): string {
  return `${REPOSITORY_URL}/blob/main/docs/${family}/${id}.md`;
}

/** Declares a rule with its documentation link; the default export of a file in `rules/`. */
export const createRule = ESLintUtils.RuleCreator<RuleDocs>(name => helpUrl('rules', name));
