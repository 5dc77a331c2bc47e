import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import type { Frame } from '../../values/frame.ts';
import { memberOf } from '../../evaluator/members.ts';
import { staticName } from '../../program/node.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { apiClassOf } from './sdk-api.ts';
import { valueOfAnnotation } from '../../evaluator/types.ts';
import { mapAlternatives, alternativesOf, constantString, textsOf, UNKNOWN, type Value } from '../../values/value.ts';

/** A place where the source names a method of the SDK. */
export interface SdkMethodName {
  /** The name: an identifier, a text, or the expression that gives it. */
  node: TSESTree.Node;
  /** How the name is written: by itself, in quotes, as both sides of a destructured property, or somewhere else. */
  form: 'name' | 'text' | 'shorthand' | 'elsewhere';
  method: string;
  apiClass: string;
  /** The holder can be nothing but an object of this class. */
  isCertain: boolean;
}

/**
 * The methods of the SDK that a node names: a member that is called, bound or passed on, a destructured property, or the type of
 * one. The node is a `MemberExpression`, a `Property` of a pattern, or a type that names members.
 *
 * @param isWanted leaves out names before anything is evaluated
 */
export function sdkMethodNames(
  node: TSESTree.Node,
  { frame, vendor }: Scope,
  isWanted: (name: string) => boolean,
): SdkMethodName[] {
  const named = namesIn(node, frame).filter(({ method }) => isWanted(method));
  if (named.length === 0) return [];
  const [{ method }] = named as [Named];
  const holder = holderIn(node, method, frame);
  return named.flatMap(name => withClasses(name, holder, node, { frame, vendor }));
}

/** Where names are read, and whose SDK is asked about. */
interface Scope {
  frame: Frame;
  vendor: Vendor;
}

type Named = Pick<SdkMethodName, 'node' | 'form' | 'method'>;

function namesIn(node: TSESTree.Node, frame: Frame): Named[] {
  switch (node.type) {
    case 'MemberExpression':
      return memberNames(node, node.property, frame);
    case 'Property':
      return node.shorthand && node.key.type === 'Identifier'
        ? [{ node: node.key, form: 'shorthand', method: node.key.name }]
        : memberNames(node, node.key, frame);
    case 'TSQualifiedName':
      return [{ node: node.right, form: 'name', method: node.right.name }];
    case 'TSIndexedAccessType':
      return textTypes(node.indexType);
    case 'TSTypeReference':
      return textTypes(pickedMembers(node));
    default:
      return [];
  }
}

function memberNames(holder: TSESTree.MemberExpression | TSESTree.Property, key: TSESTree.Node, frame: Frame): Named[] {
  const name = staticName(holder);
  if (name !== undefined) return [{ node: key, form: key.type === 'Identifier' ? 'name' : 'text', method: name }];
  // Most computed members are elements of a list: a name is read only where it can be one.
  if (!holder.computed || key.type === 'PrivateIdentifier') return [];
  return textsOf(evaluate(key, frame))
    .flatMap(text => constantString(text) ?? [])
    .map(method => ({ node: key, form: 'elsewhere', method }));
}

function textTypes(type: TSESTree.TypeNode | undefined): Named[] {
  const types = type?.type === 'TSUnionType' ? type.types : type ? [type] : [];
  return types.flatMap((option): Named[] => {
    const literal = option.type === 'TSLiteralType' ? option.literal : undefined;
    return literal?.type === 'Literal' && typeof literal.value === 'string'
      ? [{ node: literal, form: 'text', method: literal.value }]
      : [];
  });
}

/** `Pick<ProfilesApi, 'getProfile'>`. */
function pickedMembers({ typeName, typeArguments }: TSESTree.TSTypeReference): TSESTree.TypeNode | undefined {
  const isPick = typeName.type === 'Identifier' && (typeName.name === 'Pick' || typeName.name === 'Omit');
  return isPick ? typeArguments?.params[1] : undefined;
}

function holderIn(node: TSESTree.Node, method: string, frame: Frame): Value {
  switch (node.type) {
    case 'MemberExpression':
      return evaluate(node.object, frame);
    case 'Property':
      return holderOfPattern(node, method, frame);
    case 'TSQualifiedName':
      return valueOfName(node.left, frame);
    case 'TSIndexedAccessType':
      return valueOfAnnotation(node.objectType, frame);
    case 'TSTypeReference':
      return node.typeArguments?.params[0] ? valueOfAnnotation(node.typeArguments.params[0], frame) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function valueOfName(name: TSESTree.EntityName, frame: Frame): Value {
  if (name.type !== 'TSQualifiedName') return evaluate(name, frame);
  return mapAlternatives(valueOfName(name.left, frame), option => memberOf(option, name.right.name, name, frame));
}

/** What is taken apart; where that is a parameter or a part of something, it is known by what the property gives. */
function holderOfPattern({ parent, value }: TSESTree.Property, method: string, frame: Frame): Value {
  const whole = parent.parent;
  if (whole?.type === 'VariableDeclarator' && whole.init) return evaluate(whole.init, frame);
  if (whole?.type === 'AssignmentExpression') return evaluate(whole.right, frame);
  const local = value.type === 'AssignmentPattern' ? value.left : value;
  return local.type === 'Identifier'
    ? mapAlternatives(evaluate(local, frame), option => heldBy(option, method))
    : UNKNOWN;
}

/** The holder of a value that is the member `method` of something of the SDK. */
function heldBy(value: Exclude<Value, { kind: 'union' }>, method: string): Value {
  if (value.kind === 'externalMember' && value.name === method) return value.object;
  const isMember = value.kind === 'external' && value.path.length > 1 && value.path.at(-1) === method;
  return isMember ? { ...value, path: value.path.slice(0, -1) } : UNKNOWN;
}

function withClasses(named: Named, holder: Value, node: TSESTree.Node, scope: Scope): SdkMethodName[] {
  const options = alternativesOf(holder);
  const classes = options.map(option => apiClassOf(option, named.method, { use: node, ...scope }));
  const isCertain = new Set(classes).size === 1 && !classes.includes(undefined);
  return [...new Set(classes)].flatMap(apiClass => (apiClass === undefined ? [] : [{ ...named, apiClass, isCertain }]));
}
