import type { TSESTree } from '@typescript-eslint/utils';
import type { EffectQuery } from '../../eslint-plugin/call-graph/effects.ts';
import { evaluate } from '../../eslint-plugin/evaluator/evaluate.ts';
import { invocationOf, withBound } from '../../eslint-plugin/evaluator/invocation.ts';
import type { Frame } from '../../eslint-plugin/values/frame.ts';
import { identityOf, idOf } from '../../eslint-plugin/values/value-id.ts';
import { alternativesOf, type Value } from '../../eslint-plugin/values/value.ts';
import { API_OF_CLIENT, classOf } from './sdk-export.ts';

/** A call of a method of the SDK. */
export interface SdkCall {
  node: TSESTree.CallExpression;
  apiClass: string;
  method: string;
  args: Value[];
}

export const sdkCalls: EffectQuery<SdkCall> = {
  direct(node, frame: Frame) {
    const { callee, args } = invocationOf(node, frame);
    return alternativesOf(evaluate(callee, frame)).flatMap(option => {
      const apiClass = option.kind === 'externalMember' ? classOf(option.object) : undefined;
      if (option.kind !== 'externalMember' || apiClass === undefined || !(apiClass in API_OF_CLIENT)) return [];
      return [{ node, apiClass, method: option.name, args: withBound(option, args()) }];
    });
  },
  keyOf: ({ node, apiClass, method, args }) => [identityOf(node), apiClass, method, ...args.map(idOf)].join(),
};
