import { counted } from './counted.ts';
import { percentEncodedMark } from './percent-encoded.ts';

type Cells = readonly string[];

/** A table whose rows are counted against a budget. */
export interface MarkdownTable {
  /** Trusted texts. */
  columns: readonly string[];
  /** Finished cells, or what finishes them: that is only called for a row that may fit. */
  rows: readonly (Cells | (() => Cells))[];
  /** What one row is, for the sentence about those that did not fit: `finding`. */
  noun: string;
}

/** Renders the rows that fit into `maxBytes` of UTF-8, and counts those that did not. */
export function markdownTable({ columns, rows, noun }: MarkdownTable, maxBytes: number): string[] {
  if (rows.length === 0) return [];
  const lines = fittingLines(rows, maxBytes);
  const head = [rowOf(columns), rowOf(columns.map(() => '---')), ...lines, ''];
  return lines.length === rows.length
    ? head
    : [...head, `${counted(rows.length - lines.length, `more ${noun}`)} did not fit here.`, ''];
}

/** A link whose text is finished and whose address cannot end early or split a cell. */
export function markdownLink(text: string, url: string): string {
  return `[${text}](${url.replaceAll(/[\t\n\r ()<>|\\[\]`]/g, percentEncodedMark)})`;
}

function rowOf(cells: Cells): string {
  return `| ${cells.join(' | ')} |`;
}

/** Renders row after row, up to the first that does not fit. */
function fittingLines(rows: MarkdownTable['rows'], maxBytes: number): string[] {
  const lines: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const line = rowOf(typeof row === 'function' ? row() : row);
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > maxBytes) break;
    lines.push(line);
  }
  return lines;
}
