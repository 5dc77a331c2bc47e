import { importsIn } from './importers.ts';
import type { ProjectFiles } from './project-files.ts';

/** The groups of files that import each other, directly or not, by the files of each. */
type Groups = ReadonlyMap<string, ReadonlySet<string>>;

const known = new WeakMap<ProjectFiles, Groups | 'unknown'>();

/**
 * The files with which a file can share a value at all: they and it import each other, or something in common, directly or not.
 *
 * @returns nothing for a file that is linked with no other; undefined where what files import is computed
 */
export function linkedFiles(name: string, files: ProjectFiles): ReadonlySet<string> | undefined {
  const groups = known.get(files) ?? findGroups(files);
  known.set(files, groups);
  return groups === 'unknown' ? undefined : (groups.get(name) ?? NONE);
}

const NONE: ReadonlySet<string> = new Set();

function findGroups(files: ProjectFiles): Groups | 'unknown' {
  const groups = new Map<string, Set<string>>();
  const { imported } = importsIn(files);
  for (const name of files.names()) {
    const text = files.text(name) ?? '';
    if (COMPUTED_IMPORT.test(text)) return 'unknown';
    for (const target of imported.get(name) ?? []) link(name, target, groups);
    for (const specifier of calledImports(text)) {
      const target = files.resolve(name, specifier);
      if (target !== undefined) link(name, target, groups);
    }
  }
  return groups;
}

const COMPUTED_IMPORT = /\b(?:require|import)\s*\((?!\s*(?:'[^'\n]*'|"[^"\n]*"|`[^`$\n]*`)\s*[,)])/;
const CALLED_IMPORT = /\b(?:require|import)\s*\(\s*(['"`])([^'"`\n]+)\1/g;

/** TypeScript does not resolve `require` in a file that is not JavaScript. */
function calledImports(text: string): string[] {
  return [...text.matchAll(CALLED_IMPORT)].map(([, , specifier = '']) => specifier);
}

/** Merges the smaller group into the larger one. */
function link(one: string, other: string, groups: Map<string, Set<string>>): void {
  const ofOne = groups.get(one) ?? new Set([one]);
  const ofOther = groups.get(other) ?? new Set([other]);
  const [small, large] = ofOne.size < ofOther.size ? [ofOne, ofOther] : [ofOther, ofOne];
  for (const name of [...small, ...(large.size === 1 ? large : [])]) {
    large.add(name);
    groups.set(name, large);
  }
}
