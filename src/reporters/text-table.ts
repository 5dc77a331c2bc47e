import type { Table } from '../model/report.ts';

const MOST_ROWS = 40;

/** Renders a table as lines of aligned columns, its first rows only where there are many. */
export function textTable({ columns, rows }: Table, { mostRows = MOST_ROWS }: { mostRows?: number } = {}): string[] {
  const shown = [columns, ...rows.slice(0, mostRows)];
  const widths = columns.map((_, column) => Math.max(...shown.map(row => (row[column] ?? '').length)));
  const lines = shown.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return rows.length > mostRows ? [...lines, `… and ${rows.length - mostRows} more, in the JSON`] : lines;
}
