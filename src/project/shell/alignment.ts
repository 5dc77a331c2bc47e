import type { Span } from './text.ts';

const WHITE_SPACE = /\s/;

/**
 * Finds each character of a text in the source that it was read from: a source that holds the same characters in the same order,
 * but more or other white space, and, where characters can be escaped, backslashes and doubled quotation marks.
 *
 * @param from where in the source the text begins
 * @returns the place in the source of a stretch of the text
 */
export function align(text: string, source: string, from: number): (start: number, end: number) => Span {
  const offsets = new Uint32Array(text.length + 1);
  let at = from;
  for (let index = 0; index < text.length; index += 1) {
    at = nextPlace(text[index]!, source, at);
    offsets[index] = at;
    at += 1;
  }
  offsets[text.length] = Math.min(at, source.length);
  return (start, end) => ({
    start: offsets[start]!,
    end: end > start ? Math.min(offsets[end - 1]! + 1, source.length) : offsets[start]!,
  });
}

function nextPlace(character: string, source: string, from: number): number {
  const isSpace = WHITE_SPACE.test(character);
  let at = from;
  while (at < source.length && source[at] !== character && isSkipped(source[at]!, isSpace)) at += 1;
  return at;
}

/** A line end that was folded is one space, also where the source has an indent behind it. */
function isSkipped(character: string, isSpaceWanted: boolean): boolean {
  return (
    character === '\\' ||
    character === "'" ||
    character === '"' ||
    (WHITE_SPACE.test(character) && !isSpaceWanted) ||
    character === '\r'
  );
}
