import { posix } from 'node:path';
import { isTestFile } from '../../../eslint-plugin/program/test-file.ts';
import type { Finding, Location, SuppressedFinding } from '../../model/finding.ts';
import { isForPeople } from '../addresses/searched-files.ts';
import { fileKind } from '../discovery/file-kind.ts';
import type { Project } from '../discovery/project.ts';
import type { KeySearch } from '../keys/key-search.ts';
import type { LintedFiles } from '../lint/lint-files.ts';
import { createJsonReader } from '../manifests/read-json.ts';
import { createModuleResolver } from '../modules/module-resolver.ts';
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
const NAME = /\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b/g;

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
  const imports = [...environments.keys()].map(stemOf).flatMap(waysToImport);
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

function isCode(path: string): boolean {
  const kind = fileKind(path);
  return (kind === 'javascript' || kind === 'typescript') && !isTestFile(path) && !isForPeople(path);
}

function namesKey(text: string): boolean {
  return [...text.matchAll(NAME)].some(([name]) => isConstantOfKey(name));
}

function waysToImport(stem: string): string[] {
  return [`/${stem}'`, `/${stem}"`, `/${stem}.`, `'${stem}'`, `"${stem}"`];
}

/** What an import of a module ends with: its name, or that of its folder. */
function stemOf(path: string): string {
  const name = posix.basename(path).replace(/(?:\.d)?\.\w+$/, '');
  return name === 'index' ? posix.basename(posix.dirname(path)) : name;
}
