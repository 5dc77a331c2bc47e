import { counted } from './counted.ts';
import { percentEncodedMark } from './percent-encoded.ts';

/** A table whose rows are counted against a budget. */
export interface MarkdownTable {
  /** Trusted texts. */
  columns: readonly string[];
  /** Finished cells. */
  rows: readonly (readonly string[])[];
  /** What one row is, for the sentence about those that did not fit: `finding`. */
  noun: string;
}

/** Renders the rows that fit into `maxBytes` of UTF-8, and counts those that did not. */
export function markdownTable({ columns, rows, noun }: MarkdownTable, maxBytes: number): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(rowOf);
  const fitting = countFitting(lines, maxBytes);
  const head = [rowOf(columns), rowOf(columns.map(() => '---')), ...lines.slice(0, fitting), ''];
  return fitting === rows.length
    ? head
    : [...head, `${counted(rows.length - fitting, `more ${noun}`)} did not fit here.`, ''];
}

/** A link whose text is finished and whose address cannot end early or split a cell. */
export function markdownLink(text: string, url: string): string {
  return `[${text}](${url.replaceAll(/[\t\n\r ()<>|\\[\]`]/g, percentEncodedMark)})`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function countFitting(lines: readonly string[], maxBytes: number): number {
  let bytes = 0;
  const first = lines.findIndex(line => (bytes += Buffer.byteLength(line) + 1) > maxBytes);
  return first === -1 ? lines.length : first;
}
