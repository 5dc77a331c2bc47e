import { randomUUID } from 'node:crypto';
import {
  chownSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import { systemErrorCode } from '../discovery/system-error.ts';
import type { Overlay } from './overlay.ts';

/** A file that may not be written is not replaced either. */
const OPEN_FLAGS = constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK;

interface Staged {
  path: string;
  /** Beside the file, which it is to replace. */
  temporary: string;
  file: string;
}

/**
 * Replaces the files that were changed, each at once and with its permissions. No link is followed.
 *
 * @param root a real path
 * @throws UsageError for a file that was changed in the meantime, or that cannot be written; then none of them is replaced
 */
export function writeChanges(root: string, changed: Overlay['changed']): void {
  const staged: Staged[] = [];
  try {
    for (const [path, { before, after }] of changed)
      naming(path, () => stage({ path, file: join(root, path), staged }, before, after));
    for (const { path, temporary, file } of staged) naming(path, () => renameSync(temporary, file));
  } finally {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
  }
}

/** Does something with a file. @throws UsageError that names it */
function naming(path: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    throw new UsageError(`'${path}' cannot be written.`, { cause: error });
  }
}

function stage(
  { path, file, staged }: { path: string; file: string; staged: Staged[] },
  before: string,
  after: string,
): void {
  const folder = dirname(file);
  if (realpathSync(folder) !== folder)
    throw new UsageError(`'${path}' leads through a symbolic link, and is not written.`);
  const stats = readUnchanged(path, file, before);
  const temporary = join(folder, `.${basename(file)}.${randomUUID()}.tmp`);
  staged.push({ path, temporary, file });
  writeTemporary(temporary, after, stats);
}

/** @throws UsageError for a file that holds something else */
function readUnchanged(path: string, file: string, before: string): Stats {
  const opened = openSync(file, OPEN_FLAGS);
  try {
    const stats = fstatSync(opened);
    if (!stats.isFile() || readFileSync(opened, 'utf8') !== before)
      throw new UsageError(`'${path}' changed while it was looked at. Run it again.`);
    return stats;
  } finally {
    closeSync(opened);
  }
}

function writeTemporary(temporary: string, text: string, { mode, uid, gid }: Stats): void {
  const opened = openSync(temporary, 'wx', 0o600);
  try {
    writeFileSync(opened, text);
    fchmodSync(opened, mode & 0o7777);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  keepOwner(temporary, { uid, gid });
}

/** Only the superuser may give a file away; what anybody else replaces becomes their own, as with git. */
function keepOwner(file: string, { uid, gid }: Pick<Stats, 'uid' | 'gid'>): void {
  try {
    chownSync(file, uid, gid);
  } catch (error) {
    systemErrorCode(error);
  }
}
