import { changes, dayOf, daysOfCommits, entriesOfHead } from './commits.ts';
import { type GitObject, type GitObjects, objectsOf, piecesOf } from './git-objects.ts';
import type { PastKey } from './past-key.ts';
import { mayHoldKey } from '../../vendors/klaviyo/key-signs.ts';
import { findPrivateKeys } from '../../vendors/klaviyo/keys.ts';
import { maskSecrets } from '../../vendors/secrets.ts';

/**
 * Looks for keys in what git keeps beside the contents of files: names of files, messages of commits and tags, names of
 * branches and tags.
 *
 * @param isIgnored returns for a path, relative to the checked folder, whether the configuration ignores it
 * @throws GitFailure
 */
export async function searchPastTexts(git: GitObjects, isIgnored: (path: string) => boolean): Promise<PastKey[]> {
  const names = new Set<string>();
  const keys: PastKey[] = [];
  for await (const object of objectsOf(git.run(['cat-file', '--batch'], await listTexts(git)))) {
    const isTree = object.type === 'tree';
    if (!mayHoldKey(object.bytes, isTree)) continue;
    if (isTree) for (const { key } of findPrivateKeys(object.bytes.toString('latin1'))) names.add(key);
    else keys.push(...keysInMessage(object));
  }
  return [...(names.size === 0 ? [] : await keysInNames(git, isIgnored)), ...keys, ...(await keysInReferences(git))];
}

/** Commits, tags, and the folders below the checked one. */
async function listTexts(git: GitObjects): Promise<string[]> {
  const ids: string[] = [];
  const narrowed = git.prefix === '' ? [] : ['--full-history', '--', git.prefix];
  const command = ['rev-list', '--objects', '--filter=blob:none', '--all', ...narrowed];
  for await (const line of piecesOf(git.run(command), '\n')) {
    const [id = '', ...name] = line.split(' ');
    if (name.length === 0 || `${name.join(' ')}/`.startsWith(git.prefix)) ids.push(id);
  }
  return ids;
}

/** Walks all commits, because the same content may have many names. */
async function keysInNames(git: GitObjects, isIgnored: (path: string) => boolean): Promise<PastKey[]> {
  const keys = new Map<string, PastKey>();
  for await (const { path, commit, day } of changes(await daysOfCommits(git), git)) {
    if (!path.includes('pk') || !path.startsWith(git.prefix)) continue;
    const name = path.slice(git.prefix.length);
    for (const { key } of isIgnored(name) ? [] : findPrivateKeys(name))
      if (!keys.has(key)) keys.set(key, pastKey(key, { path: maskSecrets(name), commit, day, within: 'file name' }));
  }
  for await (const { path } of entriesOfHead(git))
    for (const { key } of findPrivateKeys(path)) if (keys.has(key)) keys.get(key)!.isInHead = true;
  return [...keys.values()];
}

const SECONDS = /^(?:committer|tagger) .*> (\d+) /m;
const TAGGED = /^object ([0-9a-f]+)$/m;

function keysInMessage({ id, type, bytes }: GitObject): PastKey[] {
  const text = bytes.toString();
  const commit = type === 'tag' ? (TAGGED.exec(text)?.[1] ?? id) : id;
  const day = dayOf(SECONDS.exec(text)?.[1] ?? '0');
  const within = type === 'tag' ? 'tag' : 'commit';
  return findPrivateKeys(text).map(({ key }) => pastKey(key, { path: GIT_FOLDER, commit, day, within }));
}

async function keysInReferences(git: GitObjects): Promise<PastKey[]> {
  const keys: PastKey[] = [];
  const format = '--format=%(objectname) %(creatordate:unix) %(refname)';
  for await (const line of piecesOf(git.run(['for-each-ref', format]), '\n')) {
    const [commit = '', seconds = '', name = ''] = line.split(' ');
    for (const { key } of findPrivateKeys(name))
      keys.push(pastKey(key, { path: GIT_FOLDER, commit, day: dayOf(seconds), within: 'reference' }));
  }
  return keys;
}

/** What is said of no file has its place here. */
const GIT_FOLDER = '.git';

function pastKey(
  key: string,
  { path, commit, day, within }: Pick<PastKey, 'commit' | 'day' | 'within'> & { path: string },
): PastKey {
  return {
    key,
    index: 0,
    length: key.length,
    isEncoded: false,
    at: { path, line: 1, column: 1, endLine: 1, endColumn: 1 },
    lineText: '',
    written: key,
    commit,
    day,
    isInHead: false,
    ...(within && { within }),
  };
}
