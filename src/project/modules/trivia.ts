/**
 * Makes a function that skips white space and comments of a text from a position on. Positions may come in any order and lie inside
 * of one another's comments: what was skipped once is remembered, so that all calls together take linear time, but for a search by halves.
 *
 * @returns the position of the first character that is neither, in UTF-16 units from 0
 */
export function createTriviaSkipper(text: string): (from: number) => number {
  const ends = new Map<number, number>();
  const endsOfBlocks = createFinder(text, '*/');
  const endsOfLines = createFinder(text, '\n');
  const behindComment = (at: number): number => {
    if (text.startsWith('/*', at)) return endsOfBlocks(at + 2);
    return text.startsWith('//', at) ? endsOfLines(at + 2) : at;
  };
  return from => {
    const comments: number[] = [];
    let at = behindSpace(text, from);
    for (;;) {
      const end = ends.get(at) ?? behindSpace(text, behindComment(at));
      if (end === at) break;
      comments.push(at);
      at = end;
    }
    for (const comment of comments) ends.set(comment, at);
    return at;
  };
}

function behindSpace(text: string, from: number): number {
  const space = /\s*/y;
  space.lastIndex = from;
  space.exec(text);
  return space.lastIndex;
}

/** Makes a function that finds the first mark at a position or after it. @returns the position behind it, or the end of the text */
function createFinder(text: string, mark: string): (from: number) => number {
  let found: number[] | undefined;
  return from => {
    found ??= indexesOf(text, mark);
    let [low, high] = [0, found.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((found[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    const index = found[low];
    return index === undefined ? text.length : index + mark.length;
  };
}

function indexesOf(text: string, mark: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) found.push(at);
  return found;
}
