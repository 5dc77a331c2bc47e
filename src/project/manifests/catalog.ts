import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';
import type { Declaration } from './declaration.ts';
import type { DependencySection } from '../../model/facts.ts';
import { lineOf } from '../discovery/line-index.ts';
import { overridesIn } from './override.ts';

/**
 * Reads the catalogs of `pnpm-workspace.yaml` and `.yarnrc.yml`, tables of versions that manifests refer to, and pnpm's overrides.
 *
 * @throws {SyntaxError} if it is not YAML; the message names the line
 */
export function readCatalogs(text: string): Declaration[] {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) throw new SyntaxError(`it is not valid YAML (line ${lineOf(text, error.pos[0])})`);
  if (!isMap(document.contents)) return [];
  const tables = members(document.contents);
  const named = (wanted: string): YAMLMap[] => tables.filter(([name]) => name === wanted).map(([, table]) => table);
  return [
    ...named('catalog').flatMap(table => declarations(table, 'catalog')),
    ...named('catalogs')
      .flatMap(members)
      .flatMap(([catalog, table]) => declarations(table, 'catalog').map(entry => ({ ...entry, catalog }))),
    ...overridesIn(named('overrides').flatMap(table => declarations(table, 'override'))),
  ];
}

function members(owner: YAMLMap): [name: string, table: YAMLMap][] {
  return owner.items.flatMap(({ key, value }) => (isScalar(key) && isMap(value) ? [[String(key.value), value]] : []));
}

function declarations(table: YAMLMap, section: DependencySection): Declaration[] {
  return table.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !isScalar(value) || !value.range) return [];
    const [start, end] = value.range;
    return [{ section, name: String(key.value), specifier: String(value.value), start, end }];
  });
}
