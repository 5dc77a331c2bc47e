import { HOLE } from '../../vendors/klaviyo/endpoints.ts';

/** Where something stands in the file, in UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/** A piece of a text: known, with its place in the file, or unknown. */
export interface Piece extends Span {
  /** Undefined if it is not known. */
  text: string | undefined;
  /** What it is the base64 of, if it is known to be. */
  encodes?: Text;
}

export type Text = readonly Piece[];

/** The texts that something can be; one at least. */
export type Value = readonly Text[];

const MOST_TEXTS = 8;
const MOST_PIECES = 50;
/** Of addresses and headers, none is as long. */
const MOST_CHARACTERS = 10_000;

export const UNKNOWN: Value = [[{ text: undefined, start: 0, end: 0 }]];

export function written(text: string, span: Span): Value {
  return [text === '' ? [] : [{ text, ...span }]];
}

/** One value for several alternatives. */
export function unite(values: readonly Value[]): Value {
  const texts = values.flat();
  return texts.length === 0 ? UNKNOWN : [...new Set(texts)].slice(0, MOST_TEXTS);
}

/** All combinations of the parts, bounded. */
export function concatenate(parts: readonly Value[]): Value {
  let texts: Value = [[]];
  for (const part of parts) {
    texts = texts.flatMap(text => part.map(more => join(text, more))).slice(0, MOST_TEXTS);
    if (texts.some(isLong)) return UNKNOWN;
  }
  return texts;
}

/** Two unknown pieces beside each other are one. */
function join(text: Text, more: Text): Text {
  const isOne = text.length > 0 && more.length > 0 && text.at(-1)?.text === undefined && more[0]?.text === undefined;
  return isOne ? [...text.slice(0, -1), ...UNKNOWN.flat(), ...more.slice(1)] : [...text, ...more];
}

function isLong(text: Text): boolean {
  return text.length > MOST_PIECES || text.reduce((sum, piece) => sum + (piece.text?.length ?? 1), 0) > MOST_CHARACTERS;
}

/** The text as one string, with `HOLE` for each unknown piece. */
export function flatten(text: Text): string {
  return text.map(piece => piece.text ?? HOLE).join('');
}

/** The one text without holes that a value is, if it is just that. */
export function knownText(value: Value): string | undefined {
  const [text, ...others] = value;
  return text && others.length === 0 && isKnown(text) ? flatten(text) : undefined;
}

export function isKnown(text: Text): boolean {
  return text.every(piece => piece.text !== undefined);
}

/** A part of a text, in characters of its flat form. */
export function slice(text: Text, from: number, to = Number.POSITIVE_INFINITY): Text {
  let at = 0;
  return text.flatMap(piece => {
    const flat = piece.text ?? HOLE;
    const [first, last] = [Math.max(from - at, 0), Math.min(to - at, flat.length)];
    at += flat.length;
    return first >= last ? [] : [cut(piece, first, last)];
  });
}

/** Where a piece is not written as it reads, with escapes for instance, its part keeps the place of the whole. */
function cut(piece: Piece, from: number, to: number): Piece {
  const { text, start, end } = piece;
  if (text === undefined) return piece;
  const isVerbatim = text.length === end - start;
  return { text: text.slice(from, to), ...(isVerbatim ? { start: start + from, end: start + to } : { start, end }) };
}

/** The text without white space at both ends. */
export function trim(text: Text): Text {
  const flat = flatten(text);
  return slice(text, flat.length - flat.trimStart().length, flat.trimEnd().length);
}
