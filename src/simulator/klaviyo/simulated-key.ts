import { seeded } from '../seeded.ts';

/**
 * A private key that never was one: it starts like Klaviyo's and then says what it is, so that no scanner stops at it and nobody
 * takes it for a real one.
 */
export function simulatedKey(seed: number): string {
  return ['pk', 'simulated', seeded(seed, 'key').toString(16).padStart(8, '0')].join('_');
}
