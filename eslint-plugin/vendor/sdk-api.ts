import type { TSESTree } from '@typescript-eslint/utils';
import { isSdkModule } from '../../src/vendors/klaviyo/sdk-release.ts';
import { memberOf } from '../evaluator/members.ts';
import type { Frame } from '../values/frame.ts';
import type { ExternalValue, Union, Value } from '../values/value.ts';

/** Whether something comes from the SDK, also from a file inside of the package. */
export function isOfSdk({ module }: ExternalValue): boolean {
  return isSdkModule(module);
}

/** The API class that an exported name stands for: `ProfilesApi` for itself and for its ready instance `Profiles`. */
export function apiClassNamed(name: string): string {
  return name.endsWith('Api') ? name : `${name}Api`;
}

/**
 * The API class of which a value is an object, a ready instance or the prototype, so that `name` of it is a method of the SDK.
 *
 * @param use where the member is read
 */
export function apiClassOf(
  holder: Exclude<Value, Union>,
  name: string,
  use: TSESTree.Node,
  frame: Frame,
): string | undefined {
  if (holder.kind === 'external') return isOfSdk(holder) ? exportedApi(holder.path) : undefined;
  if (holder.kind === 'externalCall') return holder.constructed ? constructedApi(holder.callee) : undefined;
  if (holder.kind !== 'instance') return undefined;
  // A class of the checked code that extends one of the SDK has its methods, unless it declares its own.
  const member = memberOf(holder, name, use, frame);
  const parent = member.kind === 'externalMember' && member.object.kind === 'externalCall' ? member.object : undefined;
  const isInherited = parent?.node.type === 'ClassDeclaration' || parent?.node.type === 'ClassExpression';
  return parent && isInherited ? constructedApi(parent.callee) : undefined;
}

function exportedApi(path: readonly string[]): string | undefined {
  const [name = '', second, ...more] = path;
  const isHolder = second === undefined || (second === 'prototype' && more.length === 0);
  return isHolder && /^[A-Z]/.test(name) ? apiClassNamed(name) : undefined;
}

function constructedApi(callee: Value): string | undefined {
  return callee.kind === 'external' && isOfSdk(callee) ? apiClassNamed(callee.path.at(-1) ?? '') : undefined;
}
