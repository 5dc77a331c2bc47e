import { parseSyml } from '@yarnpkg/parsers';

/** A table of YAML in which every scalar is a text. */
export type SymlTable = Readonly<Record<string, unknown>>;

/**
 * Parses a lock file of yarn or pnpm.
 *
 * @throws {SyntaxError} if it is no table; the message names the line where the parser knows it
 */
export function parseTable(text: string): SymlTable {
  try {
    return asTable(parseSyml(text));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new SyntaxError(`it is not valid YAML${lineIn(error)}`, { cause: error });
  }
}

/** An object with own properties only; empty for anything else. */
export function asTable(value: unknown): SymlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SymlTable) : {};
}

/** A member that is a table. */
export function tableIn(owner: SymlTable, name: string): SymlTable {
  return Object.hasOwn(owner, name) ? asTable(owner[name]) : {};
}

/** A member that is a text; undefined for anything else. */
export function textIn(owner: SymlTable, name: string): string | undefined {
  const value = Object.hasOwn(owner, name) ? owner[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The two parsers behind it tell the line each in its own way. */
function lineIn(error: unknown): string {
  const { mark, location } = error as { mark?: { line?: unknown }; location?: { start?: { line?: unknown } } };
  if (typeof mark?.line === 'number') return ` (line ${mark.line + 1})`;
  return typeof location?.start?.line === 'number' ? ` (line ${location.start.line})` : '';
}
