import type { CliIo } from './cli-io.ts';

/**
 * Returns whether standard output gets colors: where it is a terminal, unless `NO_COLOR` is set; wherever it goes with `FORCE_COLOR`.
 *
 * Sources: https://no-color.org, https://force-color.org and `tty.WriteStream.getColorDepth` of Node.js; read 2026-11-22.
 */
export function wantsColors({ environment, isOutputTerminal = false }: CliIo): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = environment;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR || TERM === 'dumb') return false;
  return isOutputTerminal;
}
