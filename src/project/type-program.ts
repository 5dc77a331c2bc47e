import { posix } from 'node:path';
import { Project, ts } from 'ts-morph';
import type { ModuleResolver } from './module-resolver.ts';
import type { SourceFile } from './prefilter.ts';

export type TypeProgram = ts.Program;

/**
 * Builds a program over some files of the checked folder, and over nothing else: no library, no package, no configuration.
 *
 * @param root the checked folder, absolute, as it is prefixed to the path of each file
 */
export function createTypeProgram(root: string, sources: readonly SourceFile[], resolve: ModuleResolver): TypeProgram {
  const folder = root.replaceAll('\\', '/');
  const relative = (file: string): string => posix.relative(folder, file);
  const project = new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
    compilerOptions: { allowJs: true, noLib: true, types: [], jsx: ts.JsxEmit.Preserve, module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext, skipLibCheck: true },
    resolutionHost: () => ({
      resolveModuleNames: (specifiers, from) =>
        specifiers.map(specifier => {
          const path = resolve(specifier, relative(from));
          return path === undefined ? undefined : { resolvedFileName: posix.join(folder, path), isExternalLibraryImport: false };
        }),
    }),
  });
  for (const { path, text } of sources) project.createSourceFile(posix.join(folder, path), text, { overwrite: true });
  return project.getProgram().compilerObject;
}
