import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import { systemErrorCode } from '../discovery/system-error.ts';

/**
 * Writes a file that is not there yet. No link is followed, and nothing is overwritten.
 *
 * @param root a real path
 * @param file relative to it, with `/`
 * @throws UsageError for a file that is there, and one that cannot be written
 */
export function createFile(root: string, file: string, text: string): void {
  const folders = file.split('/').slice(0, -1);
  try {
    for (const [index] of folders.entries()) makeFolder(root, folders.slice(0, index + 1).join('/'));
    writeFileSync(join(root, file), text, { flag: 'wx', mode: 0o644 });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const isThere = systemErrorCode(error) === 'EEXIST';
    throw new UsageError(
      isThere
        ? `'${file}' is there already, and is not overwritten. Move it away, or leave it as it is.`
        : `'${file}' cannot be written. Make room for it, or the folder writable.`,
      { cause: error },
    );
  }
}

function makeFolder(root: string, folder: string): void {
  const found = lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (found === undefined) mkdirSync(join(root, folder));
  else if (!found.isDirectory())
    throw new UsageError(`'${folder}' is a link or a file, and nothing is written through it. Make it a folder.`);
}
