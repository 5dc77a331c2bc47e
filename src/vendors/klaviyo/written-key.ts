import { keyFingerprint } from './key-fingerprint.ts';
import { maskKey } from './keys.ts';

/** What is said of a key that is written down, with placeholders as in ESLint. */
export const WRITTEN_KEY_MESSAGES = {
  writtenKey:
    "The Klaviyo private key '{{masked}}' is written in source. Read it from the environment, and revoke this one (fingerprint {{fingerprint}}).",
  encodedKey:
    "The Klaviyo private key '{{masked}}' is written in source as base64. Read it from the environment, and revoke this one (fingerprint {{fingerprint}}).",
} as const;

/** What fills the placeholders for a key. */
export function describeWrittenKey(key: string): { masked: string; fingerprint: string } {
  return { masked: maskKey(key), fingerprint: keyFingerprint(key) };
}

/** The id of the rule in every report. */
export const HARDCODED_KEY_RULE = 'klaviyo/no-hardcoded-key';

/** The finished message about a key. */
export function writtenKeyMessage({ key, isEncoded }: { key: string; isEncoded: boolean }): string {
  const { masked, fingerprint } = describeWrittenKey(key);
  return WRITTEN_KEY_MESSAGES[isEncoded ? 'encodedKey' : 'writtenKey']
    .replace('{{masked}}', masked)
    .replace('{{fingerprint}}', fingerprint);
}
