/** Far deeper than what people write, and far less deep than what exhausts the stack of a recursive parser. */
const DEEPEST = 200;

/** What begins a line, and each `-`, `?` and `:` that stands alone: a collection in block style may begin there. */
const BLOCK_START = /^\s*\S|(?<=\s)[-?:](?=\s|$)/g;

/**
 * Decides, in one pass and without parsing, whether YAML or JSON may be nested so deeply that parsing it would exhaust the stack. Brackets
 * and indicators in strings and comments count too, because only the parser can tell what is text.
 *
 * @returns the number of the first line that is too deep; undefined if there is none
 */
export function tooDeepLine(text: string): number | undefined {
  let columns: number[] = [];
  let brackets = 0;
  for (const [index, line] of text.split(/\r\n|[\r\n]/).entries()) {
    const starts = [...line.matchAll(BLOCK_START)].map(start => start.index + start[0].length);
    const [first] = starts;
    if (first === undefined) continue;
    columns = [...columns.filter(column => column < first), ...starts];
    const seen = deepestBrackets(line, brackets);
    if (columns.length > DEEPEST || seen.deepest > DEEPEST) return index + 1;
    brackets = seen.open;
  }
  return undefined;
}

/** How many brackets are open at the end of a line, and at most within it. */
function deepestBrackets(line: string, before: number): { open: number; deepest: number } {
  let open = before;
  let deepest = before;
  for (const character of line) {
    if (character === '[' || character === '{') open += 1;
    else if ((character === ']' || character === '}') && open > 0) open -= 1;
    deepest = Math.max(deepest, open);
  }
  return { open, deepest };
}
