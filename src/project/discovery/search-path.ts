import { realpathSync } from 'node:fs';
import path from 'node:path';
import { systemErrorCode } from './system-error.ts';

/**
 * Takes out of a `PATH` what a pull request could fill with programs of its own: relative folders, and those below a folder with
 * untrusted files, also behind a link. npm puts `node_modules/.bin` of the working folder there.
 */
export function trustedSearchPath(searchPath: string, untrusted: string): string {
  const around = realOf(untrusted);
  return searchPath
    .split(path.delimiter)
    .filter(folder => path.isAbsolute(folder) && !isInside(untrusted, folder) && !isInside(around, realOf(folder)))
    .join(path.delimiter);
}

function realOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (error) {
    systemErrorCode(error);
    return folder;
  }
}

function isInside(around: string, folder: string): boolean {
  const relative = path.relative(around, folder);
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
