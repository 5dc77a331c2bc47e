import { posix } from 'node:path';
import type { ProjectFiles } from '../../../eslint-plugin/program/project-files.ts';
import { moduleName, type SourceFile } from '../lint/prefilter.ts';
import { importSpecifiers } from './import-specifiers.ts';
import type { ModuleResolver } from './module-resolver.ts';
import type { PackageAliases } from './package-aliases.ts';

/** What the rules see of the checked folder. */
export interface SourceFiles extends ProjectFiles {
  /** Returns whether a file is linted itself, and not only read for what it shows about those that are. */
  isLinted(name: string): boolean;
}

/** What happens to the sources of a program. */
interface SourceUse {
  /** May change while files are analyzed. */
  isLinted(source: SourceFile): boolean;
  /** Called with the path of each file that was needed and does not parse. */
  whenUnparsed?(path: string): void;
  /** The package that a specifier stands for. */
  aliased?: PackageAliases['aliased'];
}

/**
 * The files of the checked folder that are seen together by the rules, and nothing else: no library, no package.
 *
 * @param root the checked folder, absolute, as it is prefixed to the path of each file
 */
export function sourceFiles(
  root: string,
  sources: readonly SourceFile[],
  resolve: ModuleResolver,
  { isLinted, whenUnparsed, aliased }: SourceUse,
): SourceFiles {
  const folder = root.replaceAll('\\', '/');
  const known = new Map(sources.map(source => [posix.join(folder, moduleName(source)), source]));
  return {
    isLinted(name) {
      const source = known.get(name);
      return source !== undefined && isLinted(source);
    },
    areAnalyzed: true,
    names: () => [...known.keys()].filter(isOwn),
    text: name => known.get(name)?.text,
    whenUnparsed: name => whenUnparsed?.(known.get(name)?.path ?? posix.relative(folder, name)),
    specifiers: name => importSpecifiers(known.get(name)?.text ?? ''),
    aliased: (from, specifier) => aliased?.(specifier, posix.relative(folder, from)),
    resolve(from, specifier) {
      const path = resolve(specifier, posix.relative(folder, from));
      const name = path === undefined ? undefined : posix.join(folder, path);
      return name !== undefined && known.has(name) && isOwn(name) ? name : undefined;
    },
  };
}

/** A declaration sends nothing. */
function isOwn(name: string): boolean {
  return !/\.d\.[cm]?ts$/.test(name);
}
