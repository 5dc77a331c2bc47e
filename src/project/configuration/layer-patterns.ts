/**
 * Moves a pattern, in which `*` stands for any text, from one folder to another.
 *
 * @param from the folder that the pattern is relative to, from the top of the repository, with a slash at its end
 * @param to the same of the folder that it shall be relative to, which is above the other one or below it
 * @returns patterns that together match what it matches there
 */
export function movedPattern(pattern: string, from: string, to: string): string[] {
  return from.startsWith(to) ? [from.slice(to.length) + pattern] : restsAfter(pattern, to.slice(from.length));
}

/** What is left of a pattern when it has matched a text. */
function restsAfter(pattern: string, text: string): string[] {
  let rests = new Set([pattern.replaceAll(/\*+/g, '*')]);
  for (const character of text.split('')) rests = new Set([...rests].flatMap(rest => restsOf(rest, character)));
  return [...rests].filter(rest => rest !== '');
}

/** A star may take the character, or stop before it. */
function restsOf(pattern: string, character: string): string[] {
  if (pattern.startsWith('*')) return [pattern, ...restsOf(pattern.slice(1), character)];
  return pattern[0] === character ? [pattern.slice(1)] : [];
}
