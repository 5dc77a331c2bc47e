import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { staticName } from '../program/node.ts';

/** What the arguments of a call hold. */
export interface Payload {
  /** The keys of these names, wherever they stand. */
  keys: { name: string; node: TSESTree.Node }[];
  /** Whether everything that could hold one is written out where it can be seen. */
  isSeen: boolean;
}

/** Parts of a payload that hold attributes of others; what is behind any other key is a value. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'data',
  'attributes',
  'profile',
  'profiles',
  'events',
  'eventsBulkCreate',
]);

/** Looks for attributes in the arguments of a call. @param callee the node that names the function; undefined payload where it is not called */
export function payloadOf(
  callee: TSESTree.Node,
  names: readonly string[],
  source: Readonly<TSESLint.SourceCode>,
): Payload {
  const { parent } = callee;
  if (parent?.type !== 'CallExpression' || parent.callee !== callee) return { keys: [], isSeen: false };
  const payloads = parent.arguments.map(argument => keysIn(argument, names, source));
  return { keys: payloads.flatMap(({ keys }) => keys), isSeen: payloads.every(({ isSeen }) => isSeen) };
}

function keysIn(node: TSESTree.Node, names: readonly string[], source: Readonly<TSESLint.SourceCode>): Payload {
  switch (node.type) {
    case 'ObjectExpression':
      return merged(node.properties.map(property => keysOfProperty(property, names, source)));
    case 'ArrayExpression':
      return merged(node.elements.filter(element => element !== null).map(element => keysIn(element, names, source)));
    case 'Identifier': {
      const value = constantOf(node, source);
      return value === undefined ? { keys: [], isSeen: false } : keysIn(value, names, source);
    }
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return keysIn(node.expression, names, source);
    case 'Literal':
    case 'TemplateLiteral':
      return { keys: [], isSeen: true };
    default:
      return { keys: [], isSeen: false };
  }
}

function keysOfProperty(
  property: TSESTree.ObjectLiteralElement,
  names: readonly string[],
  source: Readonly<TSESLint.SourceCode>,
): Payload {
  const name = property.type === 'Property' ? staticName(property) : undefined;
  if (property.type !== 'Property' || name === undefined) return { keys: [], isSeen: false };
  if (names.includes(name)) return { keys: [{ name, node: property.key }], isSeen: true };
  return CONTAINERS.has(name) ? keysIn(property.value, names, source) : { keys: [], isSeen: true };
}

function merged(payloads: readonly Payload[]): Payload {
  return { keys: payloads.flatMap(({ keys }) => keys), isSeen: payloads.every(({ isSeen }) => isSeen) };
}

/** The object that a constant is, where nothing is added to it. */
export function constantOf(
  node: TSESTree.Identifier,
  source: Readonly<TSESLint.SourceCode>,
): TSESTree.Node | undefined {
  let scope: TSESLint.Scope.Scope | null = source.getScope(node);
  while (scope !== null && !scope.set.has(node.name)) scope = scope.upper;
  const variable = scope?.set.get(node.name);
  const [definition, ...others] = variable?.defs ?? [];
  if (definition?.node.type !== 'VariableDeclarator' || others.length > 0) return undefined;
  const isOnlyRead = variable!.references.every(
    ({ identifier, init }) => init === true || identifier.parent.type !== 'MemberExpression',
  );
  const { id, init } = definition.node;
  return isOnlyRead && id.type === 'Identifier' && init?.type === 'ObjectExpression' ? init : undefined;
}
