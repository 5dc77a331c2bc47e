import { lstatSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { systemErrorCode } from '../project/discovery/system-error.ts';

/**
 * Writes a report to the requested path. Below the working folder, which may hold untrusted files, no link is followed.
 *
 * @throws UsageError if it cannot be written there
 */
export function writeReport(workingFolder: string, file: string, text: string): void {
  const path = resolve(workingFolder, file);
  try {
    if (leadsThroughLink(workingFolder, path))
      throw new UsageError(`'${file}' leads through a symbolic link, and the report is not written there.`);
    if (isPipe(path))
      throw new UsageError(`'${file}' is a pipe, which may never be read. Name a file, or leave '--output' out.`);
    writeFileSync(path, text);
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    throw new UsageError(
      `The report cannot be written to '${file}'. Name a file in a folder that exists, with room for it.`,
      {
        cause: error,
      },
    );
  }
}

/** A pipe without a name, as a shell makes it, has a reader. */
function isPipe(path: string): boolean {
  try {
    return lstatSync(realpathSync(path)).isFIFO();
  } catch (error) {
    systemErrorCode(error);
    return false;
  }
}

function leadsThroughLink(workingFolder: string, path: string): boolean {
  const way = relative(workingFolder, dirname(path));
  if (way.startsWith('..')) return false;
  const isMoved = relative(realpathSync(workingFolder), realpathSync(dirname(path))) !== way;
  return isMoved || (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false);
}
