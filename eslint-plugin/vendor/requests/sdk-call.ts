import type { TSESTree } from '@typescript-eslint/utils';
import { identityOf, idOf } from '../../values/value-id.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import type { Frame } from '../../values/frame.ts';
import { invocationOf, withBound } from '../../evaluator/invocation.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { perVendor } from '../per-vendor.ts';
import { constructedClass, isOfSdk } from './sdk-api.ts';
import type { EffectQuery } from '../../call-graph/effects.ts';
import { recordKeysOf } from './used-keys.ts';
import { alternativesOf, type Value } from '../../values/value.ts';

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

/** Which methods of a vendor's SDK a call calls. */
export const sdkCallsOf = perVendor((vendor): EffectQuery<SdkCall> => ({
  direct: (node, frame) => directSdkCalls(node, frame, vendor),
  keyOf: keyOfCall,
}));

function keyOfCall({ node, apiClass, method, args }: SdkCall): string {
  return [identityOf(node), apiClass, method, ...args.map(idOf)].join();
}

/** The SDK methods that a call calls by itself; recognised by where the object comes from, never by its name. */
export function directSdkCalls(node: TSESTree.CallExpression, frame: Frame, vendor: Vendor): SdkCall[] {
  const { callee, args } = invocationOf(node, frame);
  return alternativesOf(evaluate(callee, frame)).flatMap(option => {
    const method = sdkMethod(option, vendor);
    if (method && option.kind === 'externalMember') recordKeysOf(option.object);
    return method ? [{ ...method, node, args: withBound(option, args()) }] : [];
  });
}

function sdkMethod(value: Value, vendor: Vendor): Pick<SdkCall, 'apiClass' | 'method' | 'isReadyMade'> | undefined {
  if (value.kind === 'external' && isOfSdk(value, vendor) && value.path.length === 2) {
    const [holder = '', method = ''] = value.path;
    const apiClass = vendor.sdk.readyMadeClass(holder);
    return apiClass === undefined ? undefined : { apiClass, method, isReadyMade: true };
  }
  if (value.kind !== 'externalMember' || value.object.kind !== 'externalCall' || !value.object.constructed)
    return undefined;
  const apiClass = constructedClass(value.object.callee, vendor);
  return apiClass === undefined ? undefined : { apiClass, method: value.name, isReadyMade: false };
}
