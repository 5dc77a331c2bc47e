import { createHash } from 'node:crypto';

/** What a key is allowed by, and known by in a report. */
const FINGERPRINT = /\(fingerprint ([0-9a-f]{16})\)/;

/** 16 hexadecimal digits that stand for a key. It has 136 random bits, so none of them can be told or guessed from these 64. */
export function keyFingerprint(key: string): string {
  return createHash('sha256').update(`klaviyo-lint ${key}`).digest('hex').slice(0, 16);
}

/** The fingerprint that a message about a key tells. */
export function fingerprintIn(message: string): string | undefined {
  return FINGERPRINT.exec(message)?.[1];
}
