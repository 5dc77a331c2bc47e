/** Between two texts that are put together, or that stand side by side in a list. */
const JOINT = String.raw`['"\`][ \t]{0,20}[+,]\s{0,80}['"\`]`;
const JOINTS = new RegExp(JOINT, 'g');
/** A letter, a digit or a sign of ASCII that is written as its code. */
const CODE = String.raw`\\(?:x([2-7][0-9a-f])|u00([2-7][0-9a-f])|u\{0{0,4}([2-7][0-9a-f])\})`;
const CODES = new RegExp(CODE, 'gi');
const CONTINUED = /\\\r?\n/g;
const MAY_BE_SPELLED = new RegExp(String.raw`${CODE}|\\\r?\n`, 'i');

/**
 * Makes a search for a name in source, which also finds it where it is written with codes of letters, over the end of a line, or in pieces
 * that are put together.
 *
 * @param name as it is written in one piece
 * @param letters all that it may consist of, in their order
 */
export function nameSearch(name: RegExp, letters: string): (text: string) => boolean {
  const pairs = Array.from(letters, (letter, index) => pairWith(letter, letters.slice(index + 1))).flat();
  const inPieces = new RegExp(pairs.join('|'), 'i');
  return text => name.test(text) || ((inPieces.test(text) || MAY_BE_SPELLED.test(text)) && name.test(inOnePiece(text)));
}

/** A letter at the end of a piece, and the next one, or a sign before that, at the beginning of another. */
function pairWith(letter: string, [next]: string): string[] {
  return next === undefined ? [] : [`${letter}[._-]?${JOINT}[._-]?${next}`];
}

function inOnePiece(text: string): string {
  return text
    .replaceAll(CODES, (_, ...codes: (string | undefined)[]) =>
      String.fromCharCode(Number.parseInt(codes.find(code => code !== undefined) ?? '', 16)),
    )
    .replaceAll(CONTINUED, '')
    .replaceAll(JOINTS, '');
}
