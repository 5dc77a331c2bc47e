import type { Finding, KeyState } from '../model/finding.ts';
import { keyFingerprint } from '../vendors/key-fingerprint.ts';
import { fingerprintIn } from '../messages/written-key.ts';

/** Verifies at the vendor whether keys are accepted, within a limit in milliseconds. Never throws, and stores nothing. */
export type AskKeys = (keys: readonly string[], limitMs: number) => Promise<KeyState[]>;

const SENTENCES: Record<KeyState, string> = {
  alive: 'Klaviyo accepts it.',
  dead: 'Klaviyo does not accept it any more.',
  unknown: 'It is not known whether Klaviyo accepts it.',
};

/**
 * Verifies each key that a finding is about, once, and adds the result to the finding.
 *
 * @param keys those that were found; one that only code puts together is not among them, and stays unknown
 * @param deadline when verifying ends, in the milliseconds of `performance.now()`
 */
export async function withKeyStates(
  findings: readonly Finding[],
  keys: readonly string[],
  { ask, deadline = Infinity }: { ask: AskKeys; deadline?: number },
): Promise<Finding[]> {
  const byFingerprint = new Map(keys.map(key => [keyFingerprint(key), key]));
  const wanted = new Set(findings.map(({ message }) => fingerprintIn(message)));
  const known = [...byFingerprint].filter(([fingerprint]) => wanted.has(fingerprint));
  const limitMs = deadline - performance.now();
  const answers =
    known.length > 0 && limitMs > 0
      ? await ask(
          known.map(([, key]) => key),
          limitMs,
        )
      : [];
  const states = new Map(known.map(([fingerprint], index) => [fingerprint, answers[index] ?? 'unknown']));
  return findings.map(finding => {
    const fingerprint = fingerprintIn(finding.message);
    if (fingerprint === undefined) return finding;
    const keyState = states.get(fingerprint) ?? 'unknown';
    return { ...finding, message: `${finding.message} ${SENTENCES[keyState]}`, keyState };
  });
}
