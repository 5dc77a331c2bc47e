import { createHash } from 'node:crypto';

/**
 * 16 hexadecimal digits that identify a key of any vendor, in a report, in the `allow` option and in a configuration. The keys have at least
 * 119 random bits, so these 64 reveal none of them.
 */
export function keyFingerprint(key: string): string {
  return createHash('sha256').update(`klaviyo-lint ${key}`).digest('hex').slice(0, 16);
}
