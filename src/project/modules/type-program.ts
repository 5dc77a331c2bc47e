import { posix } from 'node:path';
import { Project, ts } from 'ts-morph';
import type { ModuleResolver } from './module-resolver.ts';
import { moduleName, type SourceFile } from '../lint/prefilter.ts';

export type TypeProgram = ts.Program;

/**
 * Builds a program over some files of the checked folder, and over nothing else: no library, no package, no configuration.
 *
 * @param root the checked folder, absolute, as it is prefixed to the path of each file
 */
export function createTypeProgram(root: string, sources: readonly SourceFile[], resolve: ModuleResolver): TypeProgram {
  const folder = root.replaceAll('\\', '/');
  const relative = (file: string): string => posix.relative(folder, file);
  const names = new Set(sources.map(moduleName));
  const project = new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
    compilerOptions: {
      allowJs: true,
      noLib: true,
      types: [],
      jsx: ts.JsxEmit.Preserve,
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ESNext,
      skipLibCheck: true,
    },
    resolutionHost: () => ({
      resolveModuleNames: (specifiers, from) =>
        specifiers.map(specifier => {
          const path = resolve(specifier, relative(from));
          // TypeScript gives up on a style sheet or an image that is imported.
          return path === undefined || !names.has(path)
            ? undefined
            : { resolvedFileName: posix.join(folder, path), isExternalLibraryImport: false };
        }),
    }),
  });
  for (const source of sources) addSource(project, posix.join(folder, moduleName(source)), source.text);
  return project.getProgram().compilerObject;
}

/** What is nested too deeply for the parser is left out, and told where it is linted. */
function addSource(project: Project, path: string, text: string): void {
  try {
    project.createSourceFile(path, text, { overwrite: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}
