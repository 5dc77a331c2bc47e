import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isCommonJs, isModule, styleOf } from './source-style.ts';

type SourceCode = Readonly<TSESLint.SourceCode>;
export type Edit = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];

/** How an export of a package is written in a file, and what makes it known there. */
export interface ImportEdit {
  name: string;
  edit: Edit;
}

/** What is wanted of a package. */
export interface Wanted {
  name: string;
  /** The specifier of a new import. */
  from: string;
  /** Whether a specifier of the file means the same package. */
  isSame(specifier: string): boolean;
}

/**
 * Makes an export of a package known in a file, in the form in which the file imports: what is imported already is used, an import
 * of the same package is extended, and else there is a new one. Undefined where the name means something else in the file.
 */
export function importOf(sourceCode: SourceCode, wanted: Wanted): ImportEdit | undefined {
  const { body } = sourceCode.ast;
  const imports = body.filter(statement => statement.type === 'ImportDeclaration');
  const own = imports.filter(({ source, importKind }) => importKind !== 'type' && wanted.isSame(source.value));
  const requires = body.flatMap(statement => requiresIn(statement)).filter(({ from }) => wanted.isSame(from));
  const known = [
    ...own.map(each => inImport(each, wanted.name)),
    ...requires.map(({ id }) => inPattern(id, wanted.name)),
  ];
  const name = known.find(each => each !== undefined);
  if (name !== undefined) return { name, edit: () => [] };
  if (isTaken(wanted.name, sourceCode)) return undefined;
  const extended = [...own.map(extendImport), ...requires.map(({ id }) => extendPattern(id))].find(Boolean);
  const edit = extended?.(wanted.name) ?? newImport(sourceCode, wanted);
  return edit && { name: wanted.name, edit };
}

function inImport({ specifiers }: TSESTree.ImportDeclaration, name: string): string | undefined {
  for (const specifier of specifiers) {
    if (specifier.type !== 'ImportSpecifier') return `${specifier.local.name}.${name}`;
    const { imported, importKind, local } = specifier;
    if (importKind !== 'type' && imported.type === 'Identifier' && imported.name === name) return local.name;
  }
  return undefined;
}

function inPattern(id: TSESTree.Node, name: string): string | undefined {
  if (id.type === 'Identifier') return `${id.name}.${name}`;
  const found = id.type === 'ObjectPattern' ? id.properties.find(property => isNamed(property, name)) : undefined;
  return found?.type === 'Property' && found.value.type === 'Identifier' ? found.value.name : undefined;
}

function isNamed(property: TSESTree.Property | TSESTree.RestElement, name: string): boolean {
  return property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === name;
}

type Extend = (name: string) => Edit;

function extendImport({ specifiers }: TSESTree.ImportDeclaration): Extend | undefined {
  const last = specifiers.at(-1);
  return last?.type === 'ImportSpecifier' ? name => fixer => [fixer.insertTextAfter(last, `, ${name}`)] : undefined;
}

function extendPattern(id: TSESTree.Node): Extend | undefined {
  const first = id.type === 'ObjectPattern' ? id.properties[0] : undefined;
  return first && (name => fixer => [fixer.insertTextBefore(first, `${name}, `)]);
}

/** `const … = require('package')` at the top of a module. */
function requiresIn(statement: TSESTree.Node): { id: TSESTree.Node; from: string }[] {
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }) => {
    const argument = init?.type === 'CallExpression' && isRequire(init.callee) ? init.arguments[0] : undefined;
    return argument?.type === 'Literal' && typeof argument.value === 'string' ? [{ id, from: argument.value }] : [];
  });
}

function isRequire(callee: TSESTree.Node): boolean {
  return callee.type === 'Identifier' && callee.name === 'require';
}

function isTaken(name: string, { scopeManager }: SourceCode): boolean {
  return scopeManager?.scopes.some(({ set }) => (set.get(name)?.defs.length ?? 0) > 0) ?? true;
}

function newImport(sourceCode: SourceCode, { name, from }: Wanted): Edit | undefined {
  const { body } = sourceCode.ast;
  const { quote, end } = styleOf(sourceCode);
  const imports = body.filter(statement => statement.type === 'ImportDeclaration');
  const requiring = body.filter(statement => requiresIn(statement).length > 0);
  const isRequiring = isCommonJs(sourceCode);
  if (!isRequiring && !isModule(sourceCode.ast) && sourceCode.ast.sourceType !== 'module') return undefined;
  const specifier = `${quote}${from}${quote}`;
  const text = isRequiring
    ? `const { ${name} } = require(${specifier})${end}`
    : `import { ${name} } from ${specifier}${end}`;
  const before = (isRequiring ? requiring : imports).at(-1);
  if (before) return fixer => [fixer.insertTextAfter(before, `\n${text}`)];
  const first = firstPlace(sourceCode);
  return first && (fixer => [fixer.insertTextBefore(first, `${text}\n`)]);
}

/** The first statement behind the directives, with the comment that belongs to it. */
function firstPlace(sourceCode: SourceCode): TSESTree.Node | TSESTree.Comment | undefined {
  const { body } = sourceCode.ast;
  const first = body.find(statement => !(statement.type === 'ExpressionStatement' && statement.directive));
  const comment = first && sourceCode.getCommentsBefore(first).at(-1);
  const isOfFirst = comment && comment.value.startsWith('*') && comment.loc.end.line + 1 === first.loc.start.line;
  return isOfFirst ? comment : first;
}
