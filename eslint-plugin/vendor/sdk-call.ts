import type { TSESTree } from '@typescript-eslint/utils';
import { identityOf, idOf } from '../values/value-id.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import type { Frame } from '../values/frame.ts';
import { invocationOf, withBound } from '../evaluator/invocation.ts';
import { apiClassNamed, isOfSdk } from './sdk-api.ts';
import type { EffectQuery } from '../call-graph/effects.ts';
import { alternativesOf, type Value } from '../values/value.ts';

/** A call of a method of the SDK. */
export interface SdkCall {
  node: TSESTree.CallExpression;
  /** The class, such as `ProfilesApi`, also where its ready instance `Profiles` is used. */
  apiClass: string;
  method: string;
  args: Value[];
  /** It is called on an object that the SDK exports ready-made, such as `Profiles`. */
  isReadyMade: boolean;
}

/** Which methods of the SDK a call calls. */
export const sdkCalls: EffectQuery<SdkCall> = { direct: directSdkCalls, keyOf: keyOfCall };

function keyOfCall({ node, apiClass, method, args }: SdkCall): string {
  return [identityOf(node), apiClass, method, ...args.map(idOf)].join();
}

/** The SDK methods that a call calls by itself; recognised by where the object comes from, never by its name. */
export function directSdkCalls(node: TSESTree.CallExpression, frame: Frame): SdkCall[] {
  const { callee, args } = invocationOf(node, frame);
  return alternativesOf(evaluate(callee, frame)).flatMap(option => {
    const method = sdkMethod(option);
    return method ? [{ ...method, node, args: withBound(option, args()) }] : [];
  });
}

function sdkMethod(value: Value): Pick<SdkCall, 'apiClass' | 'method' | 'isReadyMade'> | undefined {
  if (value.kind === 'external' && isOfSdk(value) && value.path.length === 2) {
    const [holder = '', method = ''] = value.path;
    return /^[A-Z]/.test(holder) ? { apiClass: apiClassNamed(holder), method, isReadyMade: true } : undefined;
  }
  if (value.kind !== 'externalMember' || value.object.kind !== 'externalCall' || !value.object.constructed)
    return undefined;
  const { callee } = value.object;
  if (callee.kind !== 'external' || !isOfSdk(callee)) return undefined;
  return { apiClass: apiClassNamed(callee.path.at(-1) ?? ''), method: value.name, isReadyMade: false };
}
