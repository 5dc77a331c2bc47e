import { keyFingerprint } from './key-fingerprint.ts';

/** A key that may stay where it is written. */
export interface AllowedKey {
  /** That of the key, 16 hexadecimal digits, for every place; or that of one finding in the tool's report, 32. */
  fingerprint: string;
  /** Why it may stay; for people. */
  reason: string;
}

/** Returns whether a key may stay wherever it is written. */
export function isAllowedKey(allowed: readonly AllowedKey[], key: string): boolean {
  return allowed.length > 0 && allowed.some(({ fingerprint }) => fingerprint === keyFingerprint(key));
}
