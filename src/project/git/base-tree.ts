import { createHash } from 'node:crypto';
import { isMediaName } from '../discovery/file-kind.ts';
import { createFileReader, type FileReader, MAX_LOCK_BYTES } from '../discovery/read-file.ts';
import { surroundingsOf } from '../discovery/surroundings.ts';
import { isOver, TIME_REASON } from '../discovery/time-budget.ts';
import type { Change } from './change.ts';
import { GitFailure, type GitObjects, objectsOf, openGitObjects, piecesOf } from './git-objects.ts';

/** The checked folder as it was before a change. */
export interface BaseTree {
  /** What of the checked files existed, and those that the change deletes. */
  files: string[];
  /** Those of them that are different now, or gone. */
  changed: ReadonlySet<string>;
  /** Its bytes stay valid. */
  read: FileReader;
  /** Reads lock files and what is above the folder, by paths from the top of the repository. */
  readTop: FileReader;
}

export interface BaseTreeOptions {
  /** The checked folder, a real path. */
  root: string;
  searchPath: string | undefined;
  /** What is checked now. */
  all: readonly string[];
  isIgnored(path: string): boolean;
  /** Reads the files as they are now. */
  read: FileReader;
  /** When nothing further is begun, in the milliseconds of `performance.now()`. */
  deadline: number;
}

/** Why a base was not read, as the end of a sentence. */
export interface UnreadBase {
  reason: string;
}

/** More is no change that anybody reviews. */
const MOST_BYTES = 256 * 1024 * 1024;

const NOT_THERE = "the base is not in this clone; fetch it, with 'fetch-depth: 2' of actions/checkout";

/**
 * Opens the folder as it was at the commit that a change is compared with. What is the same on the disk is read there; the content of
 * everything else is read from git at once. Files are compared by their hashes, so that no filter of the repository runs, and what is
 * not committed yet counts as changed.
 */
export async function openBaseTree(change: Change, options: BaseTreeOptions): Promise<BaseTree | UnreadBase> {
  const { root, searchPath, deadline } = options;
  const git = change.files === undefined ? undefined : openGitObjects(root, searchPath, deadline);
  if (git === undefined) return { reason: NOT_THERE };
  try {
    const entries = await listTree(git, change.comparedWith);
    const now = new Set(options.all);
    const before = [...entries.keys()].filter(
      path => now.has(path) || (change.has(path) && !options.isIgnored(path) && !isMediaName(path)),
    );
    const changed = new Set(
      before.filter(path => !now.has(path) || change.has(path) || !isSame(options.read(path), entries.get(path)!)),
    );
    const contents = await readContents(
      git,
      [...changed].map(path => entries.get(path)!),
    );
    if ('reason' in contents) return contents;
    const readerOf =
      (readUnchanged: FileReader): FileReader =>
      path => {
        const entry = entries.get(path);
        if (entry === undefined) return undefined;
        return changed.has(path) ? contents.read(entry) : readUnchanged(path);
      };
    return {
      files: before,
      changed,
      read: readerOf(options.read),
      readTop: await readerFromTop(git, { root, change, readOwn: readerOf(createFileReader(root, MAX_LOCK_BYTES)) }),
    };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    return { reason: isOver(deadline) ? TIME_REASON : NOT_THERE };
  }
}

interface TopOptions {
  root: string;
  change: Change;
  /** Reads what is in the folder, by its path below it. */
  readOwn: FileReader;
}

/** Only files that stand in a folder above the checked one are read besides its own: the lock files and manifests of a workspace. @throws GitFailure */
async function readerFromTop(git: GitObjects, { root, change, readOwn }: TopOptions): Promise<FileReader> {
  const { prefix } = git;
  const readDisk = createFileReader(surroundingsOf(root).top, MAX_LOCK_BYTES);
  const folders = prefix.split('/').slice(0, -1);
  const entries = new Map<string, TreeEntry>();
  for (const [index] of folders.entries()) {
    const folder = folders
      .slice(0, index)
      .map(name => `${name}/`)
      .join('');
    for (const [path, entry] of await listFolder(git, change.comparedWith, folder))
      if (!isMediaName(path)) entries.set(path, entry);
  }
  const isChanged = (path: string, entry: TreeEntry): boolean => !isSame(readDisk(path), entry);
  const changed = new Map([...entries].filter(([path, entry]) => isChanged(path, entry)));
  const contents = await readContents(git, [...changed.values()]);
  return path => {
    if (path.startsWith(prefix)) return readOwn(path.slice(prefix.length));
    const entry = changed.get(path);
    if (entry === undefined) return entries.has(path) ? readDisk(path) : undefined;
    return 'reason' in contents ? contents : contents.read(entry);
  };
}

interface TreeEntry {
  id: string;
  size: number;
}

/** Mode, type, content and size of a file, and its path. */
const ENTRY = /^100\d+ blob ([0-9a-f]+) +(\d+)\t(.*)$/s;

/** The files of a commit, by their paths below the checked folder. @throws GitFailure */
async function listTree(git: GitObjects, commit: string): Promise<Map<string, TreeEntry>> {
  const command = ['ls-tree', '-r', '-z', '-l', '--full-tree', commit];
  return readEntries(git, [...command, ...(git.prefix === '' ? [] : ['--', git.prefix])], git.prefix);
}

async function readEntries(
  git: GitObjects,
  command: readonly string[],
  prefix: string,
): Promise<Map<string, TreeEntry>> {
  const entries = new Map<string, TreeEntry>();
  for await (const line of piecesOf(git.run([...command]), '\0')) {
    const [, id, size, path = ''] = ENTRY.exec(line) ?? [];
    if (id !== undefined && path.startsWith(prefix)) entries.set(path.slice(prefix.length), { id, size: Number(size) });
  }
  return entries;
}

/** The files that stand in one folder of a commit, by their paths from the top. @throws GitFailure */
async function listFolder(git: GitObjects, commit: string, folder: string): Promise<Map<string, TreeEntry>> {
  const command = ['ls-tree', '-z', '-l', '--full-tree', commit, ...(folder === '' ? [] : ['--', folder])];
  return readEntries(git, command, '');
}

/** Git names a content by the hash of its size and bytes. */
function isSame(bytes: ReturnType<FileReader>, { id }: TreeEntry): boolean {
  if (!(bytes instanceof Uint8Array)) return bytes !== undefined;
  const hash = createHash(id.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === id;
}

interface Contents {
  read(entry: TreeEntry): ReturnType<FileReader>;
}

/** @throws GitFailure */
async function readContents(git: GitObjects, entries: readonly TreeEntry[]): Promise<Contents | UnreadBase> {
  const wanted = new Map(entries.filter(({ size }) => size <= MAX_LOCK_BYTES).map(entry => [entry.id, entry]));
  const size = [...wanted.values()].reduce((sum, entry) => sum + entry.size, 0);
  if (size > MOST_BYTES) return { reason: `the change is larger than ${MOST_BYTES / 1024 / 1024} MB` };
  const contents = new Map<string, Buffer>();
  if (wanted.size > 0)
    for await (const { id, bytes } of objectsOf(git.run(['cat-file', '--batch'], wanted.keys())))
      contents.set(id, Buffer.from(bytes));
  if (contents.size < wanted.size) return { reason: 'files of the base are not in this clone' };
  return {
    read: ({ id }) => contents.get(id) ?? { reason: `it is larger than ${MAX_LOCK_BYTES / 1024 / 1024} MB` },
  };
}
