import { type AST, getStaticTOMLValue, ParseError, parseTOML } from 'toml-eslint-parser';
import type { DataEntry } from '../../model/evidence-facts.ts';
import { tooDeepLine } from './nesting.ts';

/**
 * Reads TOML as a flat list of values; those of an array of tables are numbered.
 *
 * @throws {SyntaxError} if it is none, or nested too deeply; the message names the line
 */
export function tomlEntries(text: string): DataEntry[] {
  const tooDeep = tooDeepLine(text);
  if (tooDeep !== undefined) throw new SyntaxError(`it is nested too deeply (line ${tooDeep})`);
  return parse(text).body[0].body.flatMap(part =>
    part.type === 'TOMLTable'
      ? part.body.flatMap(pair => entriesOf(pair, part.resolvedKey.map(String)))
      : entriesOf(part, []),
  );
}

function parse(text: string): AST.TOMLProgram {
  try {
    return parseTOML(text);
  } catch (error) {
    if (error instanceof ParseError)
      throw new SyntaxError(`it is not valid TOML (line ${error.lineNumber})`, { cause: error });
    throw error;
  }
}

function entriesOf({ key, value }: AST.TOMLKeyValue, around: readonly string[]): DataEntry[] {
  return valuesIn(value, [...around, ...key.keys.map(part => (part.type === 'TOMLBare' ? part.name : part.value))]);
}

function valuesIn(node: AST.TOMLContentNode, keys: string[]): DataEntry[] {
  switch (node.type) {
    case 'TOMLArray':
      return node.elements.flatMap((element, index) => valuesIn(element, [...keys, String(index)]));
    case 'TOMLInlineTable':
      return node.body.flatMap(pair => entriesOf(pair, keys));
    case 'TOMLValue':
      return [{ keys, value: textOf(node), line: node.loc.start.line }];
  }
}

function textOf(node: AST.TOMLValue): string {
  const value = getStaticTOMLValue(node);
  return value instanceof Date ? value.toISOString() : String(value);
}
