import { posix } from 'node:path';
import { openGitObjects, objectsOf, piecesOf, GitFailure, type GitObjects } from './git-objects.ts';

/** Mode, type, content and path of an entry; a link is no file. */
const FILE = /^100\d+ blob ([0-9a-f]+)\t(.*)$/s;

/**
 * Reads all files of one name that a commit has in a folder, below it, or above it in the repository.
 *
 * @param root a real path
 * @param commit the full name of a commit
 * @returns the bytes by the path from the top of the repository; none where git, the repository or the commit is missing
 */
export async function readCommitFiles(
  name: string,
  { root, commit, searchPath }: { root: string; commit: string; searchPath?: string | undefined },
): Promise<Map<string, Buffer>> {
  const git = openGitObjects(root, searchPath);
  if (git === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return new Map();
  try {
    return await readContents(git, await listContents(name, commit, git));
  } catch (error) {
    if (error instanceof GitFailure) return new Map();
    throw error;
  }
}

async function listContents(name: string, commit: string, git: GitObjects): Promise<Map<string, string>> {
  const folders = git.prefix.split('/').slice(0, -1);
  const above = folders.map((_, index) => posix.join(...folders.slice(0, index), name));
  const command = ['ls-tree', '-r', '-z', '--full-tree', commit, '--'];
  const found = new Map<string, string>();
  for await (const entry of piecesOf(git.run(git.prefix === '' ? command : [...command, git.prefix, ...above]), '\0')) {
    const [, content, path] = entry.endsWith(name) ? (FILE.exec(entry) ?? []) : [];
    if (content !== undefined && path !== undefined && posix.basename(path) === name) found.set(path, content);
  }
  return found;
}

async function readContents(git: GitObjects, contents: ReadonlyMap<string, string>): Promise<Map<string, Buffer>> {
  if (contents.size === 0) return new Map();
  const byContent = new Map<string, Buffer>();
  for await (const { id, bytes } of objectsOf(git.run(['cat-file', '--batch'], new Set(contents.values()))))
    byContent.set(id, bytes);
  return new Map([...contents].flatMap(([path, id]) => (byContent.has(id) ? [[path, byContent.get(id)!]] : [])));
}
