import { HARDCODED_KEY_RULE } from '../messages/written-key.ts';
import type { Finding } from '../model/finding.ts';
import type { Snippet } from '../model/snippet.ts';
import { decodeText } from '../project/discovery/decode-text.ts';
import { fileKind } from '../project/discovery/file-kind.ts';
import { indexLines, type Lines } from '../project/discovery/line-index.ts';
import type { FileReader } from '../project/discovery/read-file.ts';
import { isAboutKey } from '../reporters/keys-first.ts';
import type { KeyMatch } from '../vendors/klaviyo/key-match.ts';
import { partsWithSigns } from '../vendors/klaviyo/key-signs.ts';
import { maskPossibleKeys } from '../vendors/customerio/keys.ts';
import { mentionsVendor as mentionsCustomerio } from '../vendors/customerio/sign.ts';
import { findPrivateKeys } from '../vendors/klaviyo/keys.ts';
import { knownSecrets } from '../vendors/known-secrets.ts';
import { maskSecrets } from '../vendors/secrets.ts';

/** As many lines are shown before the finding and behind its first line. */
const CONTEXT_LINES = 2;
/** No terminal is wider; a line of minified code is cut to it around the finding. */
const MOST_CHARACTERS = 400;
/** What GitHub keeps of a SARIF file; no other output shows more. */
const MOST_SNIPPETS = 5_000;

/** Other kinds of files, such as `.env` files and workflows, may hold secrets of anybody in the next line. */
const SHOWN_KINDS: ReadonlySet<string | undefined> = new Set(['javascript', 'typescript', 'component', 'manifest']);

/**
 * Attaches the code around each finding where it may be shown: of code and manifests only, with all keys masked, and what may be
 * a piece of one. Where one key cannot be masked, because only the code puts it together, no code is shown at all.
 *
 * @param suppressed findings whose keys must not be shown either
 */
export function withSnippets(
  findings: readonly Finding[],
  { isWanted, read, suppressed }: { isWanted: boolean; read: FileReader; suppressed: readonly Finding[] },
): Finding[] {
  if (!isWanted) return [...findings];
  const texts = new Map<string, ShownText | undefined>();
  const textOf = ({ path }: Finding): ShownText | undefined => {
    if (!texts.has(path)) texts.set(path, readShownText(read, path));
    return texts.get(path);
  };
  const keys = [...findings, ...suppressed].filter(({ ruleId }) => ruleId === HARDCODED_KEY_RULE);
  if (keys.some(finding => isVisible(finding, textOf(finding)))) return [...findings];
  return findings.map((finding, index) => {
    const text = index < MOST_SNIPPETS ? textOf(finding) : undefined;
    return text === undefined ? finding : { ...finding, snippet: snippetOf(finding, text) };
  });
}

/** A text in which keys are masked, with each place where it was. */
interface ShownText {
  lines: Lines;
  /** How many lines there are. */
  count: number;
  maskedLines: ReadonlySet<number>;
}

/** @returns undefined for what must not be shown, or cannot be read any more */
function readShownText(read: FileReader, path: string): ShownText | undefined {
  if (!SHOWN_KINDS.has(fileKind(path))) return undefined;
  const bytes = read(path);
  if (!(bytes instanceof Uint8Array)) return undefined;
  const { text } = decodeText(bytes);
  const keys = findPrivateKeys(text);
  const whole = withoutKnown(mentionsCustomerio(text) ? maskPossibleKeys(text) : text);
  const shown = withoutPieces(keys.reduce(masked, whole), partsWithSigns(text).length > 0);
  // What still looks like the beginning of a key may be one in a form that is not known.
  if (partsWithSigns(shown).length > 0 || holdsPiece(shown)) return undefined;
  const lines = indexLines(shown);
  return {
    lines,
    count: lines.lineOf(text.length),
    maskedLines: new Set(keys.flatMap(key => linesOf(key, lines))),
  };
}

const PIECE_LENGTH = 6;

/** Returns whether a part of a secret that the run came across is left, because code puts it together. */
function holdsPiece(text: string): boolean {
  return [...knownSecrets()].some(secret => piecesOf(secret).some(piece => text.includes(piece)));
}

/** Those with letters and digits; others are ordinary words. */
function piecesOf(secret: string): string[] {
  const count = Math.max(secret.length - PIECE_LENGTH + 1, 0);
  return Array.from({ length: count }, (_, at) => secret.slice(at, at + PIECE_LENGTH)).filter(
    piece => /\d/.test(piece) && /[A-Za-z]/.test(piece),
  );
}

/** The secrets that the run came across, where they stand as a whole. */
function withoutKnown(text: string): string {
  return [...knownSecrets()].reduce((rest, secret) => rest.replaceAll(secret, stars), text);
}

function masked(text: string, { index, length }: KeyMatch): string {
  const end = index + length;
  return text.slice(0, index) + stars(text.slice(index, end)) + text.slice(end);
}

/** As many, so that each place stays where it was. */
function stars(text: string): string {
  return text.replaceAll(/./g, '*');
}

const BEGINNINGS = /pk_\w*/g;
/** May be the other part of a key that begins in another file. */
const LONG_DIGITS = /[0-9A-Fa-f]{16,}/g;
/** May be a part of a key that begins in the same file. */
const SHORT_DIGITS = /[0-9a-f]{6,}/g;

/** Masks what may be a part of a key in a form that is not known. @param hasSign whether the text holds the beginning of a key */
function withoutPieces(text: string, hasSign: boolean): string {
  const rest = text.replaceAll(BEGINNINGS, stars).replaceAll(LONG_DIGITS, stars);
  return hasSign ? rest.replaceAll(SHORT_DIGITS, run => (/\d/.test(run) ? stars(run) : run)) : rest;
}

function linesOf({ index, length }: KeyMatch, lines: Lines): number[] {
  const { line, endLine } = lines.locate(index, index + length);
  return Array.from({ length: endLine - line + 1 }, (_, nth) => line + nth);
}

/** Returns whether the key that a finding is about stands in the text unmasked. */
function isVisible({ line, endLine }: Finding, text: ShownText | undefined): boolean {
  if (text === undefined) return false;
  return ![...text.maskedLines].some(number => number >= line && number <= endLine);
}

function snippetOf(finding: Finding, { lines, count }: ShownText): Snippet {
  const { line, column, endLine, endColumn } = finding;
  // What stands beside a key may be another secret.
  const context = isAboutKey(finding) ? 0 : CONTEXT_LINES;
  const startLine = Math.max(line - context, 1);
  const length = Math.min(line + context, count) - startLine + 1;
  const own = lines.textOf(line);
  const from = Math.max(Math.min(column - 1 - MOST_CHARACTERS / 4, own.length - MOST_CHARACTERS), 0);
  const moved = (given: number): number => Math.min(given - from + (from > 0 ? 1 : 0), MOST_CHARACTERS + 2);
  return {
    startLine,
    lines: Array.from({ length }, (_, index) =>
      cut(lines.textOf(startLine + index), startLine + index === line ? from : 0),
    ),
    column: moved(column),
    endColumn: moved(endLine > line ? own.length + 1 : endColumn),
  };
}

function cut(line: string, from: number): string {
  const isCut = line.length - from > MOST_CHARACTERS;
  return maskSecrets(`${from > 0 ? '…' : ''}${line.slice(from, from + MOST_CHARACTERS)}${isCut ? '…' : ''}`);
}
