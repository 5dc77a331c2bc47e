import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { effectsWithWays, type EffectQuery } from '../../call-graph/effects.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { type Module, variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { Frame } from '../../values/frame.ts';
import { identityOf } from '../../values/value-id.ts';
import { alternativesOf, type Value } from '../../values/value.ts';
import { environmentNames } from '../environment.ts';
import { handlerOf, letsErrorsPass } from './passed-errors.ts';
import { perVendor } from '../per-vendor.ts';
import { constructedClass } from '../requests/sdk-api.ts';
import { isUntouched } from './untouched-error.ts';

/** Where an error is looked at. */
export interface Surroundings {
  module: Module;
  vendor: Vendor;
}

/** Whether a name is an error that the SDK threw, caught here and whole where it is given. */
export function isCaughtFromSdk(name: TSESTree.Identifier, surroundings: Surroundings): boolean {
  const [definition, ...others] = variableOf(name)?.defs ?? [];
  if (!definition || others.length > 0 || definition.name.type !== 'Identifier') return false;
  const handler = definition.node;
  if (handler.type === 'CatchClause') {
    return isUntouched(name, handler.body) && hasSdkCall(handler.parent.block, surroundings);
  }
  if (definition.type !== 'Parameter' || !isFunction(handler) || handler.params[0] !== definition.name) return false;
  const { parent } = handler;
  if (parent.type !== 'CallExpression' || parent.arguments[0] !== handler || !handler.body) return false;
  const { callee } = parent;
  if (callee.type !== 'MemberExpression' || staticName(callee) !== 'catch') return false;
  return isUntouched(name, handler.body) && isChainOfSdk(callee.object, surroundings);
}

/** `sdk.method(…).then(…)`, also where a function of the code calls the SDK and lets its errors pass. */
export function isChainOfSdk(chain: TSESTree.Node, { vendor }: Surroundings): boolean {
  let at = unwrap(chain);
  while (at.type === 'CallExpression') {
    if (mayFail(at, vendor)) return true;
    const callee = unwrap(at.callee);
    if (callee.type !== 'MemberExpression' || !/^(?:then|finally)$/.test(staticName(callee) ?? '')) return false;
    // A second listener has handled the error.
    if (at.arguments.length > 1) return false;
    at = unwrap(callee.object);
  }
  return false;
}

const blocks = perVendor(() => new WeakMap<TSESTree.Node, boolean>());

/** Whether a block, or a function, waits for the SDK, where nothing else catches what it throws. */
export function hasSdkCall(block: TSESTree.Node, surroundings: Surroundings): boolean {
  const known = blocks(surroundings.vendor).get(block);
  if (known !== undefined) return known;
  let isFound = false;
  visit(block, node => {
    if (!isFound && node.type === 'AwaitExpression' && handlerOf(node) === block)
      isFound = awaited(node.argument).some(call => isChainOfSdk(call, surroundings));
  });
  blocks(surroundings.vendor).set(block, isFound);
  return isFound;
}

/** The calls that are waited for, also several at once. */
function awaited(argument: TSESTree.Node): TSESTree.CallExpression[] {
  const node = unwrap(argument);
  if (node.type !== 'CallExpression') return [];
  const [list] = node.arguments;
  const isAll = spelledNames(node.callee).join('.') === 'Promise.all' && list?.type === 'ArrayExpression';
  return isAll ? list.elements.flatMap(element => (element ? awaited(element) : [])) : [node];
}

/** Whether a call is one of the SDK with a key of the environment, or calls functions that let the errors of one pass. */
function mayFail(call: TSESTree.CallExpression, vendor: Vendor): boolean {
  return effectsWithWays(call, callsWithKey(vendor)).some(({ way }) => way().every(inner => letsErrorsPass(inner)));
}

const callsWithKey = perVendor((vendor): EffectQuery<TSESTree.CallExpression> => ({
  direct: (call, frame) => (isSdkCall(call, frame, vendor) ? [call] : []),
  keyOf: call => String(identityOf(call)),
}));

function isSdkCall({ callee }: TSESTree.CallExpression, frame: Frame, vendor: Vendor): boolean {
  return alternativesOf(evaluate(callee, frame)).some(option => {
    if (option.kind !== 'externalMember' || option.object.kind !== 'externalCall' || !option.object.constructed)
      return false;
    const apiClass = constructedClass(option.object.callee, vendor);
    return (
      apiClass !== undefined && vendor.sdk.callsApi(apiClass, option.name) && isGivenKey(option.object.args, vendor)
    );
  });
}

function isGivenKey([session]: readonly Value[], { keys }: Vendor): boolean {
  if (!session) return false;
  return alternativesOf(session).some(option => {
    if (option.kind !== 'externalCall' || !option.constructed || option.callee.kind !== 'external') return false;
    const index = keys.secretArgument(option.callee.path.at(-1) ?? '', () => undefined);
    const key = index === undefined ? undefined : option.args[index];
    return key !== undefined && environmentNames(key).some(name => keys.mayBeKeyVariable(name));
  });
}
