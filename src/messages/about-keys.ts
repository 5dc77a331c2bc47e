import { BROWSER_KEY_RULE, BROWSER_SECRET_RULE } from './public-variable.ts';
import { HARDCODED_KEY_RULE } from './written-key.ts';

/** The rules of each vendor against keys that are written down. */
export const HARDCODED_KEY_RULES: ReadonlySet<string> = new Set([HARDCODED_KEY_RULE, 'customerio/no-hardcoded-key']);

/** The rule of the same vendor whose `allow` lets a key pass, by the id of a finding about keys. */
export function allowingRule(ruleId: string): string {
  return /^(?:check\/)?customerio[/-]/.test(ruleId) ? 'customerio/no-hardcoded-key' : HARDCODED_KEY_RULE;
}

/** The rules against keys that reach a browser. */
export const BROWSER_KEY_RULES: ReadonlySet<string> = new Set([BROWSER_KEY_RULE, BROWSER_SECRET_RULE]);

/** The checks for keys in env files, by their ids in a report. */
export const ENV_FILE_CHECKS: ReadonlySet<string> = new Set([
  'check/committed-env-file',
  'check/customerio-committed-env-file',
]);
