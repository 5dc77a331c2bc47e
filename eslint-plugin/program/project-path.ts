/**
 * The path of a file inside of the project that is linted, with `/`. Folders above the project say nothing about a file: a whole
 * repository may lie in a folder called `test`.
 *
 * @param cwd the folder that ESLint runs in
 */
export function projectPath(fileName: string, cwd: string): string {
  const path = segments(fileName);
  const folder = segments(cwd);
  let shared = 0;
  while (shared < folder.length && shared < path.length - 1 && path[shared] === folder[shared]) shared += 1;
  return path.slice(shared).join('/');
}

function segments(path: string): string[] {
  return path.split(/[/\\]/).filter(segment => segment !== '' && segment !== '.');
}
