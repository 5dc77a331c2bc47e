import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import type { Frame } from '../values/frame.ts';
import { moduleOf, variableOf } from '../program/module.ts';
import { destinationOf } from '../program/destination.ts';
import { positionalParameters, staticName, unwrap, wrapped } from '../program/node.ts';
import { directSdkCalls } from '../vendor/requests/sdk-call.ts';
import { valueOfAnnotation } from '../evaluator/types.ts';
import { type FunctionNode, alternativesOf } from '../values/value.ts';
import { isOfSdk } from './queries.ts';

type Variable = TSESLint.Scope.Variable;

/**
 * Whether the object that a key is written in is used for nothing but payloads of the SDK, so that the key can be renamed: it is
 * passed to no other call, not exported, not read by that key, and no type of the project's own describes it.
 *
 * @param key in an object literal, or the property of a member that is assigned
 */
export function isOnlyForSdk(key: TSESTree.Node, name: string): boolean {
  const frame = moduleOf(key)?.frame;
  const { parent } = key;
  if (!frame || !parent) return false;
  const search: Search = { name, frame, seen: new Set(), uses: [] };
  const mayBeOnly =
    parent.type === 'MemberExpression'
      ? isHolder(parent.object, search)
      : parent.type === 'Property' && mustEndInPayloads(parent.parent, search);
  if (!mayBeOnly) return false;
  for (const use of search.uses) if (!isUsedInPayloads(use, search)) return false;
  return true;
}

interface Search {
  /** The key by which the object must not be read. */
  name: string;
  frame: Frame;
  /** Variables that are analyzed already. */
  seen: Set<Variable>;
  /** Expressions that are to be analyzed yet. */
  uses: TSESTree.Node[];
}

/** Notes an expression that must only end up in payloads, which is found out later: names of names have no end. */
function mustEndInPayloads(node: TSESTree.Node, search: Search): true {
  search.uses.push(node);
  return true;
}

function isUsedInPayloads(node: TSESTree.Node, search: Search): boolean {
  if (isRetyped(wrapped(node), node, search.frame)) return false;
  const destination = destinationOf(node);
  switch (destination?.kind) {
    case 'part':
      return mustEndInPayloads(destination.of, search);
    case 'argument':
      return isArgument(destination.of, destination.argument, search);
    case 'assigned':
      return destination.operator === '=' && isHolder(destination.to, search);
    case 'returned':
      return isResult(destination.by, search);
    default:
      return false;
  }
}

/** The same for what a member belongs to, or for a variable. */
function isHolder(node: TSESTree.Node, search: Search): boolean {
  const at = unwrap(node);
  return at.type === 'MemberExpression' ? isHolder(at.object, search) : isVariable(at, search);
}

function isArgument(call: TSESTree.CallExpression, argument: TSESTree.Node, search: Search): boolean {
  if (directSdkCalls(call, search.frame, klaviyo).length > 0) return true;
  const index = call.arguments.indexOf(argument as TSESTree.CallExpressionArgument);
  const called = alternativesOf(evaluate(call.callee, search.frame));
  return (
    called.length > 0 &&
    called.every(option => option.kind === 'function' && isVariable(positionalParameters(option.node)[index], search))
  );
}

function isVariable(node: TSESTree.Node | undefined, search: Search): boolean {
  const variable = node?.type === 'Identifier' ? variableOf(node) : undefined;
  if (!variable || variable.defs.length !== 1 || isExported(variable) || isTyped(variable, search.frame)) return false;
  if (search.seen.has(variable)) return true;
  search.seen.add(variable);
  return variable.references.every(({ identifier, init }) => init === true || isReference(identifier, search));
}

function isReference(identifier: TSESTree.Node, search: Search): boolean {
  const at = wrapped(identifier);
  const { parent } = at;
  if (parent?.type === 'AssignmentExpression' && parent.left === at) return true;
  return parent?.type === 'MemberExpression' && parent.object === at
    ? isMember(parent, search)
    : mustEndInPayloads(identifier, search);
}

/** What is below may be written, or read by another name; what may hold the key goes on like the whole. */
function isMember(node: TSESTree.MemberExpression, search: Search): boolean {
  const at = wrapped(node);
  const { parent } = at;
  if (parent?.type === 'AssignmentExpression' && parent.left === at) return true;
  if (parent?.type === 'MemberExpression' && parent.object === at) return isMember(parent, search);
  const read = staticName(node);
  if (read === undefined || read === search.name) return false;
  const isHarmless = alternativesOf(evaluate(node, search.frame)).every(
    ({ kind }) => kind !== 'object' && kind !== 'array',
  );
  return isHarmless || mustEndInPayloads(node, search);
}

/** What a function returns is what its calls are; one that returns elements is a call of the list. */
function isResult(node: FunctionNode | undefined, search: Search): boolean {
  if (!node || (node.returnType && !isHarmlessType(node.returnType.typeAnnotation, search.frame))) return false;
  const { parent } = wrapped(node);
  if (parent?.type === 'CallExpression') return isMapping(parent) && mustEndInPayloads(parent, search);
  const id = node.id ?? (parent?.type === 'VariableDeclarator' ? parent.id : undefined);
  const variable = id ? variableOf(id) : undefined;
  if (!variable || isExported(variable) || search.seen.has(variable)) return false;
  search.seen.add(variable);
  return variable.references.every(({ identifier, init }) => init === true || isCallOf(identifier, search));
}

function isCallOf(identifier: TSESTree.Node, search: Search): boolean {
  const { parent } = wrapped(identifier);
  const isCall = parent?.type === 'CallExpression';
  return isCall && (parent.callee === identifier || isMapping(parent)) && mustEndInPayloads(parent, search);
}

/** `orders.map(order => ({ … }))`. */
function isMapping({ callee }: TSESTree.CallExpression): boolean {
  const at = unwrap(callee);
  return at.type === 'MemberExpression' && (staticName(at) === 'map' || staticName(at) === 'flatMap');
}

function isExported({ defs: [definition] }: Variable): boolean {
  const declaration = definition?.type === 'Variable' ? definition.parent : definition?.node;
  const parent = declaration?.parent;
  return parent?.type === 'ExportNamedDeclaration' || parent?.type === 'ExportDefaultDeclaration';
}

function isTyped({ defs: [definition] }: Variable, frame: Frame): boolean {
  const name = definition?.name;
  const annotation = name?.type === 'Identifier' ? name.typeAnnotation?.typeAnnotation : undefined;
  return annotation !== undefined && !isHarmlessType(annotation, frame);
}

/** `as`, `satisfies` and the like on the way out of an expression. */
function isRetyped(outer: TSESTree.Node, inner: TSESTree.Node, frame: Frame): boolean {
  for (let at: TSESTree.Node | undefined = inner; at && at !== outer.parent; at = at.parent) {
    if (at.type !== 'TSAsExpression' && at.type !== 'TSSatisfiesExpression' && at.type !== 'TSTypeAssertion') continue;
    if (!isHarmlessType(at.typeAnnotation, frame)) return true;
  }
  return false;
}

const LOOSE_TYPES = new Set(['TSAnyKeyword', 'TSUnknownKeyword', 'TSObjectKeyword']);

/** A type of the SDK, or one that declares no names. */
function isHarmlessType(type: TSESTree.TypeNode, frame: Frame): boolean {
  if (LOOSE_TYPES.has(type.type)) return true;
  const name = type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' ? type.typeName.name : '';
  if (name === 'const' || name === 'Record') return true;
  return alternativesOf(valueOfAnnotation(type, frame)).every(
    option => option.kind === 'externalCall' && option.callee.kind === 'external' && isOfSdk(option.callee),
  );
}
