/** A legal program of a chosen size that is hard for an analysis that follows calls and values. */
export interface Family {
  /** The smaller of the two sizes that are tested; the other is twice as large. */
  size: number;
  /** The files by name; a line that must be reported ends with `DUE`. */
  files(size: number): Readonly<Record<string, string>>;
}

/** Ends a line whose call must be reported by `no-raw-http`. */
export const DUE = '// due';
export const API = 'https://a.klaviyo.com/api';
export const SEND = "const send = (url) => fetch(url, { headers: { revision: '2026-07-15' } });";

/** @returns a line for each number below `count` */
export function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

/** @returns a file for each number below `count` */
export function modules(
  count: number,
  file: (index: number) => [path: string, text: string],
): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => file(index)));
}

/** @returns a family of a single file */
export function oneFile(size: number, text: (size: number) => string): Family {
  return { size, files: count => ({ 'a.js': text(count) }) };
}
