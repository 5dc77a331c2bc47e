import type { TSESTree } from '@typescript-eslint/utils';
import { type ParsedFile, registerModule, variableOf } from '../program/module.ts';
import { isFunction, spelledNames, staticName, unwrap } from '../program/node.ts';
import { linkParents } from '../program/program-modules.ts';
import { visit } from '../program/visit.ts';
import { exportedNodes } from './browser-part.ts';
import { givenByAssignment, givenByCall, givenByReturn, isResolver } from './client-channels.ts';
import { constantOf, pageExpressions, routeData } from './given-keys.ts';
import type { KeyNames } from './key-reads.ts';
import { answersAt } from './responses.ts';

/** What has the environment as its argument, or in its options. */
const ENVIRONMENT = /^(?:process\.env|Bun\.env|Deno\.env\.toObject\.\(\))$/;
const OPTION = /^(?:runtimeEnv|runtimeEnvStrict|experimental__runtimeEnv|env|processEnv)$/;
/** What only reads the environment where its arguments do not say so. */
const READER = /^(?:createEnv|envsafe)$/;
/** What may leave a field of the schema out. */
const CHANGING = /^(?:transform|pipe|pick|omit|preprocess)$/;
/** Where the result of a schema has the values. */
const RESULT = /^(?:data|output|value)$/;
const DEEPEST = 5;

/**
 * Finds the names by which a module exports an environment that a schema has checked, where that has the variable of a key:
 * `export const env = z.object({ KEY: z.string() }).parse(process.env)`.
 *
 * Sources: the documentation of zod, valibot, ArkType, envalid, envsafe and t3-env; read 2026-11-23.
 */
export function exportedEnvironments(file: ParsedFile, names: KeyNames): string[] {
  linkParents(file.ast, file.visitorKeys);
  const { ast } = registerModule(file);
  const found = [...exportedNodes(ast)].flatMap(([name, node]) => {
    const value = node.type === 'VariableDeclarator' ? node.init : node;
    return value && isChecked(value, names) ? [name] : [];
  });
  visit(ast, node => {
    if (node.type === 'AssignmentExpression') found.push(...assignedEnvironments(node, names));
  });
  return found;
}

/** `module.exports = { env }`, `exports.env = env`; the module itself is its default. */
function assignedEnvironments({ left, right }: TSESTree.AssignmentExpression, names: KeyNames): string[] {
  const [first, second, third] = spelledNames(left);
  const path = first === 'module' ? [second, third] : [first, second];
  if (path[0] !== 'exports') return [];
  if (path[1] !== undefined) return isChecked(right, names) ? [path[1]] : [];
  if (right.type !== 'ObjectExpression') return isChecked(right, names) ? ['default'] : [];
  return right.properties.flatMap(property => {
    const name = property.type === 'Property' ? staticName(property) : undefined;
    return property.type === 'Property' && name !== undefined && isChecked(property.value, names) ? [name] : [];
  });
}

/** Whether a value is an environment that a schema with a key has checked. */
function isChecked(value: TSESTree.Node, names: KeyNames, depth = 0): boolean {
  const node = unwrap(value);
  if (depth > DEEPEST) return false;
  const isInner = (inner: TSESTree.Node | null | undefined): boolean => !!inner && isChecked(inner, names, depth + 1);
  switch (node.type) {
    case 'Identifier':
      return isInner(constantOf(node));
    case 'MemberExpression':
      return RESULT.test(staticName(node) ?? '') && isInner(node.object);
    case 'CallExpression':
      if (spelledNames(node.callee).join('.') === 'Object.freeze') return isInner(node.arguments[0]);
      return isSchemaCall(node, names) || returnedBy(node.callee).some(isInner);
    default:
      return false;
  }
}

/** What a function of the module returns that is called. */
function returnedBy(callee: TSESTree.Node): TSESTree.Node[] {
  const [definition] = callee.type === 'Identifier' ? (variableOf(callee)?.defs ?? []) : [];
  const made = definition?.type === 'FunctionName' ? definition.node : constantOf(callee);
  if (!made || !isFunction(made) || !made.body) return [];
  if (made.body.type !== 'BlockStatement') return [made.body];
  return made.body.body.flatMap(statement =>
    statement.type === 'ReturnStatement' && statement.argument ? [statement.argument] : [],
  );
}

function isSchemaCall(call: TSESTree.CallExpression, names: KeyNames): boolean {
  const spelled = spelledNames(call.callee);
  const readsEnvironment =
    READER.test(spelled.at(-1) ?? '') || call.arguments.some(given => isEnvironment(given) || hasEnvironment(given));
  if (!readsEnvironment) return false;
  const parts = [call.callee, ...call.arguments].flatMap(part => [part, ...schemasOf(part)]);
  return !parts.some(isChanging) && parts.some(part => hasKey(part, names));
}

function isEnvironment(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  if (at.type === 'MemberExpression' && at.object.type === 'MetaProperty') return staticName(at) === 'env';
  return ENVIRONMENT.test(spelledNames(at).join('.'));
}

/** `{ runtimeEnv: process.env }`. */
function hasEnvironment(options: TSESTree.Node): boolean {
  if (options.type !== 'ObjectExpression') return false;
  return options.properties.some(
    property =>
      property.type === 'Property' && OPTION.test(staticName(property) ?? '') && isEnvironment(property.value),
  );
}

/** The schemas that a callee or an argument names: `Schema.parse`, `parse(Schema, …)`. */
function schemasOf(part: TSESTree.Node): TSESTree.Node[] {
  let root = unwrap(part);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression')
    root = unwrap(root.type === 'MemberExpression' ? root.object : root.callee);
  const constant = constantOf(root);
  return constant ? [constant] : [];
}

/** Whether the outermost calls of a schema reshape what it has checked. */
function isChanging(part: TSESTree.Node): boolean {
  for (let at = unwrap(part); at.type === 'MemberExpression' || at.type === 'CallExpression';) {
    if (at.type === 'MemberExpression' && CHANGING.test(staticName(at) ?? '')) return true;
    at = unwrap(at.type === 'MemberExpression' ? at.object : at.callee);
  }
  return false;
}

const CONSTANT = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;

/** Whether a schema has a key among its fields: one that is sent with a constant name, or below `server` of t3-env. */
function hasKey(schema: TSESTree.Node, { mayBeKey }: KeyNames): boolean {
  let isFound = false;
  visit(schema, (node, parent) => {
    if (isFound || node.type !== 'Property' || parent?.type !== 'ObjectExpression') return;
    const name = staticName(node) ?? '';
    isFound = CONSTANT.test(name) && mayBeKey(name) && !isEnvironmentPart(node.value);
  });
  return isFound;
}

/** `KEY: process.env.KEY` is a value, and no field. */
function isEnvironmentPart(value: TSESTree.Node): boolean {
  return value.type === 'MemberExpression' && isEnvironment(value.object);
}

/**
 * Finds where a module gives a checked environment whole to a browser or an app.
 *
 * @param isEnvironmentOf whether another module exports one by a name
 */
export function givenEnvironments(
  file: ParsedFile,
  names: KeyNames,
  isEnvironmentOf: (specifier: string, name: string) => boolean,
): TSESTree.Node[] {
  return givenWhole(
    file,
    node => node.type === 'Identifier' && (isImported(node, isEnvironmentOf) || isChecked(node, names)),
  );
}

/** Finds where a module gives something whole to a browser or an app. @param isOne whether an expression is it */
export function givenWhole(file: ParsedFile, isOne: (node: TSESTree.Node) => boolean): TSESTree.Node[] {
  linkParents(file.ast, file.visitorKeys);
  const { ast, path, text } = registerModule(file);
  const place = { program: ast, path, text };
  const found = new Set<TSESTree.Node>();
  const add = (given: readonly TSESTree.Node[]): void => {
    for (const node of given) for (const name of wholeIn(node, isOne)) found.add(name);
  };
  const addReturned = (returned: TSESTree.Expression): void => {
    add(givenByReturn(returned, place).map(({ given }) => given));
    add(routeData(returned, ast, path).map(({ given }) => given));
    if (isResolved(returned, text)) add([returned]);
  };
  visit(ast, node => {
    add(answersAt(node, ast).map(({ given }) => given));
    switch (node.type) {
      case 'CallExpression':
        add(givenByCall(node, place).map(({ given }) => given));
        break;
      case 'AssignmentExpression':
        add(givenByAssignment(node).map(({ given }) => given));
        if (/\.locals(?:\.\w+)?$/.test(spelledNames(node.left).join('.'))) add([node.right]);
        break;
      case 'ReturnStatement':
        if (node.argument) addReturned(node.argument);
        break;
      case 'ArrowFunctionExpression':
        if (node.body.type !== 'BlockStatement') addReturned(node.body);
        break;
      case 'TemplateLiteral':
      case 'BinaryExpression':
        add(pageExpressions(node));
        break;
      case 'JSXExpressionContainer':
        if (node.parent.type === 'JSXAttribute') add([markupIn(node.expression)]);
        break;
      case 'JSXSpreadAttribute':
        add([node.argument]);
        break;
      default:
    }
  });
  return [...found];
}

/** `{ __html: … }`. */
function markupIn(given: TSESTree.Node): TSESTree.Node {
  const [property] = given.type === 'ObjectExpression' ? given.properties : [];
  return property?.type === 'Property' && staticName(property) === '__html' ? property.value : given;
}

/** A field of GraphQL that is sent whole: a scalar such as `JSON`. */
function isResolved(returned: TSESTree.Node, text: string): boolean {
  let at: TSESTree.Node | undefined = returned;
  while (at && !isFunction(at)) at = at.parent;
  const field = at?.parent;
  if (field?.type !== 'Property' || field.value !== at || !isResolver(field)) return false;
  return new RegExp(String.raw`\b${staticName(field) ?? ' '}\b[^:{}]{0,200}:\s*(?:JSON|Any|Object)`).test(text);
}

function isImported(name: TSESTree.Identifier, isEnvironmentOf: (specifier: string, name: string) => boolean): boolean {
  const [definition] = variableOf(name)?.defs ?? [];
  if (definition?.type === 'ImportBinding' && definition.parent.type === 'ImportDeclaration') {
    const { node } = definition;
    if (node.type === 'ImportNamespaceSpecifier') return false;
    const imported = node.type === 'ImportSpecifier' ? node.imported : undefined;
    const exported = imported ? (imported.type === 'Identifier' ? imported.name : imported.value) : 'default';
    return isEnvironmentOf(definition.parent.source.value, exported);
  }
  if (definition?.type !== 'Variable' || !definition.node.init) return false;
  const required = unwrap(definition.node.init);
  const isPart = required.type === 'MemberExpression';
  const call = isPart ? required.object : required;
  if (call.type !== 'CallExpression' || spelledNames(call.callee).join('.') !== 'require') return false;
  const [specifier] = call.arguments;
  if (specifier?.type !== 'Literal') return false;
  const exported = isPart ? staticName(required) : requiredName(definition.node.id, name);
  return exported !== undefined && isEnvironmentOf(String(specifier.value), exported);
}

/** `const { env: settings } = require(…)`. */
function requiredName(target: TSESTree.Node, name: TSESTree.Identifier): string | undefined {
  if (target.type !== 'ObjectPattern') return 'default';
  const variable = variableOf(name);
  for (const property of target.properties)
    if (property.type === 'Property' && property.value.type === 'Identifier' && variableOf(property.value) === variable)
      return staticName(property);
  return undefined;
}

/** Where something stands whole in what is given: itself, in an object, spread, or as a text. */
function wholeIn(given: TSESTree.Node, isOne: (node: TSESTree.Node) => boolean, depth = 0): TSESTree.Node[] {
  const node = unwrap(given);
  if (depth > DEEPEST) return [];
  if (isOne(node)) return [node];
  const inside = (inner: TSESTree.Node): TSESTree.Node[] => wholeIn(inner, isOne, depth + 1);
  switch (node.type) {
    case 'Identifier': {
      const constant = constantOf(node);
      return constant?.type === 'ObjectExpression' ? inside(constant) : [];
    }
    case 'ObjectExpression':
      return node.properties.flatMap(property =>
        inside(property.type === 'Property' ? property.value : property.argument),
      );
    case 'CallExpression':
      return spelledNames(node.callee).join('.') === 'JSON.stringify' ? node.arguments.slice(0, 1).flatMap(inside) : [];
    default:
      return [];
  }
}
