import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from './evaluate.ts';
import { memberOf } from './members.ts';
import { type Module, moduleOf, variableOf } from '../program/module.ts';
import { memo, type WeakMemoMap } from '../values/memo.ts';
import { lazy, type Lazy, mapAlternatives, type ObjectValue, join, UNKNOWN, type Value } from '../values/value.ts';
import { valueOfVariable } from './variables.ts';

/** What an import binding stands for: an export of a module that can be seen, or of a package from outside. */
export function valueOfImport(specifier: TSESTree.Node, declaration: TSESTree.Node): Value {
  if (specifier.type === 'TSImportEqualsDeclaration') return valueOfImportEquals(specifier);
  if (declaration.type !== 'ImportDeclaration') return UNKNOWN;
  const namespace = valueOfModule(declaration.source.value, declaration);
  switch (specifier.type) {
    case 'ImportSpecifier':
      return exportNamed(namespace, nameOf(specifier.imported), specifier);
    case 'ImportDefaultSpecifier':
      return exportNamed(namespace, 'default', specifier);
    default:
      return namespace;
  }
}

function valueOfImportEquals(node: TSESTree.TSImportEqualsDeclaration): Value {
  const reference = node.moduleReference;
  const isRequire = reference.type === 'TSExternalModuleReference' && reference.expression.type === 'Literal';
  return isRequire ? valueOfModule(String((reference.expression as TSESTree.Literal).value), node) : UNKNOWN;
}

function exportNamed(namespace: Value, name: string, node: TSESTree.Node): Value {
  const module = moduleOf(node);
  if (!module) return UNKNOWN;
  return mapAlternatives(namespace, option => {
    // The default of a CommonJS module is all that it exports.
    const isAll = name === 'default' && !(option.kind === 'object' && option.properties.has('default'));
    return isAll ? option : memberOf(option, name, node, module.frame);
  });
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

/** Modules of Nuxt whose exports are there without an import, too. Source: its documentation; read 2026-11-20. */
const OF_GLOBALS = new Set(['#imports', '#app', 'nuxt/app']);

/** The exports of a module, by specifier as seen from `from`. */
export function valueOfModule(specifier: string, from: TSESTree.Node): Value {
  const module = moduleOf(from);
  const target = module?.resolve(specifier);
  if (target) return exportsOf(target);
  return {
    kind: 'external',
    module: OF_GLOBALS.has(specifier) ? undefined : (module?.packageOf(specifier) ?? specifier),
    path: [],
  };
}

const exportsByModule: WeakMemoMap<Module, Value> = new WeakMap();
const NOTHING_YET: Value = { kind: 'object', properties: new Map(), open: false, node: undefined };

/** Everything that a module exports, as an object; CommonJS that replaces `module.exports` is the value itself, and so is JSON. */
function exportsOf(module: Module): Value {
  return memo(exportsByModule, module, () => collectedExports(module), NOTHING_YET);
}

function collectedExports(module: Module): Value {
  const value: ObjectValue = { kind: 'object', properties: new Map(), open: false, node: undefined };
  const [data] = /\.json$/i.test(module.path) ? module.ast.body : [];
  if (data?.type === 'ExpressionStatement') return evaluate(data.expression, module.frame);
  for (const statement of module.ast.body) collectExports(statement, module, value);
  return commonJsExports(module, value) ?? value;
}

function collectExports(statement: TSESTree.ProgramStatement, module: Module, value: ObjectValue): void {
  const { properties } = value;
  switch (statement.type) {
    case 'ExportDefaultDeclaration':
      properties.set(
        'default',
        lazy(() => valueAtEnd(statement.declaration, module)),
      );
      break;
    case 'ExportAllDeclaration':
      collectReexports(statement, value);
      break;
    case 'ExportNamedDeclaration':
      for (const [name, node] of namedExports(statement))
        properties.set(
          name,
          lazy(() => valueAtEnd(node, module)),
        );
      if (statement.source) collectNamedReexports(statement, statement.source.value, properties);
      break;
    case 'TSExportAssignment':
      properties.set(
        'default',
        lazy(() => evaluate(statement.expression, module.frame)),
      );
      break;
    default:
  }
}

/** Who imports a variable sees what the module made of it in the end. */
function valueAtEnd(node: TSESTree.Node, module: Module): Value {
  const variable = node.type === 'Identifier' ? variableOf(node) : undefined;
  return variable ? valueOfVariable(variable, module.ast, module.frame) : evaluate(node, module.frame);
}

function collectReexports(statement: TSESTree.ExportAllDeclaration, value: ObjectValue): void {
  const { exported, source } = statement;
  if (exported) {
    value.properties.set(
      nameOf(exported),
      lazy(() => valueOfModule(source.value, statement)),
    );
    return;
  }
  const all = valueOfModule(source.value, statement);
  const packages = all.kind === 'external' ? [all] : all.kind === 'object' ? all.packages : undefined;
  value.packages = [...(value.packages ?? []), ...(packages ?? [])];
  if (all.kind !== 'object') value.open = true;
  else for (const [name, property] of all.properties) if (name !== 'default') value.properties.set(name, property);
}

function collectNamedReexports(
  statement: TSESTree.ExportNamedDeclaration,
  source: string,
  properties: Map<string, Lazy>,
): void {
  for (const { local, exported } of statement.specifiers) {
    properties.set(
      nameOf(exported),
      lazy(() => exportNamed(valueOfModule(source, statement), nameOf(local), statement)),
    );
  }
}

function namedExports(statement: TSESTree.ExportNamedDeclaration): [string, TSESTree.Node][] {
  const { declaration } = statement;
  if (!declaration) {
    return statement.source ? [] : statement.specifiers.map(({ local, exported }) => [nameOf(exported), local]);
  }
  if (declaration.type !== 'VariableDeclaration') {
    return 'id' in declaration && declaration.id?.type === 'Identifier' ? [[declaration.id.name, declaration.id]] : [];
  }
  return declaration.declarations.flatMap(({ id }) => declaredNames(id)).map(node => [node.name, node]);
}

function declaredNames(pattern: TSESTree.Node): TSESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap(property =>
        declaredNames(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap(element => (element ? declaredNames(element) : []));
    case 'AssignmentPattern':
      return declaredNames(pattern.left);
    case 'RestElement':
      return declaredNames(pattern.argument);
    default:
      return [];
  }
}

/** Reads `module.exports = …` and `exports.name = …` at the top of the module. */
function commonJsExports(module: Module, value: ObjectValue): Value | undefined {
  const replacements: Lazy[] = [];
  for (const statement of module.ast.body) {
    if (statement.type !== 'ExpressionStatement') continue;
    for (let at = statement.expression; at.type === 'AssignmentExpression'; at = at.right) {
      const target = exportTarget(at.left);
      const { right } = at;
      const read = lazy(() => evaluate(right, module.frame));
      if (target === '') replacements.push(read);
      else if (target !== undefined) value.properties.set(target, read);
    }
  }
  if (replacements.length === 0) return undefined;
  const replaced = join(replacements.map(read => read()));
  if (value.properties.size === 0 || replaced.kind !== 'object') return replaced;
  return { ...replaced, properties: new Map([...replaced.properties, ...value.properties]) };
}

/** The name that an assignment exports; the empty name means all exports at once. */
function exportTarget(node: TSESTree.Node): string | undefined {
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return undefined;
  const { object, property } = node;
  if (object.type === 'Identifier' && object.name === 'exports') return property.name;
  if (object.type === 'Identifier' && object.name === 'module' && property.name === 'exports') return '';
  return exportTarget(object) === '' ? property.name : undefined;
}
