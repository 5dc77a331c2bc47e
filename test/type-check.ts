import path from 'node:path';
import ts from 'typescript';

const ROOT = path.dirname(import.meta.dirname);

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  types: ['node'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Declarations of packages and of the language: they do not change, and to parse and bind them takes most of the time. */
const declarations = new Map<string, ts.SourceFile | undefined>();
/** The program before this one, from which the next takes how modules are resolved. */
let last: ts.Program | undefined;

/**
 * Type-checks files that are only in memory, as if they stood in the root of this repository: `klaviyo-api` is the installed one.
 *
 * @param files texts by file name
 * @returns what the compiler says, as `name: message`, or as `name:line: message`
 */
export function typeErrors(
  files: Readonly<Record<string, string>>,
  { withLines = false }: { withLines?: boolean } = {},
): string[] {
  const texts = new Map(Object.entries(files).map(([name, text]) => [path.join(ROOT, name), text]));
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = file => texts.has(file) || fileExists.call(host, file);
  host.readFile = file => texts.get(file) ?? readFile.call(host, file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = texts.get(file);
    if (text !== undefined) return ts.createSourceFile(file, text, version);
    if (!file.includes('/node_modules/')) return getSourceFile.call(host, file, version, ...rest);
    if (!declarations.has(file)) declarations.set(file, getSourceFile.call(host, file, version, ...rest));
    return declarations.get(file);
  };
  last = ts.createProgram([...texts.keys()], OPTIONS, host, last);
  return messages(last, withLines);
}

/** Type-checks a project on the disk. @param folder holds the `tsconfig.json` */
export function projectTypeErrors(folder: string): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(folder, 'tsconfig.json'),
    { noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (config === undefined) throw new Error(`There is no tsconfig.json in '${folder}'.`);
  return messages(ts.createProgram(config.fileNames, config.options));
}

function messages(program: ts.Program, withLines = false): string[] {
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = withLines ? `:${(file?.getLineAndCharacterOfPosition(start ?? 0).line ?? -1) + 1}` : '';
    return `${path.basename(file?.fileName ?? '')}${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
