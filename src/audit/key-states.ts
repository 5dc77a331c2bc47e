import type { Finding, KeyState } from '../model/finding.ts';
import { keyFingerprint } from '../vendors/klaviyo/key-fingerprint.ts';
import { fingerprintIn } from '../messages/written-key.ts';

/** Verifies at the vendor whether a key is accepted. Never throws, and stores nothing. */
export type AskKey = (key: string) => Promise<KeyState>;

const SENTENCES: Record<KeyState, string> = {
  alive: 'Klaviyo accepts it.',
  dead: 'Klaviyo does not accept it any more.',
  unknown: 'It is not known whether Klaviyo accepts it.',
};

/**
 * Verifies each key that a finding is about once, one after the other, and adds the result to the finding.
 *
 * @param keys those that were found; one that only code puts together is not among them, and stays unknown
 */
export async function withKeyStates(
  findings: readonly Finding[],
  keys: readonly string[],
  ask: AskKey,
): Promise<Finding[]> {
  const byFingerprint = new Map(keys.map(key => [keyFingerprint(key), key]));
  const states = new Map<string, KeyState>();
  const checked: Finding[] = [];
  for (const finding of findings) {
    const fingerprint = fingerprintIn(finding.message);
    if (fingerprint === undefined) {
      checked.push(finding);
      continue;
    }
    const key = byFingerprint.get(fingerprint);
    const keyState = states.get(fingerprint) ?? (key === undefined ? 'unknown' : await ask(key));
    states.set(fingerprint, keyState);
    checked.push({ ...finding, message: `${finding.message} ${SENTENCES[keyState]}`, keyState });
  }
  return checked;
}
