import { GitFailure, type GitObjects, piecesOf } from './git-objects.ts';

/** A content that a commit brings. */
export interface Change {
  blob: string;
  commit: string;
  /** Its day, `YYYY-MM-DD`, in UTC. */
  day: string;
  /** From the top of the repository. */
  path: string;
  /** Commits are counted from the oldest. */
  order: number;
}

/** Two modes, two contents and the kind of change; a path follows. */
const CHANGE = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [AMT]/;

/** Mode, type and content of a file, and its path. */
const ENTRY = /^\d+ \w+ ([0-9a-f]+)\t(.*)$/s;

/** 9999-12-31; a commit may claim any. */
const LAST_SECOND = 253_402_300_799;

/** @param seconds since 1970 @returns `YYYY-MM-DD`, in UTC */
export function dayOf(seconds: string): string {
  return new Date(Math.min(Number(seconds) || 0, LAST_SECOND) * 1000).toISOString().slice(0, 10);
}

/** The day of each commit, parents first. @throws GitFailure */
export async function daysOfCommits(git: GitObjects): Promise<Map<string, string>> {
  const days = new Map<string, string>();
  for await (const line of piecesOf(git.run(['rev-list', '--all', '--topo-order', '--reverse', '--timestamp']), '\n')) {
    const [seconds = '', commit = ''] = line.split(' ');
    days.set(commit, dayOf(seconds));
  }
  return days;
}

const DIFF = [
  'diff-tree',
  '--stdin',
  '-r',
  '--root',
  '-m',
  '--no-renames',
  '--raw',
  '--no-abbrev',
  '-z',
  '--no-ext-diff',
  '--no-textconv',
];

/**
 * What each commit brings against each of its parents; a merge may bring something by itself.
 *
 * @param days of the commits, parents first
 * @throws GitFailure
 */
export async function* changes(days: ReadonlyMap<string, string>, git: GitObjects): AsyncGenerator<Change> {
  let commit = '';
  let order = 0;
  let blob: string | undefined;
  for await (const piece of piecesOf(git.run(DIFF, days.keys()), '\0')) {
    if (blob !== undefined) {
      yield { blob, commit, day: days.get(commit) ?? '', path: piece, order };
      blob = undefined;
    } else if (piece.startsWith(':')) blob = CHANGE.exec(piece)?.[1] ?? '';
    else {
      commit = piece.trim();
      order += 1;
    }
  }
}

/** The files of HEAD; none where there are commits, and nothing that is checked out. */
export async function* entriesOfHead(git: GitObjects): AsyncGenerator<Pick<Change, 'blob' | 'path'>> {
  try {
    for await (const entry of piecesOf(git.run(['ls-tree', '-r', '-z', '--full-tree', 'HEAD']), '\0')) {
      const [, blob = '', path = ''] = ENTRY.exec(entry) ?? [];
      yield { blob, path };
    }
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
  }
}
