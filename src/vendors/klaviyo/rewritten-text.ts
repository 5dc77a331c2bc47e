/** Some of a text, in UTF-16 offsets. */
export interface Part {
  index: number;
  length: number;
}

/** A text in which parts of another one are replaced, and where each place of it is in that one. */
export interface RewrittenText {
  text: string;
  /** What of the original a part of the text stands for. */
  originOf(part: Part): Part;
}

/** A replaced part, from `start` to `end` in the new text, from `from` to `to` in the original. */
interface Replacement {
  start: number;
  end: number;
  from: number;
  to: number;
}

/**
 * Replaces parts of a text.
 *
 * @param pattern global
 * @param replace takes a match and its first group, and gives what stands for it; nothing if it stays
 */
export function rewriteText(
  text: string,
  pattern: RegExp,
  replace: (found: string, group: string | undefined) => string | undefined,
): RewrittenText {
  const replacements: Replacement[] = [];
  const pieces: string[] = [];
  let length = 0;
  let from = 0;
  const add = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const { 0: found, 1: group, index } of text.matchAll(pattern)) {
    const by = replace(found, group);
    if (by === undefined) continue;
    add(text.slice(from, index));
    from = index + found.length;
    replacements.push({ start: length, end: length + by.length, from: index, to: from });
    add(by);
  }
  add(text.slice(from));
  return {
    text: pieces.join(''),
    originOf({ index, length: count }) {
      const first = originOfCharacter(replacements, index).index;
      const last = originOfCharacter(replacements, index + count - 1);
      return { index: first, length: last.index + last.length - first };
    },
  };
}

function originOfCharacter(replacements: readonly Replacement[], at: number): Part {
  const before = replacements[countUpTo(replacements, at) - 1];
  if (before === undefined) return { index: at, length: 1 };
  return at < before.end
    ? { index: before.from, length: before.to - before.from }
    : { index: before.to + at - before.end, length: 1 };
}

/** How many of the replacements begin at a place or before it. */
function countUpTo(replacements: readonly Replacement[], at: number): number {
  let low = 0;
  let high = replacements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (replacements[middle]!.start <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
