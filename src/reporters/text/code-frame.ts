import type { Finding } from '../../model/finding.ts';
import type { Snippet } from '../../model/snippet.ts';
import { safeLine } from '../safe-line.ts';
import type { DrawFrame } from './finding-lines.ts';
import type { Line } from './styled-line.ts';

const INDENT = '      ';
const TAB_WIDTH = 4;
/** Less is of no use, however narrow the terminal. */
const LEAST_WIDTH = 20;

/** What a terminal shows as one character, and how to measure it once it is printable. */
export interface Character {
  text: string;
  width: (printable: string) => number;
}

/** Returns whether a snippet can be divided into characters without knowing more than ASCII. */
export function isAscii({ lines }: Snippet): boolean {
  return lines.every(line => /^[\0-\x7f…]*$/.test(line));
}

/**
 * Makes a function that shows the code of a finding: each line with its number, and below the first line of the finding carets under
 * what it covers. It takes how wide the terminal is.
 *
 * @param charactersOf divides a line that is not ASCII
 */
export function createCodeFrame(charactersOf: (line: string) => Character[] = unitsOf): DrawFrame {
  return (finding, snippet, columns) =>
    frameOf(finding, snippet, { columns, charactersOf: isAscii(snippet) ? unitsOf : charactersOf });
}

function unitsOf(line: string): Character[] {
  return Array.from(line, text => ({ text, width: printable => printable.length }));
}

function frameOf(
  { line, endLine, severity }: Finding,
  snippet: Snippet,
  { columns, charactersOf }: { columns: number; charactersOf: (line: string) => Character[] },
): Line[] {
  const { startLine, lines } = snippet;
  const digits = String(startLine + lines.length - 1).length;
  const width = Math.max(columns - INDENT.length - digits - '>  | '.length, LEAST_WIDTH);
  return lines.flatMap((text, index): Line[] => {
    const number = startLine + index;
    const isOwn = number === line;
    const cells = cellsOf(charactersOf(text), isOwn ? snippet : undefined);
    const shown = cut(cells, width);
    const isMarked = number >= line && number <= endLine;
    const gutter = ['quiet', `${String(number).padStart(digits)} |`] as const;
    const code = shown
      .map(cell => cell.text)
      .join('')
      .trimEnd()
      .replace(/^(?=.)/s, ' ');
    const codeLine: Line = [INDENT, isMarked ? ([severity, '> '] as const) : '  ', gutter, code];
    if (!isOwn) return [codeLine];
    return [codeLine, [`${INDENT}  `, ['quiet', `${' '.repeat(digits)} |`], [severity, ` ${caretsUnder(shown)}`]]];
  });
}

/** A character as it is printed, and how many columns it takes. */
interface Cell {
  text: string;
  width: number;
  isMarked: boolean;
}

const ELLIPSIS: Cell = { text: '…', width: 1, isMarked: false };

/** @param mark nothing is marked without one */
function cellsOf(characters: readonly Character[], mark: Pick<Snippet, 'column' | 'endColumn'> | undefined): Cell[] {
  const [first, last] = mark ? [mark.column - 1, Math.max(mark.endColumn - 2, mark.column - 1)] : [Infinity, -1];
  let position = 0;
  let index = 0;
  return characters.map(({ text: given, width: widthOfText }) => {
    const text = given === '\t' ? ' '.repeat(TAB_WIDTH - (position % TAB_WIDTH)) : safeLine(given);
    const width = widthOfText(text);
    const isMarked = index + given.length > first && index <= last;
    position += width;
    index += given.length;
    return { text, width, isMarked };
  });
}

/** Keeps as many cells as fit, with what is marked and a quarter of the width before it. */
function cut(cells: readonly Cell[], width: number): Cell[] {
  if (widthOf(cells) <= width) return [...cells];
  const mark = Math.max(
    cells.findIndex(({ isMarked }) => isMarked),
    0,
  );
  let start = mark;
  for (let before = width / 4; start > 0 && before > 0; start -= 1) before -= cells[start - 1]!.width;
  // What is left behind the mark may need less room than there is.
  while (start > 0 && widthOf(cells.slice(start - 1)) < width) start -= 1;
  const before = start > 0 ? [ELLIPSIS] : [];
  const rest = cells.slice(start);
  let room = width - before.length;
  if (widthOf(rest) <= room) return [...before, ...rest];
  room -= ELLIPSIS.width;
  const end = rest.findIndex(cell => (room -= cell.width) < 0);
  return [...before, ...rest.slice(0, end), ELLIPSIS];
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

/** At least one, also under the end of a line or what takes no column. */
function caretsUnder(cells: readonly Cell[]): string {
  const first = cells.findIndex(({ isMarked }) => isMarked);
  const before = widthOf(first === -1 ? cells : cells.slice(0, first));
  const marked = widthOf(cells.filter(({ isMarked }) => isMarked));
  return `${' '.repeat(before)}${'^'.repeat(Math.max(marked, 1))}`;
}
