import { createHash } from 'node:crypto';

/** 16 hexadecimal digits that identify a key in a report and in a configuration. A Track key has 119 random bits, so these 64 reveal none of them. */
export function keyFingerprint(key: string): string {
  return createHash('sha256').update(`klaviyo-lint customerio ${key}`).digest('hex').slice(0, 16);
}
