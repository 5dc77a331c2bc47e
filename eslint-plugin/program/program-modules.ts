import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import { type Module, registerModule } from './module.ts';
import { projectPath } from './project-path.ts';
import { visit } from './visit.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;
type Resolve = Module['resolve'];

interface Parsed {
  ast: TSESTree.Program;
  scopeManager: TSESLint.Scope.ScopeManager | null;
}

type ParseForESLint = (text: string, options: object) => Parsed;

/** The modules of one program that were looked into so far, by file name. A changed file means another program. */
interface ProgramModules {
  program: ts.Program;
  /** The folder that ESLint runs in. */
  cwd: string;
  parse: ParseForESLint;
  known: Map<string, Module | undefined>;
  /** The files that specifiers mean, by the importing file and the specifier. */
  resolved: Map<string, ts.SourceFile | undefined>;
  /** The files that speak of Klaviyo, once somebody asked. */
  speaking?: ts.SourceFile[];
}

const modulesOf = new WeakMap<ts.Program, ProgramModules>();

/** How the imports of the linted file are followed; undefined where the parser gives no type information. */
export function resolverFor(context: Context): Resolve | undefined {
  const modules = programModules(context);
  const sourceFile = modules?.program.getSourceFile(context.filename);
  return modules && sourceFile && (specifier => resolveFrom(sourceFile, specifier, modules));
}

/** The other modules of the program that speak of Klaviyo; files of packages and declarations are left out. */
export function othersFor(context: Context): Module['others'] {
  return () => {
    const modules = programModules(context);
    return modules ? othersThan(context.filename, modules) : [];
  };
}

function othersThan(fileName: string, modules: ProgramModules): Module[] {
  // In an order of its own: whatever is bounded must not depend on the order in which files were listed.
  modules.speaking ??= modules.program
    .getSourceFiles()
    .filter(file => isOwn(file) && /klaviyo/i.test(file.text))
    .sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
  return modules.speaking.flatMap(file => (file.fileName === fileName ? [] : (moduleOfFile(file, modules) ?? [])));
}

function programModules({ sourceCode, languageOptions, cwd }: Context): ProgramModules | undefined {
  const program = sourceCode.parserServices?.program;
  const parser = languageOptions.parser as { parseForESLint?: ParseForESLint } | undefined;
  if (!program || !parser?.parseForESLint) return undefined;
  const known: ProgramModules = modulesOf.get(program) ?? {
    program,
    cwd,
    parse: parser.parseForESLint.bind(parser),
    known: new Map<string, Module | undefined>(),
    resolved: new Map<string, ts.SourceFile | undefined>(),
  };
  modulesOf.set(program, known);
  return known;
}

/** A file that somebody of the project wrote: no declarations, nothing of a package. */
export function isOwn(file: ts.SourceFile): boolean {
  return !file.isDeclarationFile && !file.fileName.includes('/node_modules/');
}

function moduleOfFile(file: ts.SourceFile, modules: ProgramModules): Module | undefined {
  if (modules.known.has(file.fileName)) return modules.known.get(file.fileName);
  const module = isOwn(file) ? parseModule(file, modules) : undefined;
  modules.known.set(file.fileName, module);
  return module;
}

/** Another file is parsed by itself: the evaluator reads one kind of syntax tree. A file that does not parse is unknown. */
function parseModule(file: ts.SourceFile, modules: ProgramModules): Module | undefined {
  try {
    const options = {
      filePath: file.fileName,
      range: true,
      loc: true,
      sourceType: 'module',
      ecmaFeatures: { jsx: true },
      jsDocParsingMode: 'none',
    };
    const { ast, scopeManager } = modules.parse(file.text, options);
    if (!scopeManager) return undefined;
    linkParents(ast);
    return registerModule({
      ast,
      scopeManager,
      fileName: file.fileName,
      path: projectPath(file.fileName, modules.cwd),
      text: file.text,
      resolve: specifier => resolveFrom(file, specifier, modules),
      others: () => othersThan(file.fileName, modules),
    });
  } catch {
    return undefined;
  }
}

function linkParents(ast: TSESTree.Program): void {
  visit(ast, (node, parent) => {
    if (parent) node.parent = parent;
  });
}

/** The file of the program that a specifier means. */
export function fileMeant(from: ts.SourceFile, specifier: string, program: ts.Program): ts.SourceFile | undefined {
  return relativeFile(from, specifier, program) ?? importedFile(from, specifier, program);
}

function resolveFrom(from: ts.SourceFile, specifier: string, modules: ProgramModules): Module | undefined {
  const name = `${from.fileName}\0${specifier}`;
  if (!modules.resolved.has(name)) modules.resolved.set(name, fileMeant(from, specifier, modules.program));
  const file = modules.resolved.get(name);
  return file && moduleOfFile(file, modules);
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
  ): { resolvedModule?: { resolvedFileName: string } } | undefined;
}

/** Aliases and packages of the workspace: as the program resolved the import. */
function importedFile(from: ts.SourceFile, specifier: string, program: ts.Program): ts.SourceFile | undefined {
  const literal = specifiersOf(from).get(specifier);
  if (!literal) return undefined;
  const { getResolvedModuleFromModuleSpecifier: resolved } = program as ResolvingProgram;
  const name = resolved?.(literal, from)?.resolvedModule?.resolvedFileName;
  if (resolved) return name === undefined ? undefined : program.getSourceFile(name);
  const symbol = program.getTypeChecker().getSymbolAtLocation(literal);
  return symbol?.declarations?.find((declaration): declaration is ts.SourceFile => 'fileName' in declaration);
}

const specifiers = new WeakMap<ts.SourceFile, Map<string, ts.Node>>();

/** What TypeScript keeps to itself: all specifiers that it resolves, `require` and dynamic imports included. */
interface ParsedSourceFile extends ts.SourceFile {
  imports?: readonly ts.StringLiteralLike[];
}

/** The module specifiers of a file, with a node for each. */
export function specifiersOf(file: ParsedSourceFile): Map<string, ts.Node> {
  const known = specifiers.get(file);
  if (known) return known;
  const found = new Map<string, ts.Node>((file.imports ?? declaredSpecifiers(file)).map(node => [node.text, node]));
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
