import { readSpecifier } from '../manifests/specifier.ts';
import { lineOf } from '../discovery/line-index.ts';
import { isSdk, type Lock, type LockedCopy, type Wanted } from './lock.ts';
import { lockedVersion, splitDescriptor } from './locked-version.ts';
import { asTable, parseTable, tableIn, textIn, type SymlTable } from './syml.ts';

/** An entry, under the text of its head; several requests may share one. */
interface Entry {
  /** The requested ranges: `klaviyo-api@^23.0.0`, or `klaviyo-api@npm:^23.0.0`. */
  requests: string[];
  fields: SymlTable;
  start: number;
  end: number;
}

/**
 * Reads `yarn.lock`, of yarn 1 and of the later ones, which write YAML and also list the workspaces.
 *
 * Source: lock files of yarn 1.22 and 4; read 2026-11-20.
 *
 * @throws {SyntaxError} as `LockReader`
 */
export function readYarnLock(text: string): Lock {
  const table = parseTable(text);
  const isBerry = Object.hasOwn(table, '__metadata');
  if (!isBerry && !/^# yarn lockfile v\d/m.test(text)) throw new SyntaxError('it does not begin as yarn writes it');
  const entries = entriesOf(table, text);
  const byRequest = new Map(entries.flatMap(entry => entry.requests.map(request => [request, entry])));
  const copy = (entry: Entry, name = nameOf(entry)): LockedCopy => copyOf(entry, name, entries, byRequest);
  const copies = entries.filter(entry => isSdk({ packageName: packageOf(entry) })).map(entry => copy(entry));
  const workspace = (folder: string): Entry | undefined =>
    entries.find(({ requests }) => requests.some(request => request.endsWith(`@workspace:${folder || '.'}`)));

  function find({ folder, name, specifier }: Wanted): Entry | undefined {
    const listed = isBerry ? textIn(tableIn(asTable(workspace(folder)?.fields), 'dependencies'), name) : specifier;
    if (listed === undefined) return undefined;
    return (
      requested(byRequest, name, listed) ??
      (isBerry ? onlyOne(entries.filter(entry => nameOf(entry) === name)) : undefined)
    );
  }

  return {
    copies,
    covers: folder => (isBerry ? workspace(folder) !== undefined : folder === '' || undefined),
    copyFor(wanted) {
      const entry = find(wanted);
      return entry && copy(entry, wanted.name);
    },
  };
}

/** The parser leaves out where things stand, so that is looked up in the lines that begin an entry. */
function entriesOf(table: SymlTable, text: string): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { 0: line, index } of text.matchAll(/^[^\s#][^\r\n]*/gm)) {
    const requests = line.trimEnd().replace(/^\? /, '').replace(/:$/, '').replaceAll('"', '').split(', ');
    const [first = ''] = requests;
    const fields = Object.hasOwn(table, first)
      ? table[first]
      : Object.hasOwn(table, requests.join(', '))
        ? table[requests.join(', ')]
        : undefined;
    if (fields === undefined || first === '__metadata') continue;
    if (entries.has(first))
      throw new SyntaxError(`it has the entry '${first.slice(0, 60)}' twice (line ${lineOf(text, index)})`);
    entries.set(first, { requests, fields: asTable(fields), start: index, end: index + line.trimEnd().length });
  }
  return [...entries.values()];
}

function copyOf(
  entry: Entry,
  name: string,
  entries: readonly Entry[],
  byRequest: ReadonlyMap<string, Entry>,
): LockedCopy {
  const version = lockedVersion(textIn(entry.fields, 'version'));
  if (textIn(entry.fields, 'version') === undefined) throw new SyntaxError(`its entry for '${name}' has no version`);
  const range = textIn(tableIn(entry.fields, 'dependencies'), 'axios');
  const found =
    range === undefined
      ? undefined
      : (requested(byRequest, 'axios', range) ?? onlyOne(entries.filter(other => nameOf(other) === 'axios')));
  const axios = found && lockedVersion(textIn(found.fields, 'version'));
  return {
    name,
    packageName: packageOf(entry),
    ...(version !== undefined && { version }),
    ...(axios !== undefined && { axios }),
    start: entry.start,
    end: entry.end,
  };
}

/** Yarn 2 and 3 leave `npm:` out where they list dependencies. */
function requested(byRequest: ReadonlyMap<string, Entry>, name: string, range: string): Entry | undefined {
  return byRequest.get(`${name}@${range}`) ?? byRequest.get(`${name}@npm:${range}`);
}

/** A resolution of the root replaces the requested range, and only the result is in the lock file. */
function onlyOne(entries: readonly Entry[]): Entry | undefined {
  return entries.length === 1 ? entries[0] : undefined;
}

function nameOf({ requests: [first = ''] }: Entry): string {
  return splitDescriptor(first)[0];
}

/** What is really installed: later releases of yarn write it down, yarn 1 only in an alias. */
function packageOf({ requests: [first = ''], fields }: Entry): string {
  const resolution = textIn(fields, 'resolution');
  if (resolution !== undefined) return splitDescriptor(resolution)[0];
  const [name, range] = splitDescriptor(first);
  return readSpecifier(name, range).packageName;
}
