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
/** The environment as a whole, which a schema is given, or what makes one of its variables. */
const CHECKING =
  /\b(?:process|Bun|import\.meta)\.env\b(?![ \t]{0,50}(?:(?!as\b|satisfies\b)[\w$]|[[:=(!]|\??\.))|\bDeno\.env\.toObject\b|\b(?:createEnv|envsafe)\b/;

/**
 * Finds the places of checked files where an environment that a schema has checked, with the variable of a key among its fields, is given
 * whole to a browser or an app. The engine is loaded where there is such a schema.
 *
 * @param linted what the rules analyzed: a schema with a key names the vendor
 * @param findings all, also those that comments silence
 */
export async function unresolvedEnvironments(
  project: Pick<Project, 'files' | 'isSelected'>,
  { linted, search, findings }: Seen,
): Promise<Location[]> {
  const sources = linted.analyzed.filter(({ path, text }) => isCode(path) && namesKey(text) && CHECKING.test(text));
  if (sources.length === 0) return [];
  const { parse, exportedEnvironments, givenEnvironments } = await loadEngine();
  const environments = new Map(
    sources.flatMap(({ path, text }) => {
      const file = parse(path, text);
      const names = file ? exportedEnvironments(file, KEY_NAMES) : [];
      return names.length > 0 ? [[path, new Set(names)] as const] : [];
    }),
  );
  const resolve = createModuleResolver(new Set(project.files), createJsonReader(search.read));
  const imports = [...environments.keys()].flatMap(waysToImport);
  const own = new Set(sources.map(({ path }) => path));
  const reported = new Set(findings.map(({ path, line }) => `${path}:${line}`));
  return project.files.flatMap(path => {
    if (!isCode(path) || !project.isSelected(path)) return [];
    const text = own.has(path) || imports.length > 0 ? textIn(search, path) : '';
    if (!own.has(path) && !imports.some(written => text.includes(written))) return [];
    const file = parse(path, text);
    if (!file) return [];
    return givenEnvironments(file, KEY_NAMES, (specifier, name) => {
      const module = resolve(specifier, path);
      return module !== undefined && environments.get(module)?.has(name) === true;
    })
      .map(node => locationOf(node, path))
      .filter(({ line }) => !reported.has(`${path}:${line}`));
  });
}
