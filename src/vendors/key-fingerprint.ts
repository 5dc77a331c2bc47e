import { createHash } from 'node:crypto';

/** 16 hexadecimal digits that identify a key in a report and in the `allow` option. A key has 136 random bits, so these 64 reveal none of them. */
export function keyFingerprint(key: string): string {
  return createHash('sha256').update(`klaviyo-lint ${key}`).digest('hex').slice(0, 16);
}
