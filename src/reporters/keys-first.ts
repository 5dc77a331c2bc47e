import type { Finding } from '../model/finding.ts';
import { BROWSER_KEY_RULE } from '../messages/public-variable.ts';
import { HARDCODED_KEY_RULE } from '../messages/written-key.ts';

/** What reports a secret: whoever sees it can use it until it is revoked. */
const ABOUT_KEYS = new Set([HARDCODED_KEY_RULE, BROWSER_KEY_RULE, 'check/committed-env-file']);

/** Tells whether a finding is about a key, or about another secret. */
export function isAboutKey({ ruleId }: Finding): boolean {
  return ABOUT_KEYS.has(ruleId);
}

/** Puts the findings about keys before all others; otherwise the order stays. */
export function keysFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((left, right) => Number(isAboutKey(right)) - Number(isAboutKey(left)));
}
