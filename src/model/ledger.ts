import type { Location } from './finding.ts';

/** Why a file was left out, with the words that outputs use for it. */
export const LEFT_OUT_CAUSES = {
  ignored: 'ignored by the configuration',
  generated: 'generated from files that were analyzed',
  unproven: 'changed, so that its claim to be generated is not believed',
  package: 'changed code of a package that is committed, and names Klaviyo',
  'too-large': 'too large',
  'not-text': 'not text',
  unreadable: 'unreadable',
  unparsable: 'not parsed',
  link: 'a symbolic link',
  submodule: 'a submodule',
  repository: 'a repository of its own',
  'lfs-pointer': 'a pointer of Git LFS',
  sparse: 'absent in a sparse checkout',
  absent: 'tracked, but absent',
  'not-asked': 'outside of what was asked',
  'no-git': 'dependencies or build output, of which only git could tell whether they are committed',
  time: 'not reached within the time budget',
  memory: 'not reached before the memory of Node.js ran short',
} as const;

export type LeftOutCause = keyof typeof LEFT_OUT_CAUSES;

/** A file or folder that was not looked at. */
export interface LeftOut {
  /** A folder has a slash at its end. */
  path: string;
  cause: LeftOutCause;
  /** It may hold what matters, so that nothing is verified without it. */
  isOpen: boolean;
  /** Where a link leads, as it is written there. */
  target?: string;
}

/** The places that were left out for one cause. */
export interface LeftOutGroup {
  cause: LeftOutCause;
  count: number;
  /** The first of them, sorted. */
  places: string[];
}

/** What became of every file that git or the walk lists: each is counted once. */
export interface Ledger {
  files: number;
  /** Read as code, a component, a script, a workflow, a manifest or an env file. */
  analyzed: number;
  /** Text of other kinds, and packages of others. */
  keysOnly: number;
  /** Binary files of other kinds. */
  otherKinds: number;
  leftOut: LeftOutGroup[];
  /** One sentence about what was not seen. */
  unseen: string;
  /** Those that are compressed, and lines of texts that hold something compressed, which was not unpacked; absent where there is none. */
  compressed?: Compressed;
  /** Addresses of an API, beginnings of keys, and reads of keys, whose use was not found; absent where there is none. */
  unresolved?: Unresolved;
}

export interface Compressed {
  count: number;
  /** The first of them, sorted; of a text as `path:line`. */
  places: string[];
}

export interface Unresolved {
  count: number;
  /** The first of them, as `path:line`, sorted. */
  places: string[];
}

/** As many places of one cause are listed. */
export const MOST_PLACES = 1_000;

/** Groups what was left out by its cause, in the order of `LEFT_OUT_CAUSES`. */
export function groupLeftOut(leftOut: readonly Pick<LeftOut, 'path' | 'cause'>[]): LeftOutGroup[] {
  return (Object.keys(LEFT_OUT_CAUSES) as LeftOutCause[]).flatMap(cause => {
    const paths = leftOut.filter(entry => entry.cause === cause).map(({ path }) => path);
    return paths.length === 0 ? [] : [{ cause, count: paths.length, places: paths.sort().slice(0, MOST_PLACES) }];
  });
}

/** @param addresses sorted */
export function groupUnresolved(addresses: readonly Pick<Location, 'path' | 'line'>[]): Unresolved {
  const places = new Set(addresses.map(({ path, line }) => `${path}:${line}`));
  return { count: places.size, places: [...places].slice(0, MOST_PLACES) };
}

export function groupPaths(paths: readonly string[]): Compressed {
  return { count: paths.length, places: [...paths].sort().slice(0, MOST_PLACES) };
}

/** Says in one sentence what was not seen. @param packed how many files are compressed, and lines of texts */
export function unseenSentence(groups: readonly LeftOutGroup[], packed = { files: 0, texts: 0 }): string {
  const rest = notUnpacked(packed);
  if (groups.length === 0) return `Every file was looked at${rest === '' ? '' : `, but ${rest}`}.`;
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const parts = groups.map(({ cause, count }) => `${count} ${LEFT_OUT_CAUSES[cause]}`);
  return `Not seen: ${total} ${total === 1 ? 'place' : 'places'} (${parts.join('; ')})${rest === '' ? '' : `, and ${rest}`}.`;
}

/** @returns empty where nothing is compressed */
function notUnpacked({ files, texts }: { files: number; texts: number }): string {
  const parts = [
    ...(files > 0 ? [`${files} compressed ${files === 1 ? 'file' : 'files'}`] : []),
    ...(texts > 0 ? [`${texts} compressed ${texts === 1 ? 'text' : 'texts'}`] : []),
  ];
  if (parts.length === 0) return '';
  return `${parts.join(' and ')} ${files + texts === 1 ? 'was' : 'were'} not unpacked`;
}

/** What the reasons of skipped files begin with. */
const REASON_BEGINNINGS: readonly (readonly [beginning: string, cause: LeftOutCause])[] = [
  ['it is larger than', 'too-large'],
  ['it is binary', 'not-text'],
  ['it is a symbolic link', 'link'],
  ['it is a pointer of Git LFS', 'lfs-pointer'],
  ['it cannot be read', 'unreadable'],
  ['the folder cannot be read', 'unreadable'],
  ['its name is not valid UTF-8', 'unreadable'],
  ['it is UTF-16', 'unreadable'],
  ['the time budget', 'time'],
  ['the memory that Node.js may use', 'memory'],
];

/** What a reason says that the ledger itself gives. */
export function reasonOf(cause: LeftOutCause): string {
  return `it is ${LEFT_OUT_CAUSES[cause]}`;
}

/** The cause behind the reason of a skipped file; whatever a parser says is that it does not parse. */
export function causeOf(reason: string): LeftOutCause {
  const own = (Object.keys(LEFT_OUT_CAUSES) as LeftOutCause[]).find(cause => reasonOf(cause) === reason);
  return own ?? REASON_BEGINNINGS.find(([beginning]) => reason.startsWith(beginning))?.[1] ?? 'unparsable';
}
