import { closeSync, constants, mkdirSync, openSync, realpathSync, writeSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../model/errors.ts';

const OPEN_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;

/**
 * Writes a file of ours, which need not be there yet. No link is followed.
 *
 * @param root a real path
 * @param file relative to it
 * @throws UsageError for a file that cannot be written
 */
export function writeOwnFile(root: string, file: string, text: string): void {
  const whole = path.join(root, file);
  const folder = path.dirname(whole);
  try {
    mkdirSync(folder, { recursive: true });
    if (realpathSync(folder) !== folder) throw new Error('a link leads elsewhere');
    const opened = openSync(whole, OPEN_FLAGS, 0o644);
    writeSync(opened, text);
    closeSync(opened);
  } catch (error) {
    throw new UsageError(`'${file}' cannot be written.`, { cause: error });
  }
}
