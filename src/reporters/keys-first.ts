import { BROWSER_KEY_RULES, ENV_FILE_CHECKS, HARDCODED_KEY_RULES } from '../messages/about-keys.ts';
import type { Finding } from '../model/finding.ts';

/** What reports a secret: anyone who sees it can use it until it is revoked. */
const ABOUT_KEYS = new Set([...HARDCODED_KEY_RULES, ...BROWSER_KEY_RULES, ...ENV_FILE_CHECKS]);

/** Returns whether a finding is about a key, or about another secret. */
export function isAboutKey({ ruleId }: Finding): boolean {
  return ABOUT_KEYS.has(ruleId);
}

/** Puts the findings about keys before all others; otherwise the order stays. */
export function keysFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((left, right) => Number(isAboutKey(right)) - Number(isAboutKey(left)));
}
