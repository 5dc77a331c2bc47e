import { type GitObjects, GitFailure, objectsOf, openGitObjects, piecesOf } from './git-objects.ts';
import { isOver, TIME_REASON } from '../discovery/time-budget.ts';
import { keysIn, MAX_SEARCHED_BYTES, type WrittenKey } from '../keys/key-search.ts';
import { type Change, changes, daysOfCommits, entriesOfHead } from './commits.ts';
import type { PastKey } from './past-key.ts';
import { searchPastTexts } from './past-texts.ts';
import type { Skipped } from '../../model/report.ts';

export interface History {
  /** Each key once. */
  keys: PastKey[];
  skipped: Skipped[];
}

export interface HistoryOptions {
  /** The checked folder, a real path: what lies beside it in the repository is not looked at. */
  root: string;
  searchPath: string | undefined;
  isIgnored(path: string): boolean;
  /** When nothing further is begun, in the milliseconds of `performance.now()`; never by default. */
  deadline?: number;
}

const ID = 'history';

/**
 * Looks for keys in all that was ever committed and can be reached from a branch, a tag or HEAD: in each content once, in the names
 * of files, and in what is said with commits and tags. No comment silences one.
 */
export async function searchHistory(options: HistoryOptions): Promise<History> {
  const git = openGitObjects(options.root, options.searchPath, options.deadline);
  if (git === undefined) return { keys: [], skipped: [{ id: ID, reason: 'there is no git repository' }] };
  const history = await orFailure(async () => {
    const { found, tooLarge, notReached } = await searchContents(git, options);
    const contents = found.length === 0 ? [] : await dated(found, git);
    const lost = new Set(found.map(({ key }) => key.key)).size - contents.length;
    const others = await orFailure(() => searchPastTexts(git, options.isIgnored), options);
    return {
      keys: Array.isArray(others) ? withOthers(contents, others) : contents,
      skipped: [
        ...(Array.isArray(others) ? [] : [others]),
        ...(await shallowness(git)),
        ...counted(notReached, `of the contents were not searched, because ${TIME_REASON}`),
        ...counted(tooLarge, `of the contents are larger than ${MAX_SEARCHED_BYTES / 1024 / 1024} MB`),
        ...counted(lost, 'of the keys stand in what no commit holds'),
      ],
    };
  }, options);
  return 'reason' in history ? { keys: [], skipped: [history] } : history;
}

/** What was found before git failed stays found. */
async function orFailure<Found>(
  find: () => Promise<Found>,
  { deadline = Infinity }: HistoryOptions,
): Promise<Found | Skipped> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const why = isOver(deadline) ? TIME_REASON : error.message;
    return { id: ID, reason: `the history could not be read to its end (${why})` };
  }
}

/** Each key is one finding, at the content that holds it if there is one. */
function withOthers(contents: readonly PastKey[], others: readonly PastKey[]): PastKey[] {
  const known = new Map([...others.toReversed(), ...contents].map(key => [key.key, key]));
  return [...known.values()];
}

/** A key in one content. */
interface FoundKey {
  blob: string;
  key: WrittenKey;
}

async function searchContents(
  git: GitObjects,
  { isIgnored, deadline = Infinity }: HistoryOptions,
): Promise<{ found: FoundKey[]; tooLarge: number; notReached: number }> {
  const paths = await listContents(git, isIgnored);
  const { blobs, tooLarge } = await textSized(git, [...paths.keys()]);
  const found: FoundKey[] = [];
  let searched = 0;
  if (isOver(deadline)) return { found, tooLarge, notReached: blobs.length };
  for await (const { id, bytes } of objectsOf(git.run(['cat-file', '--batch'], blobs))) {
    if (isOver(deadline)) break;
    searched += 1;
    found.push(...keysIn(paths.get(id) ?? '', bytes).map(key => ({ blob: id, key })));
  }
  return { found, tooLarge, notReached: blobs.length - searched };
}

/** Everything that has a name, with that which git met first. */
async function listContents(git: GitObjects, isIgnored: HistoryOptions['isIgnored']): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  const narrowed = git.prefix === '' ? [] : ['--full-history', '--', git.prefix];
  for await (const line of piecesOf(git.run(['rev-list', '--objects', '--all', ...narrowed]), '\n')) {
    const space = line.indexOf(' ');
    const name = space < 0 ? '' : line.slice(space + 1);
    const path = name.slice(git.prefix.length);
    if (path !== '' && name.startsWith(git.prefix) && !isIgnored(path)) paths.set(line.slice(0, space), path);
  }
  return paths;
}

async function textSized(git: GitObjects, ids: readonly string[]): Promise<{ blobs: string[]; tooLarge: number }> {
  const blobs: string[] = [];
  let tooLarge = 0;
  for await (const line of piecesOf(
    git.run(['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], ids),
    '\n',
  )) {
    const [id = '', type, size] = line.split(' ');
    if (type !== 'blob') continue;
    if (Number(size) <= MAX_SEARCHED_BYTES) blobs.push(id);
    else tooLarge += 1;
  }
  return { blobs, tooLarge };
}

/** Finds for each key the commit that brought it first, and whether it is in HEAD. */
async function dated(found: readonly FoundKey[], git: GitObjects): Promise<PastKey[]> {
  const origins = await originsOf(new Set(found.map(({ blob }) => blob)), git);
  const current = await blobsOfHead(git);
  const keys = new Map<string, PastKey & { order: number }>();
  const inHead = new Set(found.filter(({ blob }) => current.has(blob)).map(({ key }) => key.key));
  for (const { blob, key } of found) {
    const origin = origins.get(blob);
    if (origin === undefined) continue;
    const known = keys.get(key.key);
    if (known !== undefined && known.order <= origin.order) continue;
    const { commit, day, path, order } = origin;
    keys.set(key.key, { ...key, commit, day, order, at: { ...key.at, path }, isInHead: inHead.has(key.key) });
  }
  return [...keys.values()].map(({ order: _, ...key }) => key);
}

/** Walks the commits from the oldest on, until the first commit of each content is known. */
async function originsOf(blobs: ReadonlySet<string>, git: GitObjects): Promise<Map<string, Change>> {
  const days = await daysOfCommits(git);
  const origins = new Map<string, Change>();
  for await (const change of changes(days, git)) {
    if (!blobs.has(change.blob) || origins.has(change.blob) || !change.path.startsWith(git.prefix)) continue;
    origins.set(change.blob, { ...change, path: change.path.slice(git.prefix.length) });
    if (origins.size === blobs.size) break;
  }
  return origins;
}

async function blobsOfHead(git: GitObjects): Promise<Set<string>> {
  const blobs = new Set<string>();
  for await (const { blob } of entriesOfHead(git)) blobs.add(blob);
  return blobs;
}

async function shallowness(git: GitObjects): Promise<Skipped[]> {
  for await (const line of piecesOf(git.run(['rev-parse', '--is-shallow-repository']), '\n')) {
    if (line === 'true')
      return [
        {
          id: ID,
          reason:
            "the clone is shallow, so a part of the history is not there; fetch all of it, with 'fetch-depth: 0' of actions/checkout",
        },
      ];
  }
  return [];
}

function counted(count: number, what: string): Skipped[] {
  return count === 0 ? [] : [{ id: ID, reason: `${count} ${what}` }];
}
