import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Declaration } from './declaration.ts';
import { DEPENDENCY_SECTIONS, type DependencySection } from './facts.ts';
import { lineOf } from './line-index.ts';

const STRICT_JSON = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/**
 * Reads the dependencies that a `package.json` declares, and the catalogs that bun keeps there.
 *
 * @throws {SyntaxError} if it is not a JSON object; the message names the line
 */
export function readManifest(text: string): Declaration[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, STRICT_JSON);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`it is not valid JSON (line ${lineOf(text, error.offset)})`);
  if (root?.type !== 'object') throw new SyntaxError('it is not a JSON object (line 1)');
  const catalogOwners = [root, ...valuesOf(root, 'workspaces')];
  return [
    ...DEPENDENCY_SECTIONS.flatMap(section => valuesOf(root, section).flatMap(table => declarations(table, section))),
    ...catalogOwners.flatMap(catalogTables).flatMap(table => declarations(table, 'catalog')),
  ];
}

function catalogTables(owner: Node): Node[] {
  return [...valuesOf(owner, 'catalog'), ...valuesOf(owner, 'catalogs').flatMap(named => properties(named).map(([, table]) => table))];
}

function declarations(table: Node, section: DependencySection): Declaration[] {
  return properties(table)
    .filter(([, value]) => value.type === 'string')
    .map(([name, { value, offset, length }]) => ({ section, name, specifier: String(value), start: offset, end: offset + length }));
}

/** All of them where a name is given twice. */
function valuesOf(object: Node, name: string): Node[] {
  return properties(object).flatMap(([key, value]) => (key === name ? [value] : []));
}

function properties(object: Node): [name: string, value: Node][] {
  const entries = object.type === 'object' ? (object.children ?? []) : [];
  return entries.flatMap(({ children: [key, value] = [] }) => (key && value ? [[String(key.value), value]] : []));
}
