import type { TSESTree } from '@typescript-eslint/utils';
import { findMethod, findOperation, type Operation } from '../../../src/vendors/klaviyo/operations.ts';
import { callsIn } from '../../call-graph/calls-in.ts';
import { type EffectQuery, effectsWithWays, type ReportedEffect } from '../../call-graph/effects.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf } from '../../program/module.ts';
import type { HttpRequest } from '../../http/request.ts';
import { alternativesOf, type FunctionNode } from '../../values/value.ts';
import { endpointsOf } from '../endpoint.ts';
import { requests } from '../requests.ts';
import { type SdkCall, sdkCalls } from '../sdk-call.ts';

/** A call of the private API that is made sooner or later because of a call in the code. */
export interface PrivateCall extends Pick<ReportedEffect<unknown>, 'fold'> {
  /** What is called; undefined where only the API is known, and not the endpoint. */
  operation: Operation | undefined;
  /** The call in the code. */
  call: TSESTree.CallExpression;
}

/** The calls of the private API that a call makes, itself or through the functions that it calls. */
export function privateCallsOf(call: TSESTree.CallExpression): PrivateCall[] {
  return [...leadingTo(call, sdkCalls, operationsOfCall), ...leadingTo(call, requests, operationsOfRequest)];
}

/** What a call of the SDK calls. */
export function operationsOfCall({ apiClass, method }: SdkCall): Operation[] {
  const operation = findMethod(apiClass, method);
  return operation ? [operation] : [];
}

/** What a request calls; undefined where only the API is known, and not the endpoint. */
export function operationsOfRequest(request: HttpRequest): (Operation | undefined)[] {
  return endpointsOf(request)
    .filter(({ audience }) => audience === 'private')
    .map(({ verb, path }) => (path.includes('**') ? undefined : findOperation(verb, path)));
}

function leadingTo<T>(
  call: TSESTree.CallExpression,
  query: EffectQuery<T>,
  operationsOf: (what: T) => (Operation | undefined)[],
): PrivateCall[] {
  return effectsWithWays(call, query).flatMap(({ what, fold }: ReportedEffect<T>) =>
    operationsOf(what).map(operation => ({ operation, call, fold })),
  );
}

/** The functions of the checked code that an expression can be, other than one that is written there. */
export function functionsNamed(expression: TSESTree.Node): FunctionNode[] {
  const frame = moduleOf(expression)?.frame;
  const options = frame ? alternativesOf(evaluate(expression, frame)) : [];
  return options.flatMap(option => (option.kind === 'function' ? [option.node] : []));
}

/** The calls of the private API that a function makes. */
export function privateCallsIn(node: FunctionNode): PrivateCall[] {
  return callsIn(node).flatMap(privateCallsOf);
}
