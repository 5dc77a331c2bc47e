import type { TSESTree } from '@typescript-eslint/utils';
import { isPublicVariable } from '../../../src/vendors/public-prefix.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { spelledNames, unwrap } from '../../program/node.ts';
import { alternativesOf, type Alternative, type ExternalCallValue, type Value } from '../../values/value.ts';
import { environmentNames } from '../environment.ts';
import type { GivenKey } from './given-keys.ts';
import { isOfSdk } from '../requests/sdk-api.ts';

interface Surroundings {
  vendor: Vendor;
  valueOf: (node: TSESTree.Node) => Value;
}

/** Where something is given to the browser. */
export interface PlaceOfJson {
  given: TSESTree.Node;
  means: string;
  /** Objects that are given become JSON; otherwise only what is already made into it counts. */
  isJson?: boolean;
}

const DEEPEST = 4;

/**
 * Finds the objects of a vendor's SDK that are given to the browser as JSON, which has the key that they were made with: the session of
 * a key, and what calls the API with one. Where something is set on such an object, it is not found.
 */
export function objectsWithKeyAt(
  { given, means, isJson = false }: PlaceOfJson,
  { vendor, valueOf }: Surroundings,
): GivenKey[] {
  return leavesOf(given, isJson).flatMap(node => {
    // Whatever the variable is called, its use shows what it is; a public one is reported where it is read.
    const name = namesInJson(valueOf(node), vendor).find(each => !isPublicVariable(each));
    return name === undefined ? [] : [{ name, means, node }];
  });
}

/** The expressions that are written out whole: what is given itself, and what stands in an object or an array of it. */
function leavesOf(given: TSESTree.Node, isJson: boolean, depth = 0): TSESTree.Node[] {
  const node = unwrap(given);
  if (depth > DEEPEST) return [];
  const inside = (inner: TSESTree.Node): TSESTree.Node[] => leavesOf(inner, true, depth + 1);
  if (node.type === 'CallExpression' && spelledNames(node.callee).join('.') === 'JSON.stringify') {
    const [first, replacer] = node.arguments;
    // A replacer may leave something out.
    return first && (!replacer || (replacer.type === 'Literal' && replacer.value === null)) ? inside(first) : [];
  }
  if (!isJson) return [];
  if (node.type === 'CallExpression' && spelledNames(node.callee).join('.') === 'JSON.parse')
    return node.arguments.flatMap(text => leavesOf(text, false, depth + 1));
  switch (node.type) {
    case 'ObjectExpression':
      return node.properties.flatMap(property => (property.type === 'Property' ? inside(property.value) : []));
    case 'ArrayExpression':
      return node.elements.flatMap(element => (element ? inside(element) : []));
    case 'Identifier':
    case 'MemberExpression':
    case 'NewExpression':
    case 'CallExpression':
    case 'AwaitExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return [node];
    default:
      return [];
  }
}

/** The variables that the JSON of a value has from objects of the SDK. */
function namesInJson(value: Value, vendor: Vendor, depth = 0): string[] {
  if (depth > DEEPEST) return [];
  return alternativesOf(value).flatMap(option => {
    if (option.kind === 'object')
      return [...option.properties.values()].flatMap(read => namesInJson(read(), vendor, depth + 1));
    if (option.kind === 'array') return option.elements.flatMap(read => namesInJson(read(), vendor, depth + 1));
    const kept = keptBy(option, vendor);
    return kept ? [...environmentNames(kept), ...namesInJson(kept, vendor, depth + 1)] : [];
  });
}

/** What an object of the SDK has in its JSON: the key, or another object with it. */
function keptBy(option: Alternative, vendor: Vendor): Value | undefined {
  if (option.kind !== 'externalCall' || !option.constructed || isChanged(option)) return undefined;
  const { callee, args } = option;
  if (callee.kind !== 'external' || !isOfSdk(callee, vendor)) return undefined;
  const index = vendor.sdk.keptArgument(callee.path.at(-1) ?? '');
  return index === undefined ? undefined : args[index];
}

/** Whether anything is set on an object, such as another `toJSON`. */
function isChanged({ mutations = [] }: ExternalCallValue): boolean {
  return mutations.some(({ method }) => method === undefined);
}
