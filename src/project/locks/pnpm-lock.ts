import { DEPENDENCY_SECTIONS } from '../../model/facts.ts';
import { lineOf } from '../discovery/line-index.ts';
import { isSdk, type Lock, type LockedCopy } from './lock.ts';
import { lockedVersion } from './locked-version.ts';
import { asTable, parseTable, tableIn, textIn, type SymlTable } from './syml.ts';

const OLDEST_FORMAT = 5;
const NEWEST_FORMAT = 9;

/**
 * Reads `pnpm-lock.yaml`, formats 5 to 9.
 *
 * Source: pnpm/spec, lockfile; and lock files of pnpm 7 to 10; read 2026-11-20.
 *
 * @throws {SyntaxError} as `LockReader`
 */
export function readPnpmLock(text: string): Lock {
  const from = lastDocument(text);
  const root = parseTable(text.slice(from));
  checkFormat(textIn(root, 'lockfileVersion'));
  checkEntries(text, from);
  const packages = tableIn(root, 'packages');
  // Since format 9 what a package depends on stands in a table of its own.
  const snapshots = Object.hasOwn(root, 'snapshots') ? tableIn(root, 'snapshots') : packages;
  const importers = Object.hasOwn(root, 'importers') ? tableIn(root, 'importers') : { '.': root };
  const copyAt = (name: string, key: string): LockedCopy => ({
    name,
    ...describe(key, packages, tableIn(snapshots, key)),
    ...placeOf(text, from, key),
  });

  return {
    copies: Object.keys(snapshots)
      .filter(key => isSdk(describe(key, packages, {})))
      .filter(isFirstOf(packages, snapshots))
      .map(key => copyAt(describe(key, packages, {}).packageName, key)),
    covers: folder => Object.hasOwn(importers, folder || '.'),
    copyFor({ folder, name }) {
      const reference = referenceIn(tableIn(importers, folder || '.'), name);
      if (reference === undefined || reference.startsWith('link:')) return undefined;
      const key = keysOf(name, reference).find(candidate => Object.hasOwn(snapshots, candidate));
      if (key === undefined)
        throw new SyntaxError(
          `it names '${name}' without an entry for it (line ${lineOf(text, Math.max(text.indexOf(name, from), 0))})`,
        );
      return copyAt(name, key);
    },
  };
}

/** Newer releases put what pnpm needs for itself into a document of its own before. */
function lastDocument(text: string): number {
  return Math.max(
    0,
    ...Array.from(text.matchAll(/^---[ \t]*\r?\n(?=[^])/gm), ({ 0: mark, index }) => index + mark.length),
  );
}

function checkFormat(version = ''): void {
  const format = Number.parseFloat(version);
  if (Number.isNaN(format)) throw new SyntaxError("it has no 'lockfileVersion'");
  if (format < OLDEST_FORMAT) throw new SyntaxError(`its format ${format} is older than ${OLDEST_FORMAT}`);
  if (Math.floor(format) > NEWEST_FORMAT)
    throw new SyntaxError(`its format ${format} is newer than what is known here`);
}

/** The parser takes the last of two entries; pnpm takes neither. @throws {SyntaxError} for two of one name in the first two levels */
function checkEntries(text: string, from: number): void {
  let section = '';
  const seen = new Set<string>();
  for (const { 0: line, index } of text.slice(from).matchAll(/^ {0,2}[^\s#-][^\r\n]*/gm)) {
    const name = line.trim().split(/:(?: |$)/, 1)[0] ?? '';
    if (!line.startsWith(' ')) section = name;
    const path = line.startsWith(' ') ? `${section}\0${name}` : name;
    if (seen.has(path))
      throw new SyntaxError(`it has the entry '${name.slice(0, 60)}' twice (line ${lineOf(text, from + index)})`);
    seen.add(path);
  }
}

/** What a manifest got: `23.0.0`, or with the request beside it, in the formats since 6. */
function referenceIn(importer: SymlTable, name: string): string | undefined {
  const found = DEPENDENCY_SECTIONS.map(section => tableIn(importer, section)).find(table =>
    Object.hasOwn(table, name),
  );
  return found && (textIn(found, name) ?? textIn(asTable(found[name]), 'version'));
}

/** How the formats write the key of a package: `/klaviyo-api/7.0.0`, `/klaviyo-api@7.0.0`, `klaviyo-api@23.0.0`, or an address. */
function keysOf(name: string, reference: string): string[] {
  return [`${name}@${reference}`, `/${name}@${reference}`, `/${name}/${reference}`, reference];
}

/** Name and version; peers stand behind `(` or, before format 6, behind `_`. */
const KEY = /^\/?((?:@[^/@]+\/)?[^/@]+)[@/](.+)$/;

function describe(
  key: string,
  packages: SymlTable,
  snapshot: SymlTable,
): Pick<LockedCopy, 'packageName' | 'version' | 'axios'> {
  const [, name = '', rest = ''] = KEY.exec(withoutRegistry(withoutPeers(key))) ?? [];
  const entry = { ...tableIn(packages, withoutPeers(key)), ...tableIn(packages, key) };
  const version = lockedVersion(rest.split('_')[0]) ?? lockedVersion(textIn(entry, 'version'));
  const axios = lockedVersion(withoutPeers(textIn(tableIn(snapshot, 'dependencies'), 'axios') ?? '').split('_')[0]);
  return {
    packageName: textIn(entry, 'name') ?? name,
    ...(version !== undefined && { version }),
    ...(axios !== undefined && { axios }),
  };
}

/** Before format 6 the host of a registry that is not the default one stands first. */
function withoutRegistry(key: string): string {
  const host = key.slice(0, Math.max(key.indexOf('/'), 0));
  return host.includes('.') && !host.includes('@') ? key.slice(host.length) : key;
}

function withoutPeers(key: string): string {
  return key.split('(')[0] ?? key;
}

/** A package stands once for each set of peers, with equal code. */
function isFirstOf(packages: SymlTable, snapshots: SymlTable): (key: string) => boolean {
  const seen = new Set<string>();
  return key => {
    const { version = key, axios = '' } = describe(key, packages, tableIn(snapshots, key));
    const isNew = !seen.has(`${version} ${axios}`);
    seen.add(`${version} ${axios}`);
    return isNew;
  };
}

/** The first entry of that key, two columns deep; without one, as in a layout that pnpm does not write, the first mention. */
function placeOf(text: string, from: number, key: string): Pick<LockedCopy, 'start' | 'end'> {
  const own = withoutPeers(key);
  for (const written of [own, `'${own}'`, `"${own}"`, key, `'${key}'`]) {
    const at = text.indexOf(`\n  ${written}:`, from);
    if (at !== -1) return { start: at + 3, end: at + 3 + written.length };
  }
  const mention = Math.max(text.indexOf(own, from), 0);
  return { start: mention, end: mention + own.length };
}
