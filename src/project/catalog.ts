import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';
import type { Declaration } from './declaration.ts';
import { lineOf } from './line-index.ts';

/**
 * Reads the catalogs of `pnpm-workspace.yaml` and `.yarnrc.yml`: tables of versions that manifests refer to.
 *
 * @throws {SyntaxError} if it is not YAML; the message names the line
 */
export function readCatalogs(text: string): Declaration[] {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) throw new SyntaxError(`it is not valid YAML (line ${lineOf(text, error.pos[0])})`);
  if (!isMap(document.contents)) return [];
  const named = maps(document.contents, 'catalogs').flatMap(catalogs => maps(catalogs));
  return [...maps(document.contents, 'catalog'), ...named].flatMap(declarations);
}

function maps(owner: YAMLMap, name?: string): YAMLMap[] {
  const pairs = owner.items.filter(({ key }) => name === undefined || (isScalar(key) && key.value === name));
  return pairs.map(({ value }) => value).filter(value => isMap(value));
}

function declarations(catalog: YAMLMap): Declaration[] {
  return catalog.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !isScalar(value) || !value.range) return [];
    const [start, end] = value.range;
    return [{ section: 'catalog', name: String(key.value), specifier: String(value.value), start, end }];
  });
}
