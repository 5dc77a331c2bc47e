import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { createFrame, type Frame } from '../values/frame.ts';
import { packageSpecifier } from './package-specifier.ts';
import { registerVisitorKeys, type VisitorKeys } from './visit.ts';
import { templateVariables, withTemplate } from './vue-template.ts';

/** One parsed file, with what the evaluator needs to know of it. */
export interface Module {
  ast: TSESTree.Program;
  /** As the parser was given it. */
  fileName: string;
  /** Inside of the project, with `/`. */
  path: string;
  text: string;
  /** The frame in which nothing is bound. */
  frame: Frame;
  /** Finds the module that a specifier means, where other files can be seen. */
  resolve(specifier: string): Module | undefined;
  /** Whether other files can be seen, so that a specifier that leads to none of them means something else. */
  seesFiles: boolean;
  /** The package that a specifier names where it means no module that can be seen: an alias stands for what it is installed from. */
  packageOf(specifier: string): string;
  /** The other modules that can be seen and speak of a vendor: where a function of this one may be called from. */
  others(): readonly Module[];
  /** Those that may share values with this one, which is among them, in one list for all of them. */
  linked(): readonly Module[];
  /** The modules that import this one, directly or, where all that can be seen is analyzed, through others. */
  importing(): readonly Module[];
  /** All modules that can be seen, this one included; undefined where they are more than are analyzed. */
  every(): readonly Module[] | undefined;
  /** The other modules that can be seen and have a class that implements something of that name. */
  implementing(name: string): readonly Module[];
}

export interface ParsedFile {
  ast: TSESTree.Program;
  scopeManager: TSESLint.Scope.ScopeManager;
  visitorKeys: VisitorKeys;
  fileName: string;
  path: string;
  text: string;
  resolve?: Module['resolve'] | undefined;
  packageOf?: Module['packageOf'] | undefined;
  others?: Module['others'] | undefined;
  linked?: Module['linked'] | undefined;
  importing?: Module['importing'] | undefined;
  every?: Module['every'] | undefined;
  implementing?: Module['implementing'] | undefined;
}

type Variable = TSESLint.Scope.Variable;

const modules = new WeakMap<TSESTree.Program, Module>();
const variables = new WeakMap<TSESTree.Node, Variable>();

/** Registers a parsed file, once per syntax tree; its identifiers can then be resolved. */
export function registerModule({
  ast,
  scopeManager,
  visitorKeys,
  fileName,
  path,
  text,
  resolve,
  packageOf = packageSpecifier,
  others = () => [],
  linked = () => [],
  importing = () => [],
  every,
  implementing = () => [],
}: ParsedFile): Module {
  const known = modules.get(ast);
  if (known) return known;
  registerVisitorKeys(ast, withTemplate(ast, visitorKeys));
  for (const scope of scopeManager.scopes) {
    for (const reference of scope.references) registerReference(reference);
    for (const variable of scope.variables) registerNames(variable);
  }
  for (const [identifier, variable] of templateVariables(ast, scopeManager)) variables.set(identifier, variable);
  const module: Module = {
    ast,
    fileName,
    path,
    text,
    frame: createFrame(),
    resolve: resolve ?? (() => undefined),
    seesFiles: resolve !== undefined,
    packageOf,
    others,
    linked,
    importing,
    every: every ?? (() => [module]),
    implementing,
  };
  modules.set(ast, module);
  return module;
}

function registerReference({ identifier, resolved }: TSESLint.Scope.Reference): void {
  if (resolved) variables.set(identifier, resolved);
}

/** The name of a class is declared once around it and once inside; outer scopes come first. */
function registerNames(variable: Variable): void {
  for (const { name } of variable.defs) if (!variables.has(name)) variables.set(name, variable);
}

/** The module that a node stands in. */
export function moduleOf(node: TSESTree.Node): Module | undefined {
  let at: TSESTree.Node = node;
  while (at.parent) at = at.parent;
  return at.type === 'Program' ? modules.get(at) : undefined;
}

/** The variable that an identifier refers to or declares; undefined for globals that nobody declares. */
export function variableOf(identifier: TSESTree.Node): Variable | undefined {
  const variable = variables.get(identifier);
  return variable && variable.defs.length > 0 ? variable : undefined;
}
