import {
  constants,
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  realpathSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import type { Overlay } from './overlay.ts';

const OPEN_FLAGS = constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Writes what was changed, each file in its place and with its permissions. No link is followed.
 *
 * @param root a real path
 * @throws UsageError for a file that was changed in the meantime, or that cannot be written; those before it are written
 */
export function writeChanges(root: string, changed: Overlay['changed']): void {
  for (const [path, { before, after }] of changed) {
    try {
      writeChange(root, path, before, after);
    } catch (error) {
      if (error instanceof UsageError || !(error instanceof Error)) throw error;
      throw new UsageError(`'${path}' cannot be written.`, { cause: error });
    }
  }
}

function writeChange(root: string, path: string, before: string, after: string): void {
  const file = join(root, path);
  if (realpathSync(dirname(file)) !== dirname(file))
    throw new UsageError(`'${path}' leads through a symbolic link, and is not written.`);
  const opened = openSync(file, OPEN_FLAGS);
  try {
    if (!fstatSync(opened).isFile() || readFileSync(opened, 'utf8') !== before)
      throw new UsageError(`'${path}' changed while it was looked at. Run it again.`);
    ftruncateSync(opened, 0);
    writeSync(opened, after, 0);
  } finally {
    closeSync(opened);
  }
}
