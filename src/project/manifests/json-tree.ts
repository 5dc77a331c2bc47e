import { parseTree, type Node, type ParseError, type ParseOptions } from 'jsonc-parser';
import { lineOf } from '../discovery/line-index.ts';

/** An object of JSON with the places of its names. */
export type JsonTable = ReadonlyMap<string, JsonEntry>;

export interface JsonEntry {
  value: Node;
  /** Place of the name with its quotes, in UTF-16 offsets. */
  start: number;
  end: number;
}

const STRICT: ParseOptions = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };
const WITH_COMMENTS: ParseOptions = { disallowComments: false, allowTrailingComma: true, allowEmptyContent: false };

/**
 * Parses a JSON object with its places.
 *
 * @param dialect `jsonc` allows comments and trailing commas
 * @throws {SyntaxError} if it is none; the message names the line
 */
export function parseJsonObject(text: string, dialect: 'json' | 'jsonc' = 'json'): Node {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, dialect === 'json' ? STRICT : WITH_COMMENTS);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`it is not valid JSON (line ${lineOf(text, error.offset)})`);
  if (root?.type !== 'object') throw new SyntaxError('it is not a JSON object (line 1)');
  return root;
}

/** The entries of an object in their order, also where a name is given twice; none of what is no object. */
export function entriesOf(object: Node | undefined): [name: string, entry: JsonEntry][] {
  const entries = object?.type === 'object' ? (object.children ?? []) : [];
  return entries.flatMap(({ children: [key, value] = [] }) =>
    key && value ? [[String(key.value), { value, start: key.offset, end: key.offset + key.length }]] : [],
  );
}

/** The same by name. @throws {SyntaxError} if a name is given twice */
export function tableOf(object: Node | undefined, text: string): JsonTable {
  const table = new Map<string, JsonEntry>();
  for (const [name, entry] of entriesOf(object)) {
    if (table.has(name))
      throw new SyntaxError(`it has the entry '${name.slice(0, 60)}' twice (line ${lineOf(text, entry.start)})`);
    table.set(name, entry);
  }
  return table;
}

/** The text that a node is; undefined for anything else. */
export function stringOf(node: Node | undefined): string | undefined {
  return typeof node?.value === 'string' ? node.value : undefined;
}
