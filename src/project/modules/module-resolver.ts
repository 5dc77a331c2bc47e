import { posix } from 'node:path';
import { aliasesFor, type Aliases } from './path-aliases.ts';
import { workspacePackages, type WorkspacePackage } from './workspace-packages.ts';

/** Finds the file of the checked folder that a specifier means. Paths are relative to the folder, with `/`. */
export type ModuleResolver = (specifier: string, from: string) => string | undefined;

/** Reads a file of the checked folder as JSON with comments; undefined if it is none. */
export type JsonReader = (path: string) => unknown;

const EXTENSIONS = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.d.ts'];
const INDEXES = EXTENSIONS.slice(1).map(extension => `/index${extension}`);

/**
 * Resolves modules as the tools of the repository would, from data alone: relative paths, `paths` and `baseUrl` of the nearest
 * tsconfig or jsconfig with what it extends and references, `imports` of package.json, and packages of the workspace by name.
 * What leads to no listed file is from outside.
 */
export function createModuleResolver(files: ReadonlySet<string>, readJson: JsonReader): ModuleResolver {
  const packages = workspacePackages(files, readJson);
  const aliases = new Map<string, Aliases>();

  function aliasesOf(folder: string): Aliases {
    const known = aliases.get(folder) ?? aliasesFor(folder, files, readJson);
    aliases.set(folder, known);
    return known;
  }

  return (specifier, from) => {
    const folder = posix.dirname(from);
    if (/^\.\.?(?:\/|$)/.test(specifier)) return existing(posix.join(folder, specifier), files);
    if (specifier.startsWith('#')) return firstExisting(packages.importsOf(folder, specifier), files);
    const aliased = firstExisting(aliasesOf(folder)(specifier), files);
    return aliased ?? firstExisting(targetsIn(packages.all, specifier), files);
  };
}

function targetsIn(packages: readonly WorkspacePackage[], specifier: string): string[] {
  const found = packages.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`));
  return found ? found.targets(specifier.slice(found.name.length + 1)) : [];
}

function firstExisting(candidates: readonly string[], files: ReadonlySet<string>): string | undefined {
  for (const candidate of candidates) {
    const found = existing(candidate, files);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The file that a path without extension, of a folder, or with the extension of its output stands for. */
function existing(path: string, files: ReadonlySet<string>): string | undefined {
  const source = path.replace(/\.([cm]?)jsx?$/, '');
  for (const base of source === path ? [path] : [path, source]) {
    for (const ending of [...EXTENSIONS, ...INDEXES]) {
      const name = posix.normalize(base + ending);
      if (files.has(name)) return name;
    }
  }
  return undefined;
}
