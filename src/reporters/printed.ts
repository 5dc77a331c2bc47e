import { maskSecrets } from '../vendors/secrets.ts';
import { safeLine } from './safe-line.ts';

/** Joins finished lines to a text that may be printed: each one safe for a runner's log, no key in any, a line feed at the end. */
export function printed(lines: readonly string[]): string {
  return lines.map(line => `${maskSecrets(safeLine(line))}\n`).join('');
}
