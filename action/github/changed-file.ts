import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A file of a pull request as GitHub lists it. */
export interface ListedFile {
  filename: string;
  /** The hash of its contents at the head. */
  sha: string | null;
  /** Its diff; absent for a binary or very large one. */
  patch?: string;
}

/** A changed file whose checked text is exactly that of the head, so that a line here is the same line there. */
export interface ChangedFile {
  text: string;
  /** The lines that GitHub shows in the diff, which are those that can have a comment: first and last of each hunk. */
  hunks: Hunk[];
}

export interface Hunk {
  first: number;
  last: number;
}

const MOST_BYTES = 5_000_000;

/**
 * Reads a changed file of the workspace.
 *
 * On a pull request the merge with the base is checked out, where lines may stand elsewhere than in the head that people see. The hash
 * tells, and it also rules out that a link was followed to something else.
 *
 * @returns undefined where no line of it can have a comment
 */
export async function readChangedFile(
  workspace: string,
  { filename, sha, patch }: ListedFile,
): Promise<ChangedFile | undefined> {
  const hunks = hunksOf(patch ?? '');
  if (hunks.length === 0) return undefined;
  const bytes = await readPlainFile(path.join(workspace, filename));
  if (bytes === undefined || blobHash(bytes) !== sha) return undefined;
  return { text: bytes.toString('utf8'), hunks };
}

async function readPlainFile(file: string): Promise<Buffer | undefined> {
  try {
    const entry = await lstat(file);
    return entry.isFile() && entry.size <= MOST_BYTES ? await readFile(file) : undefined;
  } catch {
    return undefined;
  }
}

/** As `git hash-object` counts it. */
function blobHash(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Of a hunk's header, `@@ -1,2 +3,4 @@`, the second part is about the new file. */
function hunksOf(patch: string): Hunk[] {
  return [...patch.matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)]
    .map(([, first = '0', count = '1']) => ({ first: Number(first), last: Number(first) + Number(count) - 1 }))
    .filter(({ first, last }) => last >= first && first > 0);
}
