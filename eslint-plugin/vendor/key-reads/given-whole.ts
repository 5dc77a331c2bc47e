import type { TSESTree } from '@typescript-eslint/utils';
import { type ParsedFile, registerModule } from '../../program/module.ts';
import { isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { linkParents } from '../../program/program-modules.ts';
import { visit } from '../../program/visit.ts';
import { givenByAssignment, givenByCall, givenByReturn, isResolver } from '../browsers/client-channels.ts';
import { constantOf, pageExpressions, routeData } from '../browsers/given-keys.ts';
import { answersAt } from '../browsers/responses.ts';

const DEEPEST = 5;

/**
 * Finds where a module gives something whole to a browser or an app: in a response, a page, a component, or as what a function returns to
 * them.
 *
 * @param isOne whether an expression is such a thing
 */
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

/** Where one stands whole in something given: itself, in an object, spread, or as a text. */
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
