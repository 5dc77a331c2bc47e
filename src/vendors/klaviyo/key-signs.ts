/** The letters that a key begins with, as they are, at each of the three places of base64, and in base64 of base64. */
const PLAIN_SIGNS = ['pk_', 'cGtf', 'BrX', 'wa1', 'Y0d0Z', 'NHdG', 'jR3Rm'];
/** The ends of them that begin with a rare letter: a text is searched for that, and looked at behind each. */
const PLAIN_ENDS = ['k_', 'Gtf', 'BrX', 'wa1', 'Y0d0Z', 'NHdG', 'jR3Rm'];

/** Checks quickly whether a text may hold a key as it is or in base64. */
export function mayHoldPlainKey(text: string): boolean {
  return PLAIN_SIGNS.some((sign, index) => text.includes(PLAIN_ENDS[index] ?? sign) && text.includes(sign));
}

/**
 * A part of a key's beginning that is rare in any text, so that it is found faster than a regular expression looks, and whether
 * what stands around it may be the rest.
 */
interface Sign {
  part: number | string;
  isSign(bytes: Buffer, at: number): boolean;
}

const byteOf = (letter: string): number => letter.charCodeAt(0);
const bytesOf = (letters: string): ReadonlySet<number> => new Set(Buffer.from(letters, 'latin1'));

/** What stands behind the `k` by what stands before it: in one piece, in two, behind an escape, backwards. */
const BEHIND_K: ReadonlyMap<number, ReadonlySet<number>> = new Map([
  ...Array.from('"\'`', quote => [byteOf(quote), bytesOf('_"\'`\\%&=')] as const),
  ...Array.from('02;}', end => [byteOf(end), bytesOf('_')] as const),
  ...Array.from('p\\', letter => [byteOf(letter), bytesOf('_"\'`\\%&=')] as const),
  [byteOf('_'), bytesOf('p')],
]);
const BEHIND_K_IN_BINARY: typeof BEHIND_K = new Map([[byteOf('p'), bytesOf('_')]]);

const neighborsOfK = (behind: typeof BEHIND_K): Sign => ({
  part: byteOf('k'),
  isSign: (bytes, at) => behind.get(bytes[at - 1] ?? -1)?.has(bytes[at + 1] ?? -1) ?? false,
});

/** Two or four bytes for each letter. */
const IN_WIDE_LETTERS: Sign = {
  part: byteOf('k'),
  isSign: (bytes, at) => bytes[at + 1] === 0 && (isWideP(bytes, at, 2) || isWideP(bytes, at, 4)),
};

function isWideP(bytes: Buffer, at: number, width: number): boolean {
  return bytes[at - width] === byteOf('p') && bytes[at - 1] === 0;
}

const BEFORE_WA1 = bytesOf('BFJNRVZdhlptx159');

const BEFORE_NHDG = bytesOf('GWm2');

/** The three places of base64, where a line may end between two letters, and those of base64 in base64. */
const BASE64: readonly Sign[] = [
  { part: byteOf('G'), isSign: wrapped('c', ['t', 'f']) },
  { part: byteOf('B'), isSign: wrapped('HXn3', ['r', 'X', 'z0123']) },
  { part: 'wa1', isSign: (bytes, at) => BEFORE_WA1.has(bytes[at - 1] ?? -1) || BETWEEN_LINES.has(bytes[at - 1] ?? -1) },
  { part: 'Y0d0Z', isSign: () => true },
  { part: 'NHdG', isSign: (bytes, at) => BEFORE_NHDG.has(bytes[at - 1] ?? -1) },
  { part: 'jR3Rm', isSign: () => true },
];

const BEFORE_107 = bytesOf('#0, \n');
const BEHIND_107 = bytesOf(',;');

const IN_TEXT: readonly Sign[] = [
  neighborsOfK(BEHIND_K),
  IN_WIDE_LETTERS,
  // The `k` as an escape or as a number.
  { part: '6b', isSign: isHexadecimal },
  { part: '6B', isSign: isHexadecimal },
  { part: '107', isSign: (bytes, at) => BEHIND_107.has(bytes[at + 3] ?? -1) && BEFORE_107.has(bytes[at - 1] ?? -1) },
  { part: String.raw`\153`, isSign: () => true },
  ...BASE64,
];
const IN_BINARY: readonly Sign[] = [neighborsOfK(BEHIND_K_IN_BINARY), IN_WIDE_LETTERS, ...BASE64];

/**
 * Checks quickly whether a file may hold a key in any form that is known.
 *
 * @param isBinary whether the bytes are no text, where chance writes what only a text means
 */
export function mayHoldKey(bytes: Buffer, isBinary = false): boolean {
  return (isBinary ? IN_BINARY : IN_TEXT).some(sign => !places(bytes, sign).next().done);
}

/** A part of a text. */
export interface TextPart {
  /** Where it begins. */
  start: number;
  text: string;
}

/** A beginning in the longest escapes and pieces stands as far before its sign, a key in them ends as far behind it. */
const BEFORE = 200;
const BEHIND = 1500;

/** Gives the parts of a text that may hold a key in any form that is known: what surrounds a sign, joined where two meet. */
export function partsWithSigns(text: string): TextPart[] {
  // One byte for each UTF-16 unit, so that places are the same.
  const bytes = Buffer.from(text, 'latin1');
  const signs = IN_TEXT.flatMap(sign => [...places(bytes, sign)]).sort((left, right) => left - right);
  const parts: { start: number; end: number }[] = [];
  for (const at of signs) {
    const last = parts.at(-1);
    if (last !== undefined && at - BEFORE <= last.end) last.end = at + BEHIND;
    else parts.push({ start: Math.max(at - BEFORE, 0), end: at + BEHIND });
  }
  return parts.map(({ start, end }) => ({ start, text: text.slice(start, end) }));
}

function* places(bytes: Buffer, { part, isSign }: Sign): Generator<number> {
  for (let at = bytes.indexOf(part); at >= 0; at = bytes.indexOf(part, at + 1)) if (isSign(bytes, at)) yield at;
}

const ESCAPES = bytesOf('x%={');

/** `\x6b`, `%6b`, `\u006b`, `\u{6b}`, or behind a `p` in hexadecimal digits: `706b`, `70 6b`. */
function isHexadecimal(bytes: Buffer, at: number): boolean {
  if (ESCAPES.has(bytes[at - 1] ?? -1)) return true;
  return /(?:00|70[ :-]?)$/.test(bytes.toString('latin1', Math.max(at - 3, 0), at));
}

/** Between two lines, with the mark of a comment or a quotation. */
const BETWEEN_LINES = bytesOf(' \t\r\n#*>/');
/** As far as the next line may be indented. */
const MOST_SPACE = 80;

/** One of the letters stands before a place, and one of each behind it, where white space may stand between them. */
function wrapped(before: string, behind: readonly string[]): Sign['isSign'] {
  const beforeIt = bytesOf(before);
  const behindIt = behind.map(bytesOf);
  return (bytes, at) => {
    let next = at;
    return (
      beforeIt.has(bytes[skipSpace(bytes, at - 1, -1)] ?? -1) &&
      behindIt.every(letters => letters.has(bytes[(next = skipSpace(bytes, next + 1, 1))] ?? -1))
    );
  };
}

function skipSpace(bytes: Buffer, from: number, step: 1 | -1): number {
  let at = from;
  while (BETWEEN_LINES.has(bytes[at] ?? -1) && Math.abs(at - from) < MOST_SPACE) at += step;
  return at;
}
