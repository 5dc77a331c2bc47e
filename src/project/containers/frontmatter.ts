/** The code of an Astro component between the lines of three dashes at its beginning, in UTF-16 offsets; undefined if there is none. */
export function frontmatter(text: string): { start: number; end: number } | undefined {
  const opening = /^\s*---/.exec(text);
  if (!opening) return undefined;
  const start = opening[0].length;
  const closing = /^[^\S\r\n\u2028\u2029]*---/gm;
  closing.lastIndex = start;
  return { start, end: closing.exec(text)?.index ?? text.length };
}
