import type { TSESTree } from '@typescript-eslint/utils';
import { historyOf } from '../../src/vendors/klaviyo/method-history.ts';
import { findMethod } from '../../src/vendors/klaviyo/operations.ts';
import { effectsWithWays, type ReportedEffect, type WayFold } from '../call-graph/effects.ts';
import type { HttpRequest } from '../http/request.ts';
import { type Module, moduleOf } from '../program/module.ts';
import { isMocking, isTestFile } from '../program/test-file.ts';
import { visit } from '../program/visit.ts';
import { endpointsOf } from './endpoint.ts';
import { requests } from './requests.ts';
import { type SdkCall, sdkCalls } from './sdk-call.ts';

/** A call that asks Klaviyo for something, itself or through functions of the checked code. */
export interface KlaviyoCall extends Pick<ReportedEffect<unknown>, 'way' | 'fold'> {
  node: TSESTree.CallExpression;
  /** The client that sends, as its package or global is named, or the SDK. */
  client: string;
  /** Its options accept every status. */
  givesAnyStatus?: true;
}

export const SDK = 'klaviyo-api';

const known = new WeakMap<Module, KlaviyoCall[]>();

/** The calls of a module that ask Klaviyo for something. What tests call is a double. */
export function klaviyoCallsIn(module: Module): readonly KlaviyoCall[] {
  const before = known.get(module);
  if (before) return before;
  const found: KlaviyoCall[] = [];
  if (!isTestFile(module.path) && !isMocking(module.text)) {
    visit(module.ast, node => {
      if (node.type === 'CallExpression') found.push(...klaviyoCallsAt(node));
    });
  }
  known.set(module, found);
  return found;
}

function klaviyoCallsAt(node: TSESTree.CallExpression): KlaviyoCall[] {
  const raw = effectsWithWays(node, requests)
    .filter(({ what }) => goesToKlaviyo(what))
    .map(({ what, way, fold }) => ({
      node,
      way,
      fold,
      client: what.client,
      ...(what.givesAnyStatus && { givesAnyStatus: true as const }),
    }));
  const ofSdk = effectsWithWays(node, sdkCalls)
    .filter(({ what }) => isOperation(what))
    .map(({ way, fold }) => ({ node, way, fold, client: SDK }));
  return [...raw, ...ofSdk];
}

function goesToKlaviyo(request: HttpRequest): boolean {
  return endpointsOf(request).length > 0;
}

/** Not what only prepares something, such as `FilterBuilder` and `generateAuthorizeUrl`. */
function isOperation({ apiClass, method }: SdkCall): boolean {
  return (findMethod(apiClass, method) ?? historyOf(apiClass, method)) !== undefined;
}

const reaching = new WeakMap<Module, ReadonlySet<string>>();

/** Whether a call leads to Klaviyo, at least for some of its callers, in this module or in others that can be seen. */
export function leadsToKlaviyo(node: TSESTree.CallExpression): boolean {
  const module = moduleOf(node);
  return module !== undefined && [module, ...module.others()].some(each => placesIn(each).has(placeOf(node)));
}

/** The places of all calls on the ways of a module's calls, because another module may have parsed this one anew. */
function placesIn(module: Module): ReadonlySet<string> {
  const before = reaching.get(module);
  if (before) return before;
  const places = new Set<string>();
  const add = (call: TSESTree.CallExpression): unknown => places.add(placeOf(call));
  const adding: WayFold<unknown> = { first: add, outer: add };
  for (const { fold } of klaviyoCallsIn(module)) fold(adding);
  reaching.set(module, places);
  return places;
}

/** Where a node stands, however often its file is parsed. */
export function placeOf(node: TSESTree.Node): string {
  return `${moduleOf(node)?.fileName ?? ''}:${node.range[0]}-${node.range[1]}`;
}
