import { createHash } from 'node:crypto';

const digits = (seed: number): string => createHash('sha256').update(`fake key ${seed}`).digest('hex').slice(0, 34);

/** A private key in the older shape that never existed; assembled here so that no scanner finds it in a file. */
export function fakeKey(seed = 1): string {
  return `${'pk'}_${digits(seed)}`;
}

/** The same in the newer shape, with a company id. */
export function fakeNewKey(seed = 1): string {
  return `${'pk'}_AbC123_${digits(seed)}`;
}
