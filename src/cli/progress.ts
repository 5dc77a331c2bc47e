import { printed } from '../reporters/printed.ts';
import type { CliIo } from './cli-io.ts';

/** A run that takes no longer shows nothing. */
const QUIET_MS = 1_000;
const BETWEEN_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

/**
 * Shows the progress of a long run on a terminal, in one line that is written over and gone at the end; nowhere else.
 *
 * @param run is given what shows a message
 */
export async function withProgress<Result>(
  { isTerminal = false, columns = 80, writeError }: CliIo,
  run: (show: (message: string) => void) => Promise<Result>,
): Promise<Result> {
  const line = { isShown: false, next: performance.now() + QUIET_MS };
  try {
    return await run(message => {
      if (!isTerminal || performance.now() < line.next) return;
      line.next = performance.now() + BETWEEN_MS;
      line.isShown = true;
      writeError(
        `${CLEAR_LINE}${printed([message])
          .slice(0, columns - 1)
          .trimEnd()}`,
      );
    });
  } finally {
    if (line.isShown) writeError(CLEAR_LINE);
  }
}
