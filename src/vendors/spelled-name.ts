/** Between two texts that are put together, or that stand side by side in a list. */
const JOINT = String.raw`['"\`]\s*[+,]\s*['"\`]`;
const JOINTS = new RegExp(JOINT, 'g');
/** A letter, a digit or a sign of ASCII that is written as its code. */
const CODE = String.raw`\\(?:x([2-7][0-9a-f])|u00([2-7][0-9a-f])|u\{0*([2-7][0-9a-f])\})`;
const CODES = new RegExp(CODE, 'gi');
const CONTINUED = /\\\r?\n/g;

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
  const mayBeSpelled = new RegExp(String.raw`\\(?:(?:x|u00|u\{0*)(?:${codesOf(`${letters}._-`)})|\r?\n)`, 'i');
  const maySpell = (text: string): boolean => (text.includes('\\') && mayBeSpelled.test(text)) || inPieces.test(text);
  // Several parts ask about a file, one after the other.
  const last = { text: '', isNamed: name.test('') };
  return text => {
    if (text !== last.text)
      Object.assign(last, { text, isNamed: name.test(text) || (maySpell(text) && name.test(inOnePiece(text))) });
    return last.isNamed;
  };
}

/** The codes of some letters, small and capital: those of other signs are common in pages and data. */
function codesOf(letters: string): string {
  const both = new Set(letters.toLowerCase() + letters.toUpperCase());
  return [...both].map(letter => letter.charCodeAt(0).toString(16)).join('|');
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
