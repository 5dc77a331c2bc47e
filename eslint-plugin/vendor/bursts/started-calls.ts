import type { TSESTree } from '@typescript-eslint/utils';
import { takesMany } from '../../../src/vendors/klaviyo/bulk-methods.ts';
import type { Operation } from '../../../src/vendors/klaviyo/operations.ts';
import { callsIn } from '../../call-graph/calls-in.ts';
import type { EffectQuery } from '../../call-graph/effects.ts';
import { summarize, type WaySummary } from '../../call-graph/summary.ts';
import type { FunctionNode } from '../../values/value.ts';
import { requests } from '../requests.ts';
import { sdkCalls } from '../sdk-call.ts';
import { listPushedTo, THROTTLING, type Throttling } from './burst.ts';
import { operationsOfCall, operationsOfRequest } from './private-calls.ts';

/** A call of the private API that is made because of a call in the code, and that nothing lets only so many through of. */
export interface StartedCall {
  /** What is called; undefined where only the API is known, and not the endpoint. */
  operation: Operation | undefined;
  /** The call in the code. */
  call: TSESTree.CallExpression;
}

/** What is called for one element. */
export interface StartedCalls {
  /** Those that differ in nothing that matters once. */
  calls: readonly StartedCall[];
  /** One of all calls takes a list, so that the element may be a batch. */
  takesMany: boolean;
}

/** What a call starts, itself or through the functions that it calls. */
export function startedBy(call: TSESTree.CallExpression): StartedCalls {
  return startedCalls([call], ({ onWay }) => onWay);
}

const known = new WeakMap<FunctionNode, StartedCalls>();

/** What a function starts. */
export function startedIn(node: FunctionNode): StartedCalls {
  const before = known.get(node) ?? startedCalls(callsIn(node), ({ inside }) => inside);
  known.set(node, before);
  return before;
}

const OF_SDK: WaySummary<Parameters<typeof operationsOfCall>[0], Operation | undefined, Throttling> = {
  ...THROTTLING,
  kindsOf: operationsOfCall,
};
const OF_REQUESTS: WaySummary<Parameters<typeof operationsOfRequest>[0], Operation | undefined, Throttling> = {
  ...THROTTLING,
  kindsOf: operationsOfRequest,
};

interface Started extends StartedCall {
  isThrottled: boolean;
}

function startedCalls(
  calls: readonly TSESTree.CallExpression[],
  isThrottled: (throttling: Throttling) => boolean,
): StartedCalls {
  const of = <T>(
    call: TSESTree.CallExpression,
    query: EffectQuery<T>,
    summary: WaySummary<T, Operation | undefined, Throttling>,
  ): Started[] =>
    [...summarize(call, query, summary)].map(([operation, throttlings]) => ({
      call,
      operation,
      isThrottled: [...throttlings].every(isThrottled),
    }));
  const all = calls.flatMap(call => [...of(call, sdkCalls, OF_SDK), ...of(call, requests, OF_REQUESTS)]);
  return {
    calls: distinct(all.filter(started => !started.isThrottled)),
    takesMany: all.some(({ operation }) => operation?.sdk && takesMany(operation.sdk.apiClass, operation.sdk.method)),
  };
}

/** Where the promise of a call is pushed to a list, that is where all of them are awaited. */
function distinct(calls: readonly StartedCall[]): StartedCall[] {
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
