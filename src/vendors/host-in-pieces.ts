/** With what languages put two texts together; a comma is one in macros and functions that do. */
const OPERATOR = String.raw`(?:\+|\.{1,2}|&|<>|<<|\|\||,|\\)`;
/** Between two pieces of one text. */
const JOINT = String.raw`(?:["'\`]\s{0,40}(?:${OPERATOR}\s{0,40})?["'\`])?`;

/**
 * What stands for a value within a text, as a pattern: `#{x}`, `${x}`, `{$x}`, `{x}`, `{0}`, `{{ x }}`, `%s`, `$x`, and `" + x + "`.
 */
export const HOLE = [
  String.raw`(?:\{\{[^{}\n]{1,80}\}\}`,
  String.raw`[#$]?\{[^{}\n]{0,80}\}`,
  String.raw`%[sv]`,
  String.raw`\$\w{1,40}`,
  String.raw`["'\`]\s{0,20}(?:\+|\.{1,2}|&|<>|\|\|)[^;,\n"'\`]{1,80}["'\`])`,
].join('|');

/** A pattern for a host behind slashes, whole or in pieces that code puts together. */
export function inPieces(host: string): string {
  return `//${JOINT}${Array.from(host, sign => (sign === '.' ? String.raw`\.` : sign)).join(JOINT)}`;
}

/** A pattern for a host as the list of its labels, as collections of Postman have it. */
export function inLabels(host: string): string {
  return host
    .split('.')
    .map(label => String.raw`["']${label}["']`)
    .join(String.raw`,\s{0,40}`);
}
