import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { memberOf } from '../../evaluator/members.ts';
import type { Frame } from '../../values/frame.ts';
import type { ExternalValue, Union, Value } from '../../values/value.ts';

/** Whether something comes from a vendor's SDK, also from a file inside of the package. */
export function isOfSdk({ module }: ExternalValue, { sdk }: Vendor): boolean {
  return sdk.isModule(module);
}

/**
 * The API class of which a value is an object, a ready instance or the prototype, so that `name` of it is a method of the SDK.
 *
 * @param use where the member is read
 */
export function apiClassOf(
  holder: Exclude<Value, Union>,
  name: string,
  { use, frame, vendor }: { use: TSESTree.Node; frame: Frame; vendor: Vendor },
): string | undefined {
  if (holder.kind === 'external') return isOfSdk(holder, vendor) ? exportedClass(holder.path, vendor) : undefined;
  if (holder.kind === 'externalCall') return holder.constructed ? constructedClass(holder.callee, vendor) : undefined;
  if (holder.kind !== 'instance') return undefined;
  // A class of the checked code that extends one of the SDK has its methods, unless it declares its own.
  const member = memberOf(holder, name, use, frame);
  const parent = member.kind === 'externalMember' && member.object.kind === 'externalCall' ? member.object : undefined;
  const isInherited = parent?.node.type === 'ClassDeclaration' || parent?.node.type === 'ClassExpression';
  return parent && isInherited ? constructedClass(parent.callee, vendor) : undefined;
}

function exportedClass(path: readonly string[], { sdk }: Vendor): string | undefined {
  const [name = '', second, ...more] = path;
  const isHolder = second === undefined || (second === 'prototype' && more.length === 0);
  return isHolder ? sdk.readyMadeClass(name) : undefined;
}

/** The API class of which a construction makes an object. */
export function constructedClass(callee: Value, vendor: Vendor): string | undefined {
  if (callee.kind !== 'external' || callee.module === undefined || !isOfSdk(callee, vendor)) return undefined;
  return vendor.sdk.constructedClass(callee.module, callee.path);
}
