import type { ConfigNamespace } from '../../../eslint-plugin/vendor/key-reads/config-namespaces.ts';
import type { Finding, Location, SuppressedFinding } from '../../model/finding.ts';
import type { Project } from '../discovery/project.ts';
import type { KeySearch } from '../keys/key-search.ts';
import type { LintedFiles } from '../lint/lint-files.ts';
import { createJsonReader } from '../manifests/read-json.ts';
import { createModuleResolver } from '../modules/module-resolver.ts';
import { isCode, namesKey, waysToImport } from './importing-files.ts';
import { loadEngine, locationOf, textIn } from './parsed-files.ts';
import { isConstantOfKey } from './reads-in-text.ts';

interface Seen {
  linted: Pick<LintedFiles, 'analyzed'>;
  search: Pick<KeySearch, 'read'>;
  findings: readonly (Finding | SuppressedFinding)[];
}

const KEY_NAMES = { mayBeKey: isConstantOfKey, isSecret: isConstantOfKey };

/**
 * Finds the places of checked files where a namespace of NestJS's configuration with a key, or the key in it, is given to a browser or an
 * app. The engine is loaded where there is such a namespace.
 *
 * @param linted what the rules analyzed: a namespace with a key names the vendor
 * @param findings all, also those that comments silence
 */
export async function unresolvedNamespaces(
  project: Pick<Project, 'files' | 'isSelected'>,
  { linted, search, findings }: Seen,
): Promise<Location[]> {
  const sources = linted.analyzed.filter(
    ({ path, text }) => isCode(path) && text.includes('registerAs') && namesKey(text),
  );
  if (sources.length === 0) return [];
  const { parse, configNamespaces, givenNamespaces } = await loadEngine();
  const registered = new Map(
    sources.flatMap(({ path, text }): [string, ConfigNamespace[]][] => {
      const file = parse(path, text);
      const namespaces = file ? configNamespaces(file, KEY_NAMES) : [];
      return namespaces.length > 0 ? [[path, namespaces]] : [];
    }),
  );
  const namespaces = [...registered.values()].flat();
  const signs = [
    ...namespaces.flatMap(({ name }) => [`'${name}`, `"${name}`, `\`${name}`]),
    ...[...registered.keys()].flatMap(waysToImport),
  ];
  const resolve = createModuleResolver(new Set(project.files), createJsonReader(search.read));
  const reported = new Set(findings.map(({ path, line }) => `${path}:${line}`));
  return project.files.flatMap(path => {
    if (namespaces.length === 0 || !isCode(path) || !project.isSelected(path)) return [];
    const text = textIn(search, path);
    const file = signs.some(sign => text.includes(sign)) ? parse(path, text) : undefined;
    if (!file) return [];
    const registeredIn = (specifier: string): ConfigNamespace[] | undefined =>
      registered.get(resolve(specifier, path) ?? '');
    return givenNamespaces(file, { namespaces, registeredIn })
      .map(node => locationOf(node, path))
      .filter(({ line }) => !reported.has(`${path}:${line}`));
  });
}
