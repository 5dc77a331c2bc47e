import path from 'node:path';

/** Takes out of a `PATH` what a pull request could fill with programs of its own: relative folders and those below the workspace. */
export function trustedSearchPath(searchPath: string, workspace: string): string {
  return searchPath.split(path.delimiter).filter(folder => path.isAbsolute(folder) && !isInside(workspace, folder)).join(path.delimiter);
}

function isInside(workspace: string, folder: string): boolean {
  const relative = path.relative(workspace, folder);
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
