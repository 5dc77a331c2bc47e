import { helpUrl } from '../../../eslint-plugin/help-url.ts';
import type { Location, UnidentifiedFinding, UnidentifiedSuppressed } from '../../model/finding.ts';
import { isAllowedKey } from '../../vendors/allowed-key.ts';
import type { KeyMatch } from '../../vendors/klaviyo/key-match.ts';
import { mayHoldKey } from '../../vendors/klaviyo/key-signs.ts';
import { findKeysInBinary, findPrivateKeys } from '../../vendors/klaviyo/keys.ts';
import { maskSecrets } from '../../vendors/secrets.ts';
import {
  HARDCODED_KEY_RULE,
  keyInNameMessage,
  keyInTargetMessage,
  writtenKeyMessage,
} from '../../messages/written-key.ts';
import type { LeftOut } from '../../model/ledger.ts';
import type { Skipped } from '../../model/report.ts';
import { allowedKeys } from './key-settings.ts';
import { indexLines, type Lines } from '../discovery/line-index.ts';
import { mayNamePublicVariable, maySetPublicVariable } from './public-variables.ts';
import { type FileLook, lookOf } from './file-looks.ts';
import type { SourceFile } from '../lint/prefilter.ts';
import { TIME_REASON } from '../discovery/time-budget.ts';
import { packedTexts } from '../discovery/compressed.ts';
import { createFileReader, type FileReader } from '../discovery/read-file.ts';
import { type FolderSettings, isOff, severityAsSet } from '../discovery/rule-settings.ts';
import { mayNameAddress } from '../addresses/signs.ts';
import { mayAnswerWithError, mayPassOnEnvironment, mayReadKey, mayShipEnvironment } from '../key-reads/signs.ts';
import { silencingReason } from '../shell/silencing.ts';
import { decodeAnyText, encodingOf } from '../discovery/text-encoding.ts';

/** A key that is written in a file, whatever file it is. It stays in the process. */
export interface WrittenKey extends KeyMatch {
  at: Location;
  lineText: string;
  /** As it stands there. */
  written: string;
  /** Why a comment in the line before says that it may stay. */
  silencedFor?: string;
  /** Where it stands, if not in the contents of the file. */
  isIn?: 'name' | 'target';
}

export interface KeySearch {
  /** Reads as the reader that was given, and searches what it reads for the first time. */
  read: FileReader;
  /** Searches those of the files that nobody read, and links. @returns all keys that were found, and what was not searched */
  finish(paths: readonly string[], links?: readonly LeftOut[]): { keys: WrittenKey[]; skipped: Skipped[] };
  /** What each file looks like that was read. */
  looks: ReadonlyMap<string, FileLook>;
  /** The lines of texts, by their paths, that hold other texts which are compressed, as far as they were read. */
  packed: ReadonlyMap<string, readonly number[]>;
  /** The files that may set a variable which is published, as far as they were read. */
  publishing: ReadonlySet<string>;
  /** The files, other than code, that may name a vendor's API, as far as they were read. */
  naming: ReadonlySet<string>;
  /** The files, other than code, that may read the variable of a vendor's key, as far as they were read. */
  reading: ReadonlySet<string>;
  /** The files of code that may pass on the whole environment, as far as they were read. */
  passingOn: ReadonlySet<string>;
  /** The files that may have an env file, or the environment, brought to where everybody can read it, as far as they were read. */
  shipping: ReadonlySet<string>;
  /** The files of code that may answer with an error, as far as they were read. */
  answering: ReadonlySet<string>;
}

/** A text that people keep in a repository is smaller; it is searched from its start to its end, once. */
export const MAX_SEARCHED_BYTES = 64 * 1024 * 1024;

/** Looks for keys in every text file, in the same reading as everybody else where possible. @param root a real path */
export function createKeySearch(root: string, read: FileReader): KeySearch {
  const looks = new Map<string, FileLook>();
  const packed = new Map<string, number[]>();
  const publishing = new Set<string>();
  const naming = new Set<string>();
  const reading = new Set<string>();
  const passingOn = new Set<string>();
  const shipping = new Set<string>();
  const answering = new Set<string>();
  const keys: WrittenKey[] = [];
  const skipped: Skipped[] = [];
  const readLarge = createFileReader(root, MAX_SEARCHED_BYTES);

  function search(path: string, bytes: ReturnType<FileReader>): void {
    if (bytes === undefined || looks.has(path)) return;
    looks.set(path, bytes instanceof Uint8Array ? lookOf(path, bytes) : bytes);
    if (bytes instanceof Uint8Array) {
      searchBytes(path, bytes);
      noteSigns(path, bytes);
    } else if (bytes.reason === TIME_REASON) skipped.push({ id: 'file', path, reason: bytes.reason });
    else if (!bytes.isBinary) lookAgain(path);
  }

  function searchBytes(path: string, bytes: Buffer): void {
    keys.push(...keysIn(path, bytes));
    const lines = looks.get(path) === 'binary' ? [] : packedLines(bytes);
    if (lines.length > 0) packed.set(path, lines);
  }

  function noteSigns(path: string, bytes: Buffer): void {
    if (maySetPublicVariable(path) && mayNamePublicVariable(bytes)) publishing.add(path);
    if (mayNameAddress(path, bytes)) naming.add(path);
    if (mayReadKey(path, bytes)) reading.add(path);
    if (mayPassOnEnvironment(path, bytes)) passingOn.add(path);
    if (mayShipEnvironment(path, bytes)) shipping.add(path);
    if (mayAnswerWithError(path, bytes)) answering.add(path);
  }

  function lookAgain(path: string): void {
    const bytes = readLarge(path);
    if (bytes instanceof Uint8Array) {
      looks.set(path, lookOf(path, bytes));
      searchBytes(path, bytes);
    } else if (bytes !== undefined && !bytes.isBinary) skipped.push({ id: 'file', path, reason: bytes.reason });
  }

  return {
    read(path) {
      const bytes = read(path);
      search(path, bytes);
      return bytes;
    },
    finish(paths, links = []) {
      for (const path of paths) if (!looks.has(path)) search(path, read(path));
      return {
        keys: [
          ...keys,
          ...keysInNames([...paths, ...links.map(({ path }) => path)]),
          ...links.flatMap(({ path, target = '' }) => keysBeside(path, 'target', target)),
        ],
        skipped,
      };
    },
    looks,
    packed,
    publishing,
    naming,
    reading,
    passingOn,
    shipping,
    answering,
  };
}

/** The lines of a text, each once, that hold another one which is compressed. */
function packedLines(bytes: Buffer): number[] {
  const places = packedTexts(bytes);
  if (places.length === 0) return [];
  const lines = indexLines(bytes.toString('latin1'));
  return [...new Set(places.map(lines.lineOf))];
}

/** Finds the keys in the bytes of a file, also of a binary one. */
export function keysIn(path: string, bytes: Buffer): WrittenKey[] {
  const encoding = encodingOf(bytes);
  if (!encoding.startsWith('utf-16') && !mayHoldKey(bytes, encoding === 'binary')) return [];
  const decoded = decodeAnyText(bytes);
  const text = decoded ?? bytes.toString('latin1');
  const matches = decoded === undefined ? findKeysInBinary(text) : findPrivateKeys(text);
  if (matches.length === 0) return [];
  const lines = indexLines(text);
  const silenced = new Map<number, string | undefined>();
  const silencingOf = (line: number): string | undefined => {
    if (!silenced.has(line)) silenced.set(line, silencingReason(lines.textOf(line), HARDCODED_KEY_RULE));
    return silenced.get(line);
  };
  return matches.map(match => located(match, { path, text, lines, silencingOf }));
}

interface Searched {
  path: string;
  text: string;
  lines: Lines;
  /** Why a comment in a line says that a key in the next one may stay. */
  silencingOf: (line: number) => string | undefined;
}

function keysInNames(paths: readonly string[]): WrittenKey[] {
  // Nearly always no name has a sign of a key, so that all are looked at together.
  return mayHoldKey(Buffer.from(paths.join('\n'), 'latin1'))
    ? paths.flatMap(path => keysBeside(path, 'name', path))
    : [];
}

function keysBeside(path: string, isIn: 'name' | 'target', text: string): WrittenKey[] {
  const matches = findPrivateKeys(text);
  if (matches.length === 0) return [];
  const at = { path: maskSecrets(path), line: 1, column: 1, endLine: 1, endColumn: 1 };
  return matches.map(match => ({ ...match, at, lineText: at.path, written: match.key, isIn }));
}

function located(match: KeyMatch, { path, text, lines, silencingOf }: Searched): WrittenKey {
  const { index, length } = match;
  const place = lines.locate(index, index + length);
  const silencedFor = silencingOf(place.line - 1);
  return {
    ...match,
    at: { path, ...place },
    lineText: lines.textOf(place.line),
    ...(silencedFor !== undefined && { silencedFor }),
    written: text.slice(index, index + length),
  };
}

/** The findings of the rule for the keys, but for those that are allowed, and those in sources that the rule itself analyzed. */
export function keyFindings(
  keys: readonly WrittenKey[],
  analyzed: readonly SourceFile[],
  settings: FolderSettings,
): (UnidentifiedFinding | UnidentifiedSuppressed)[] {
  const isOut = ({ key, at: { path } }: WrittenKey): boolean =>
    isOff(settings.of(path), HARDCODED_KEY_RULE) || isAllowedKey(allowedKeys(settings.of(path)), key);
  const sources = new Map<string, SourceFile[]>();
  for (const source of analyzed) sources.set(source.path, [...(sources.get(source.path) ?? []), source]);
  const isReported = (key: WrittenKey): boolean => sources.get(key.at.path)?.some(source => isIn(key, source)) ?? false;
  return keys
    .filter(key => !isOut(key) && !isReported(key))
    .map(key => ({
      ruleId: HARDCODED_KEY_RULE,
      severity: severityAsSet(settings.of(key.at.path), HARDCODED_KEY_RULE, 'error'),
      message: messageFor(key),
      ...key.at,
      helpUrl: helpUrl('rules', 'no-hardcoded-key'),
      lineText: key.lineText,
      ...(key.silencedFor !== undefined && { suppression: { reason: maskSecrets(key.silencedFor) } }),
    }));
}

function messageFor(key: WrittenKey): string {
  if (key.isIn === 'name') return keyInNameMessage(key.key);
  return key.isIn === 'target' ? keyInTargetMessage(key.key) : writtenKeyMessage(key);
}

/** What a component holds beside its scripts is blank in their sources. */
function isIn({ index, written }: WrittenKey, { text }: SourceFile): boolean {
  return text.startsWith(written, index);
}
