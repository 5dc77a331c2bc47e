import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { mentionsAnyVendor } from '../../src/vendors/signs.ts';
import { implementedNames } from './implemented-names.ts';
import { importsIn, reachable } from './importers.ts';
import { linkedFiles } from './linked-files.ts';
import { type Module, registerModule } from './module.ts';
import { packageSpecifier } from './package-specifier.ts';
import { type ProjectFiles, projectFilesOf } from './project-files.ts';
import { projectPath } from './project-path.ts';
import { registerVisitorKeys, visit, type VisitorKeys } from './visit.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;
type Resolve = Module['resolve'];

interface Parsed {
  ast: TSESTree.Program;
  scopeManager: TSESLint.Scope.ScopeManager | null;
  visitorKeys?: VisitorKeys | null;
}

type ParseForESLint = (text: string, options: object) => Parsed;

/** The modules of a project that were looked into so far, by file name. A changed file means another project. */
interface ProgramModules {
  files: ProjectFiles;
  /** The folder that ESLint runs in. */
  cwd: string;
  parse: ParseForESLint;
  /** Those of the linted file, which the same parser read. */
  visitorKeys: VisitorKeys;
  known: Map<string, Module | undefined>;
  /** The files that specifiers mean, by the importing file and the specifier. */
  resolved: Map<string, string | undefined>;
  /** The modules that speak of a vendor, once somebody asked. */
  speaking?: readonly Module[];
  /** Most files speak of a vendor, once somebody asked. */
  mayParseAll?: boolean;
  /** Those of them that may share values, by a group of files, as far as somebody asked. */
  linked: Map<ReadonlySet<string>, readonly Module[]>;
  /** The modules of the others of them, by file name, as far as somebody asked. */
  others: Map<string, Module[]>;
  /** The modules that import others of them, by file name, as far as somebody asked. */
  importing: Map<string, readonly Module[]>;
  /** All modules, once somebody asked. */
  every?: readonly Module[];
  /** The files with a class that implements something of a name, once somebody asked. */
  implementing?: ReadonlyMap<string, readonly string[]>;
}

const modulesOf = new WeakMap<ProjectFiles, ProgramModules>();

/** How the imports of the linted file are followed; undefined where the parser knows of no other file. */
export function resolverFor(context: Context): Resolve | undefined {
  const modules = programModules(context);
  return modules?.files.text(context.filename) === undefined
    ? undefined
    : specifier => resolveFrom(context.filename, specifier, modules);
}

/** What aliases of packages stand for in the linted file. */
export function packageOfFor(context: Context): Module['packageOf'] {
  return specifier => packageIn(projectFilesOf(context), context.filename, specifier);
}

function packageIn(files: ProjectFiles | undefined, from: string, specifier: string): string {
  return packageSpecifier(files?.aliased?.(from, specifier) ?? specifier);
}

/** The other modules of the project that speak of a vendor. */
export function othersFor(context: Context): Module['others'] {
  return () => {
    const modules = programModules(context);
    return modules ? othersThan(context.filename, modules) : [];
  };
}

function othersThan(fileName: string, modules: ProgramModules): Module[] {
  const known = modules.others.get(fileName);
  if (known) return known;
  const others = speakingIn(modules).filter(module => module.fileName !== fileName);
  modules.others.set(fileName, others);
  return others;
}

/** The modules of the project that speak of a vendor and may share values with the linted one. */
export function linkedFor(context: Context): Module['linked'] {
  return () => {
    const modules = programModules(context);
    return modules ? linkedWith(context.filename, modules) : [];
  };
}

function linkedWith(fileName: string, modules: ProgramModules): readonly Module[] {
  const group = modules.files.areAnalyzed ? undefined : linkedFiles(fileName, modules.files);
  if (!group) return speakingIn(modules);
  const known = modules.linked.get(group) ?? parsedSpeaking(modules, name => group.has(name));
  modules.linked.set(group, known);
  return known;
}

function speakingIn(modules: ProgramModules): readonly Module[] {
  return (modules.speaking ??= parsedSpeaking(modules, () => true));
}

function parsedSpeaking(modules: ProgramModules, isWanted: (name: string) => boolean): readonly Module[] {
  const { files } = modules;
  // In an order of its own: whatever is bounded must not depend on the order in which files were listed.
  return files
    .names()
    .filter(name => isWanted(name) && mentionsAnyVendor(files.text(name) ?? ''))
    .sort()
    .flatMap(name => moduleOfFile(name, modules) ?? []);
}

/** The modules of the project that import the linted one. */
export function importingFor(context: Context): Module['importing'] {
  return () => {
    const modules = programModules(context);
    return modules ? importingOf(context.filename, modules) : [];
  };
}

function importingOf(fileName: string, modules: ProgramModules): readonly Module[] {
  const known = modules.importing.get(fileName);
  if (known) return known;
  const { importers } = importsIn(modules.files);
  // Half of a whole program may import a file somehow, and would be parsed in an editor.
  const found = modules.files.areAnalyzed ? reachable([fileName], importers) : new Set(importers.get(fileName));
  const names = [...found].filter(name => name !== fileName);
  const importing = names.sort().flatMap(name => moduleOfFile(name, modules) ?? []);
  modules.importing.set(fileName, importing);
  return importing;
}

/** All modules of the project, where they are analyzed anyway. */
export function everyFor(context: Context): Module['every'] {
  return () => {
    const modules = programModules(context);
    return modules && everyIn(modules);
  };
}

function everyIn(modules: ProgramModules): readonly Module[] | undefined {
  const { files } = modules;
  if (!files.areAnalyzed) return undefined;
  // Where few files speak of a vendor, nobody else would parse the others: their names alone are not worth it.
  modules.mayParseAll ??= speakingIn(modules).length * 2 >= files.names().length;
  if (!modules.mayParseAll) return undefined;
  return (modules.every ??= files.names().flatMap(name => moduleOfFile(name, modules) ?? []));
}

/** Finds the other modules of the project in which a class implements something. */
export function implementingFor(context: Context): Module['implementing'] {
  return name => {
    const modules = programModules(context);
    return modules ? implementingIn(context.filename, name, modules) : [];
  };
}

function implementingIn(fileName: string, name: string, modules: ProgramModules): Module[] {
  modules.implementing ??= filesByInterface(modules.files);
  const names = modules.implementing.get(name) ?? [];
  return names.flatMap(file => (file === fileName ? [] : (moduleOfFile(file, modules) ?? [])));
}

function filesByInterface(files: ProjectFiles): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const file of files.names()) {
    for (const name of implementedNames(files.text(file) ?? '')) {
      const before = found.get(name);
      if (before) before.push(file);
      else found.set(name, [file]);
    }
  }
  return found;
}

function programModules(context: Context): ProgramModules | undefined {
  const { sourceCode, languageOptions, cwd } = context;
  const files = projectFilesOf(context);
  const parser = languageOptions.parser as { parseForESLint?: ParseForESLint } | undefined;
  if (!files || !parser?.parseForESLint) return undefined;
  const known: ProgramModules = modulesOf.get(files) ?? {
    files,
    cwd,
    parse: parser.parseForESLint.bind(parser),
    visitorKeys: sourceCode.visitorKeys,
    known: new Map<string, Module | undefined>(),
    resolved: new Map<string, string | undefined>(),
    linked: new Map<ReadonlySet<string>, readonly Module[]>(),
    others: new Map<string, Module[]>(),
    importing: new Map<string, readonly Module[]>(),
  };
  modulesOf.set(files, known);
  return known;
}

function moduleOfFile(name: string, modules: ProgramModules): Module | undefined {
  if (modules.known.has(name)) return modules.known.get(name);
  const module = parseModule(name, modules);
  modules.known.set(name, module);
  return module;
}

/** Another file is parsed by itself: the evaluator reads one kind of syntax tree. A file that does not parse is unknown. */
function parseModule(name: string, modules: ProgramModules): Module | undefined {
  const text = modules.files.text(name);
  if (text === undefined) return undefined;
  try {
    const options = {
      filePath: name,
      range: true,
      loc: true,
      sourceType: 'module',
      ecmaFeatures: { jsx: true },
      jsDocParsingMode: 'none',
    };
    const { ast, scopeManager, visitorKeys: ownKeys } = modules.parse(text, options);
    if (!scopeManager) return undefined;
    const visitorKeys = ownKeys ?? modules.visitorKeys;
    linkParents(ast, visitorKeys);
    return registerModule({
      ast,
      scopeManager,
      visitorKeys,
      fileName: name,
      path: projectPath(name, modules.cwd),
      text,
      resolve: specifier => resolveFrom(name, specifier, modules),
      packageOf: specifier => packageIn(modules.files, name, specifier),
      others: () => othersThan(name, modules),
      linked: () => linkedWith(name, modules),
      importing: () => importingOf(name, modules),
      every: () => everyIn(modules),
      implementing: implemented => implementingIn(name, implemented, modules),
    });
  } catch {
    modules.files.whenUnparsed?.(name);
    return undefined;
  }
}

export function linkParents(ast: TSESTree.Program, visitorKeys: VisitorKeys): void {
  registerVisitorKeys(ast, visitorKeys);
  visit(ast, (node, parent) => {
    if (parent) node.parent = parent;
  });
}

function resolveFrom(from: string, specifier: string, modules: ProgramModules): Module | undefined {
  const question = `${from}\0${specifier}`;
  if (!modules.resolved.has(question)) modules.resolved.set(question, modules.files.resolve(from, specifier));
  const name = modules.resolved.get(question);
  return name === undefined ? undefined : moduleOfFile(name, modules);
}
