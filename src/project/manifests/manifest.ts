import type { Node } from 'jsonc-parser';
import type { Declaration } from './declaration.ts';
import { DEPENDENCY_SECTIONS, type DependencySection } from '../../model/facts.ts';
import { entriesOf, parseJsonObject } from './json-tree.ts';
import { overridesIn } from './override.ts';

/**
 * Reads the dependencies that a `package.json` declares, the catalogs that bun keeps there, and what it overrides.
 *
 * @throws {SyntaxError} if it is not a JSON object; the message names the line
 */
export function readManifest(text: string): Declaration[] {
  const root = parseJsonObject(text);
  const catalogOwners = [root, ...valuesOf(root, 'workspaces')];
  const overrideOwners = [root, ...valuesOf(root, 'pnpm')];
  return [
    ...DEPENDENCY_SECTIONS.flatMap(section => valuesOf(root, section).flatMap(table => declarations(table, section))),
    ...catalogOwners.flatMap(catalogs),
    ...[...overrideOwners.flatMap(owner => valuesOf(owner, 'overrides')), ...valuesOf(root, 'resolutions')].flatMap(
      overrides,
    ),
  ];
}

/** Returns whether a manifest is the root of others. */
export function hasWorkspaces(text: string): boolean {
  try {
    return valuesOf(parseJsonObject(text), 'workspaces').length > 0;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return false;
    throw error;
  }
}

function catalogs(owner: Node): Declaration[] {
  const named = valuesOf(owner, 'catalogs').flatMap(tables => entriesOf(tables));
  return [
    ...valuesOf(owner, 'catalog').flatMap(table => declarations(table, 'catalog')),
    ...named.flatMap(([catalog, { value }]) => declarations(value, 'catalog').map(entry => ({ ...entry, catalog }))),
  ];
}

function declarations(table: Node, section: DependencySection): Declaration[] {
  return entriesOf(table)
    .filter(([, { value }]) => value.type === 'string')
    .map(([name, { value }]) => ({
      section,
      name,
      specifier: String(value.value),
      start: value.offset,
      end: value.offset + value.length,
    }));
}

/** npm also writes a table for what a package depends on, in which `.` is the package itself. */
function overrides(table: Node): Declaration[] {
  const nested = entriesOf(table).flatMap(([name, { value }]) =>
    declarations(value, 'override')
      .filter(inner => inner.name === '.')
      .map(inner => ({ ...inner, name })),
  );
  return overridesIn([...declarations(table, 'override'), ...nested]);
}

/** All of them where a name is given twice. */
function valuesOf(object: Node, name: string): Node[] {
  return entriesOf(object).flatMap(([key, { value }]) => (key === name ? [value] : []));
}
