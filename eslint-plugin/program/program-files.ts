import type ts from 'typescript';
import { isKnownPackage } from './known-packages.ts';
import type { ProjectFiles } from './project-files.ts';

const known = new WeakMap<ts.Program, ProjectFiles>();

/** The files of a program, which typed linting gives. */
export function programFiles(program: ts.Program): ProjectFiles {
  const files = known.get(program) ?? createProgramFiles(program);
  known.set(program, files);
  return files;
}

function createProgramFiles(program: ts.Program): ProjectFiles {
  const own = program.getSourceFiles().filter(isOwn);
  let importers: Map<string, string[]> | undefined;
  function resolve(from: string, specifier: string): string | undefined {
    const source = program.getSourceFile(from);
    const target = source && (relativeFile(source, specifier, program) ?? importedFile(source, specifier, program));
    return target && isOwn(target) ? target.fileName : undefined;
  }
  return {
    names: () => own.map(({ fileName }) => fileName),
    text: name => program.getSourceFile(name)?.text,
    specifiers(name) {
      const file = program.getSourceFile(name);
      return file ? [...specifiersOf(file).keys()] : [];
    },
    resolve,
    importersOf(name) {
      importers ??= importersIn(own, file => [
        ...importedValues(file, program, specifier => resolve(file.fileName, specifier)),
        ...declaringFiles(file, program),
      ]);
      return importers.get(program.getSourceFile(name)?.fileName ?? name) ?? [];
    },
  };
}

function isOwn(file: ts.SourceFile): boolean {
  return !file.isDeclarationFile && !file.fileName.includes('/node_modules/');
}

function importersIn(
  files: readonly ts.SourceFile[],
  targetsOf: (file: ts.SourceFile) => string[],
): Map<string, string[]> {
  const importers = new Map<string, string[]>();
  for (const file of files) {
    for (const target of targetsOf(file)) {
      const found = importers.get(target);
      if (found) found.push(file.fileName);
      else importers.set(target, [file.fileName]);
    }
  }
  return importers;
}

const EXTENSIONS = ['', '.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs'];

/** Relative specifiers, `require` included, without asking the checker. */
function relativeFile(from: ts.SourceFile, specifier: string, program: ts.Program): ts.SourceFile | undefined {
  if (!/^\.\.?(?:\/|$)/.test(specifier)) return undefined;
  const path = joined(from.fileName.slice(0, from.fileName.lastIndexOf('/')), specifier);
  const bases = [path, path.replace(/\.([cm]?)jsx?$/, '')];
  const names = bases.flatMap(base => [
    ...EXTENSIONS.map(extension => base + extension),
    ...EXTENSIONS.slice(1).map(extension => `${base}/index${extension}`),
  ]);
  for (const name of names) {
    const file = program.getSourceFile(name);
    if (file) return file;
  }
  return undefined;
}

function joined(folder: string, specifier: string): string {
  const segments = folder.split('/');
  for (const segment of specifier.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

/** What TypeScript keeps to itself since 5.3: the checker tells the same, but reads all files first. */
interface ResolvingProgram extends ts.Program {
  getResolvedModuleFromModuleSpecifier?(
    specifier: ts.Node,
    from: ts.SourceFile,
  ): { resolvedModule?: { resolvedFileName: string; isExternalLibraryImport?: boolean } } | undefined;
}

/** Aliases and packages of the workspace: as the program resolved the import. */
function importedFile(from: ts.SourceFile, specifier: string, program: ts.Program): ts.SourceFile | undefined {
  const literal = specifiersOf(from).get(specifier);
  if (!literal) return undefined;
  const { getResolvedModuleFromModuleSpecifier: resolved } = program as ResolvingProgram;
  const target = resolved?.(literal, from)?.resolvedModule;
  // A package of the workspace is found in `node_modules`, and an alias is not.
  if (target?.isExternalLibraryImport !== true && isKnownPackage(specifier)) return undefined;
  if (resolved) return target && program.getSourceFile(target.resolvedFileName);
  const symbol = program.getTypeChecker().getSymbolAtLocation(literal);
  return symbol?.declarations?.find((declaration): declaration is ts.SourceFile => 'fileName' in declaration);
}

const specifiers = new WeakMap<ts.SourceFile, Map<string, ts.Node>>();

/** What TypeScript keeps to itself: all specifiers that it resolves, `require` and dynamic imports included. */
interface ParsedSourceFile extends ts.SourceFile {
  imports?: readonly ts.StringLiteralLike[];
}

/** The module specifiers of a file, with a node for each. */
function specifiersOf(file: ParsedSourceFile): Map<string, ts.Node> {
  const found =
    specifiers.get(file) ??
    new Map<string, ts.Node>((file.imports ?? declaredSpecifiers(file)).map(node => [node.text, node]));
  specifiers.set(file, found);
  return found;
}

function declaredSpecifiers({ statements }: ts.SourceFile): ts.StringLiteral[] {
  return statements.flatMap(statement => {
    const specifier =
      'moduleSpecifier' in statement ? (statement.moduleSpecifier as ts.StringLiteral | undefined) : undefined;
    return specifier && 'text' in specifier ? [specifier] : [];
  });
}

/** The files of imports that are still there when the types are gone. */
function importedValues(
  { statements }: ts.SourceFile,
  program: ts.Program,
  resolve: (specifier: string) => string | undefined,
): string[] {
  return statements.flatMap(statement => {
    if (!('moduleSpecifier' in statement) || 'exportClause' in statement || 'isExportEquals' in statement) return [];
    const { moduleSpecifier, importClause } = statement as ts.ImportDeclaration;
    const target = 'text' in moduleSpecifier ? resolve(String(moduleSpecifier.text)) : undefined;
    // The checker is asked only where it matters: it follows each name to its declaration.
    return target !== undefined && (importClause === undefined || holdsValue(importClause, program)) ? [target] : [];
  });
}

/** The files that declare what a file imports by name, where another file passes it on. */
function declaringFiles(file: ts.SourceFile, program: ts.Program): string[] {
  return file.statements.flatMap(statement => {
    const { importClause, moduleSpecifier } = statement as Partial<ts.ImportDeclaration>;
    const bindings = importClause?.namedBindings;
    if (!importClause || Reflect.get(importClause, 'isTypeOnly') || !bindings || !('elements' in bindings)) return [];
    if (moduleSpecifier && isLibrary(moduleSpecifier, file, program)) return [];
    return bindings.elements.flatMap(element => {
      const declared = element.isTypeOnly ? undefined : valueOf(element.name, program.getTypeChecker());
      const files = declared?.declarations?.map(declaration => declaration.getSourceFile()) ?? [];
      return files.filter(isOwn).map(({ fileName }) => fileName);
    });
  });
}

/** A package whose declarations are installed passes on nothing of the project. */
function isLibrary(specifier: ts.Node, from: ts.SourceFile, program: ts.Program): boolean {
  const { getResolvedModuleFromModuleSpecifier: resolved } = program as ResolvingProgram;
  const target = resolved?.(specifier, from)?.resolvedModule;
  return target?.isExternalLibraryImport === true && target.resolvedFileName.includes('/node_modules/');
}

function valueOf(name: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  const aliased = symbol && checker.getAliasedSymbol(symbol);
  return aliased && (aliased.flags & VALUE) !== 0 ? aliased : undefined;
}

/** `SymbolFlags.Value` of TypeScript, which is not loaded here. */
const VALUE = 111_551;

function holdsValue(clause: ts.ImportClause, program: ts.Program): boolean {
  // Its successor is not there in older releases of TypeScript.
  if (Reflect.get(clause, 'isTypeOnly')) return false;
  const { name, namedBindings } = clause;
  if (name || !namedBindings || !('elements' in namedBindings)) return true;
  const checker = program.getTypeChecker();
  return namedBindings.elements.some(element => {
    const symbol = checker.getSymbolAtLocation(element.name);
    return !element.isTypeOnly && (symbol === undefined || (checker.getAliasedSymbol(symbol).flags & VALUE) !== 0);
  });
}
