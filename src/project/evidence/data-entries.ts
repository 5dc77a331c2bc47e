import { isMap, isScalar, isSeq, parseAllDocuments, type Scalar } from 'yaml';
import type { DataEntry } from '../../model/evidence-facts.ts';
import { indexLines } from '../discovery/line-index.ts';
import { tooDeepLine } from './nesting.ts';

/**
 * Reads YAML, also several documents in one file, or JSON as a flat list of values. Aliases are left out.
 *
 * @throws {SyntaxError} if it is neither, or nested too deeply; the message names the line
 */
export function dataEntries(text: string): DataEntry[] {
  const tooDeep = tooDeepLine(text);
  if (tooDeep !== undefined) throw new SyntaxError(`it is nested too deeply (line ${tooDeep})`);
  const lines = indexLines(text);
  return parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false }).flatMap((document, index) => {
    const [error] = document.errors;
    if (error !== undefined) throw new SyntaxError(`it is not valid YAML (line ${lines.lineOf(error.pos[0])})`);
    const entries: DataEntry[] = [];
    collect(document.contents, [], { entries, lineOf: offset => lines.lineOf(offset), text, document: index });
    return entries;
  });
}

interface Collecting {
  entries: DataEntry[];
  lineOf: (offset: number) => number;
  text: string;
  document: number;
}

function collect(node: unknown, keys: string[], into: Collecting): void {
  if (isMap(node)) {
    for (const { key, value } of node.items) collect(value, [...keys, isScalar(key) ? String(key.value) : '?'], into);
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) collect(item, [...keys, String(index)], into);
  } else if (isScalar(node)) {
    into.entries.push({
      keys,
      value: textOf(node),
      line: lineOf(node, into),
      ...(into.document > 0 && { document: into.document }),
    });
  }
}

function textOf({ value, source }: Scalar): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : (source ?? '');
}

/** The content of a block begins on the line below its mark. */
function lineOf({ range, type }: Scalar, { lineOf: lineAt, text }: Collecting): number {
  const [start = 0] = range ?? [];
  const isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
  return lineAt(isBlock ? text.indexOf('\n', start) + 1 : start);
}
