import { keyFingerprint } from '../vendors/key-fingerprint.ts';
import { maskKey } from '../vendors/klaviyo/keys.ts';

/** The messages of `no-hardcoded-key`, with placeholders as in ESLint. */
export const WRITTEN_KEY_MESSAGES = {
  writtenKey:
    "The Klaviyo private key '{{masked}}' is written in source. Read it from the environment, and revoke this one (fingerprint {{fingerprint}}).",
  encodedKey:
    "The Klaviyo private key '{{masked}}' is written in source as base64. Read it from the environment, and revoke this one (fingerprint {{fingerprint}}).",
} as const;

/** The values of their placeholders for a key. */
export function describeWrittenKey(key: string): { masked: string; fingerprint: string } {
  return { masked: maskKey(key), fingerprint: keyFingerprint(key) };
}

/** The id of the rule in a report. */
export const HARDCODED_KEY_RULE = 'klaviyo/no-hardcoded-key';

/** The message for a key, with its placeholders replaced. */
export function writtenKeyMessage({ key, isEncoded }: { key: string; isEncoded: boolean }): string {
  const { masked, fingerprint } = describeWrittenKey(key);
  return WRITTEN_KEY_MESSAGES[isEncoded ? 'encodedKey' : 'writtenKey']
    .replace('{{masked}}', masked)
    .replace('{{fingerprint}}', fingerprint);
}

/** The message for a key in the name of a file. */
export function keyInNameMessage(key: string): string {
  const { masked, fingerprint } = describeWrittenKey(key);
  return `The Klaviyo private key '${masked}' stands in the name of this file. Rename the file, and revoke the key (fingerprint ${fingerprint}).`;
}

/** The message for a key in where a symbolic link leads. */
export function keyInTargetMessage(key: string): string {
  const { masked, fingerprint } = describeWrittenKey(key);
  return `The Klaviyo private key '${masked}' stands in the target of this link. Remove the link, and revoke the key (fingerprint ${fingerprint}).`;
}

const FINGERPRINT = /\(fingerprint ([0-9a-f]{16})\)/;

/** The fingerprint of the key that a message is about; undefined where the message names none. */
export function fingerprintIn(message: string): string | undefined {
  return FINGERPRINT.exec(message)?.[1];
}
