import { posix } from 'node:path';
import { packageSpecifier } from '../../../eslint-plugin/program/package-specifier.ts';
import type { FolderAliases } from './bundler-aliases.ts';
import type { JsonReader } from './module-resolver.ts';
import { asRecord, installedAliases } from './path-aliases.ts';

/** What other names of packages stand for. */
export interface PackageAliases {
  /** What a specifier of a file is an alias of: the specifier of a package; undefined if it is none. */
  aliased(specifier: string, from: string): string | undefined;
  /** The aliases of an SDK. @param isSdkModule tells whether a specifier names it */
  of(isSdkModule: (specifier: string) => boolean): readonly string[];
}

const MANIFESTS = ['package.json', 'deno.json', 'deno.jsonc', 'import_map.json', 'importmap.json'];
const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/**
 * Reads the aliases of packages: `"kl": "npm:klaviyo-api@23"` among the dependencies, `imports` and `browser` of a package.json that mean a package,
 * the import maps of Deno, and `paths` of a tsconfig that lead to where a package is installed. The nearest one at or above a file counts.
 *
 * @param bundled the aliases that the configurations of bundlers set up
 */
export function packageAliases(
  files: ReadonlySet<string>,
  readJson: JsonReader,
  bundled: readonly FolderAliases[] = [],
): PackageAliases {
  const tables = new Map<string, Map<string, string>>();
  for (const { folder, aliases } of [...bundled, ...installedAliases(files, readJson)])
    tables.set(folder, new Map([...(tables.get(folder) ?? []), ...aliases]));
  for (const path of files) {
    if (!MANIFESTS.includes(posix.basename(path))) continue;
    const aliases = aliasesIn(path, readJson);
    if (aliases.length === 0) continue;
    const folder = posix.dirname(path);
    tables.set(folder, new Map([...(tables.get(folder) ?? []), ...aliases]));
  }
  return {
    aliased(specifier, from) {
      for (let folder = posix.dirname(from); tables.size > 0; folder = posix.dirname(folder)) {
        const table = tables.get(folder);
        const found = table && lookUp(specifier, table);
        if (found !== undefined || folder === '.') return found;
      }
      return undefined;
    },
    of: isSdkModule =>
      [...tables.values()].flatMap(table =>
        [...table].flatMap(([name, target]) => (isSdkModule(packageSpecifier(target)) ? [name] : [])),
      ),
  };
}

function aliasesIn(path: string, readJson: JsonReader): [string, string][] {
  const manifest = asRecord(readJson(path));
  if (posix.basename(path) !== 'package.json') {
    const map =
      typeof manifest.importMap === 'string' ? posix.join(posix.dirname(path), manifest.importMap) : undefined;
    return [...packagesIn(manifest.imports), ...(map === undefined ? [] : packagesIn(asRecord(readJson(map)).imports))];
  }
  const installed = DEPENDENCIES.flatMap(section => packagesIn(manifest[section]));
  return [
    ...installed.filter(([, target]) => target.startsWith('npm:')),
    ...packagesIn(manifest.imports),
    ...packagesIn(manifest.browser),
  ];
}

/** Targets may stand in a tree of conditions. */
function packagesIn(table: unknown): [string, string][] {
  return Object.entries(asRecord(table)).flatMap(([name, target]): [string, string][] => {
    const text =
      typeof target === 'string' ? target : Object.values(asRecord(target)).find(value => typeof value === 'string');
    return typeof text === 'string' && !/^[./]/.test(text) ? [[name, text]] : [];
  });
}

/** A key that ends with a slash stands for all that begins with it, and the name of a package for its files. */
function lookUp(specifier: string, table: ReadonlyMap<string, string>): string | undefined {
  const whole = table.get(specifier);
  if (whole !== undefined) return whole;
  const [key, target] = [...table].find(([name]) => specifier.startsWith(name.endsWith('/') ? name : `${name}/`)) ?? [];
  return key === undefined || target === undefined ? undefined : target + specifier.slice(key.length);
}
