import type { TSESTree } from '@typescript-eslint/utils';
import { takesMany } from '../../../src/vendors/klaviyo/bulk-methods.ts';
import type { FunctionNode } from '../../values/value.ts';
import { isThrottledOn, isThrottledWithin, listPushedTo } from './burst.ts';
import { type PrivateCall, privateCallsIn, privateCallsOf } from './private-calls.ts';

/** What is called for one element. */
export interface StartedCalls {
  /** The calls that nothing lets only so many through of, those that differ in nothing that matters once. */
  calls: readonly PrivateCall[];
  /** One of all calls takes a list, so that the element may be a batch. */
  takesMany: boolean;
}

/** What a call starts, itself or through the functions that it calls. */
export function startedBy(call: TSESTree.CallExpression): StartedCalls {
  return startedCalls(privateCallsOf(call), isThrottledOn);
}

const known = new WeakMap<FunctionNode, StartedCalls>();

/** What a function starts. */
export function startedIn(node: FunctionNode): StartedCalls {
  const before = known.get(node) ?? startedCalls(privateCallsIn(node), isThrottledWithin);
  known.set(node, before);
  return before;
}

function startedCalls(all: readonly PrivateCall[], isThrottled: (call: PrivateCall) => boolean): StartedCalls {
  return {
    calls: distinct(all.filter(call => !isThrottled(call))),
    takesMany: all.some(({ operation }) => operation?.sdk && takesMany(operation.sdk.apiClass, operation.sdk.method)),
  };
}

/** Where the promise of a call is pushed to a list, that is where all of them are awaited. */
function distinct(calls: readonly PrivateCall[]): PrivateCall[] {
  const seen = new Map<unknown, Set<unknown>>();
  return calls.filter(({ call, operation }) => {
    const list = listPushedTo(call) ? call : undefined;
    const operations = seen.get(list) ?? new Set();
    seen.set(list, operations);
    if (operations.has(operation)) return false;
    operations.add(operation);
    return true;
  });
}
