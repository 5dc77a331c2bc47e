import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isCommonJs, isModule, styleOf } from './source-style.ts';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** A text in place of a range of the source. */
export interface TextEdit {
  range: Readonly<TSESTree.Range>;
  text: string;
}

/** A package, as a file may import it. */
export interface ImportedPackage {
  /** The specifier of a new import. */
  from: string;
  /** Whether a specifier of the file means the same package. */
  isSame(specifier: string): boolean;
}

/** How a file names what it imports of a package. */
export interface PackageImports {
  /** The local name of an export that is imported already. */
  knownNameOf(exported: string): string | undefined;
  /** The text that stands for an export, which is imported if nobody did yet; undefined where the name means something else. */
  nameOf(exported: string, kind?: 'type'): string | undefined;
  /** Imports what is missing, in the form in which the file imports; undefined where it can import nothing. */
  edits(): TextEdit[] | undefined;
}

/** Reads the imports of a package, and collects what is missing. */
export function importsOf(sourceCode: SourceCode, wanted: ImportedPackage): PackageImports {
  const { known, namespace, list } = importedBy(sourceCode.ast, wanted);
  const missing = new Map<string, 'type' | 'value'>();
  const ofNamespace = (exported: string): string | undefined => namespace && `${namespace}.${exported}`;
  return {
    knownNameOf: exported => known.get(exported) ?? ofNamespace(exported),
    nameOf(exported, kind) {
      const local = known.get(exported) ?? (list ? undefined : ofNamespace(exported));
      if (local !== undefined) return local;
      if (isTaken(exported, sourceCode)) return undefined;
      if (kind !== 'type' || !missing.has(exported)) missing.set(exported, kind ?? 'value');
      return exported;
    },
    edits() {
      if (missing.size === 0) return [];
      const names = [...missing]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, kind]) => (kind === 'type' ? `type ${name}` : name));
      const edit = list ? extended(list, names) : newImport(sourceCode, names, wanted.from);
      return edit && [edit];
    },
  };
}

/** How an export of a package is written in a file, and what makes it known there. */
export interface ImportEdit {
  name: string;
  edit: (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];
}

/** What is wanted of a package. */
export interface Wanted extends ImportedPackage {
  name: string;
}

/** Makes one export of a package known in a file; undefined where that cannot be. */
export function importOf(sourceCode: SourceCode, wanted: Wanted): ImportEdit | undefined {
  const imports = importsOf(sourceCode, wanted);
  const name = imports.nameOf(wanted.name);
  const edits = name === undefined ? undefined : imports.edits();
  if (name === undefined || !edits) return undefined;
  return {
    name,
    edit: fixer => edits.map(({ range: [start, end], text }) => fixer.replaceTextRange([start, end], text)),
  };
}

type NamedList = TSESTree.ImportDeclaration | TSESTree.ObjectPattern;

interface Imported {
  /** Local names by exported ones. */
  known: Map<string, string>;
  /** The local name of the whole package. */
  namespace: string | undefined;
  /** Where more names can be added. */
  list: NamedList | undefined;
}

function importedBy({ body }: TSESTree.Program, { isSame }: ImportedPackage): Imported {
  const imported: Imported = { known: new Map(), namespace: undefined, list: undefined };
  for (const statement of body) {
    if (statement.type === 'ImportDeclaration' && isSame(statement.source.value)) readImport(statement, imported);
    for (const { id, from } of requiresIn(statement)) if (isSame(from)) readRequire(id, imported);
  }
  return imported;
}

function readImport(statement: TSESTree.ImportDeclaration, imported: Imported): void {
  if (statement.importKind === 'type') return;
  for (const specifier of statement.specifiers) {
    if (specifier.type !== 'ImportSpecifier') imported.namespace = specifier.local.name;
    else if (specifier.imported.type === 'Identifier' && specifier.importKind !== 'type')
      imported.known.set(specifier.imported.name, specifier.local.name);
  }
  if (statement.specifiers.at(-1)?.type === 'ImportSpecifier') imported.list = statement;
}

function readRequire(id: TSESTree.Node, imported: Imported): void {
  if (id.type === 'Identifier') imported.namespace = id.name;
  if (id.type !== 'ObjectPattern' || id.properties.length === 0) return;
  imported.list = id;
  for (const property of id.properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
    if (property.value.type === 'Identifier') imported.known.set(property.key.name, property.value.name);
  }
}

/** `const … = require('package')` at the top of a module. */
function requiresIn(statement: TSESTree.Node): { id: TSESTree.Node; from: string }[] {
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }) => {
    const argument = init && isRequire(init) ? init.arguments[0] : undefined;
    return argument?.type === 'Literal' && typeof argument.value === 'string' ? [{ id, from: argument.value }] : [];
  });
}

function isRequire(node: TSESTree.Node): node is TSESTree.CallExpression {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';
}

function isTaken(name: string, { scopeManager }: SourceCode): boolean {
  return scopeManager?.scopes.some(({ set }) => (set.get(name)?.defs.length ?? 0) > 0) ?? true;
}

/** Behind the last name; a rest, with which a pattern may end, stays the last. */
function extended(list: NamedList, names: readonly string[]): TextEdit | undefined {
  const last = (list.type === 'ImportDeclaration' ? list.specifiers : list.properties).at(-1);
  if (!last) return undefined;
  const [start, end] = last.range;
  if (last.type === 'RestElement') return { range: [start, start], text: names.map(name => `${name}, `).join('') };
  return { range: [end, end], text: names.map(name => `, ${name}`).join('') };
}

function newImport(sourceCode: SourceCode, names: readonly string[], from: string): TextEdit | undefined {
  const { ast, text: source } = sourceCode;
  const { quote, end } = styleOf(sourceCode);
  const isRequiring = isCommonJs(sourceCode);
  if (!isRequiring && !isModule(ast) && ast.sourceType !== 'module') return undefined;
  const specifier = `${quote}${from}${quote}`;
  const list = `{ ${names.join(', ')} }`;
  const text = isRequiring ? `const ${list} = require(${specifier})${end}` : `import ${list} from ${specifier}${end}`;
  const { at, isBehind } = placeForImports(ast, source);
  return { range: [at, at], text: isBehind ? `\n${text}` : `${text}\n` };
}

/** Where new statements of a module begin: behind its imports or directives, or before its first statement. */
export interface StatementPlace {
  at: number;
  /** Behind a statement, not before the first one. */
  isBehind: boolean;
}

/** Behind the last import or `require` of a module, else behind its directives, else before the first statement with its comment. */
export function placeForImports({ body }: TSESTree.Program, source: string): StatementPlace {
  const last =
    body.findLast(statement => isImport(statement)) ??
    body.findLast(statement => 'directive' in statement && statement.directive !== undefined);
  if (last) return { at: last.range[1], isBehind: true };
  const start = body[0]?.range[0] ?? source.length;
  const before = source.slice(0, start).replace(OWN_COMMENT, '');
  if (before.trim() === '') return { at: 0, isBehind: false };
  const lineEnd = /\n[^\S\n]*$/.exec(before)?.index;
  return lineEnd === undefined ? { at: start, isBehind: false } : { at: lineEnd, isBehind: true };
}

/** A comment that belongs to the statement behind it. */
const OWN_COMMENT = /\/\*\*(?:(?!\*\/)[^])*\*\/[^\S\n]*\n[^\S\n]*$/;

function isImport(statement: TSESTree.Node): boolean {
  if (statement.type === 'ImportDeclaration' || statement.type === 'TSImportEqualsDeclaration') return true;
  return (
    statement.type === 'VariableDeclaration' &&
    statement.declarations.some(({ init }) => {
      const at = init?.type === 'MemberExpression' ? init.object : init;
      return at != null && isRequire(at);
    })
  );
}
