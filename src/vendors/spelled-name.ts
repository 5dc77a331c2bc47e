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
 * @param isHidden what else may find it
 */
export function nameSearch(
  name: RegExp,
  letters: string,
  isHidden: (text: string) => boolean = () => false,
): (text: string) => boolean {
  const pairs = Array.from(letters, (letter, index) => pairWith(letter, letters.slice(index + 1))).flat();
  // It begins with what stands between, because quotes are rarer than letters.
  const inPieces = new RegExp(`${JOINT}[._-]?(?:${pairs.join('|')})`, 'i');
  const mayBeSpelled = new RegExp(String.raw`\\(?:(?:x|u00|u\{0*)(?:${codesOf(`${letters}._-`)})|\r?\n)`, 'i');
  const maySpell = (text: string): boolean => (text.includes('\\') && mayBeSpelled.test(text)) || inPieces.test(text);
  return remembered(text => name.test(text) || (maySpell(text) && name.test(inOnePiece(text))) || isHidden(text));
}

/** Several parts ask about a file, one after the other. */
export function remembered(search: (text: string) => boolean): (text: string) => boolean {
  const last = { text: '', answer: search('') };
  return text => {
    if (text !== last.text) Object.assign(last, { text, answer: search(text) });
    return last.answer;
  };
}

/** The codes of some letters, small and capital: those of other signs are common in pages and data. */
function codesOf(letters: string): string {
  const both = new Set(letters.toLowerCase() + letters.toUpperCase());
  return [...both].map(letter => letter.charCodeAt(0).toString(16)).join('|');
}

/** The letter that a piece begins with, where the piece before ends with the one before it, or with a sign behind that. */
function pairWith(letter: string, [next]: string): string[] {
  return next === undefined ? [] : [`${next}(?<=${letter}[._-]?${JOINT}[._-]?.)`];
}

function inOnePiece(text: string): string {
  return text
    .replaceAll(CODES, (_, ...codes: (string | undefined)[]) =>
      String.fromCharCode(Number.parseInt(codes.find(code => code !== undefined) ?? '', 16)),
    )
    .replaceAll(CONTINUED, '')
    .replaceAll(JOINTS, '');
}
