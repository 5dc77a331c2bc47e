import type { TSESTree } from '@typescript-eslint/utils';
import type { HttpRequest } from '../http/request.ts';
import { isNoClient } from '../http/injected-client.ts';
import { moduleOf } from '../program/module.ts';
import { isFunction, spelledNames, staticName } from '../program/node.ts';
import { everyEffect } from '../call-graph/effects.ts';
import { flatten, HOLE, textsOf, type Value } from '../values/value.ts';
import { endpointsOf, requests, mentionsKlaviyo } from './queries.ts';

const HEADER_NAMES = new Set(['authorization', 'accept', 'content-type']);

/**
 * The value of `revision` in an object that is a set of headers for Klaviyo, whatever sends it: declarative configuration,
 * and helpers whose call cannot be followed. The scheme of the private key, or other header names around it in a file that
 * mentions Klaviyo, show that it is one.
 */
export function revisionInHeaderObject(
  node: TSESTree.ObjectExpression,
  valueOf: (node: TSESTree.Node) => Value,
): Value[] {
  const named = new Map<string, TSESTree.Node>();
  for (const property of node.properties) {
    if (property.type === 'Property') named.set(staticName(property)?.toLowerCase() ?? '', property.value);
  }
  const revision = named.get('revision');
  if (!revision || !standsBesideKlaviyo(node) || isElsewhere(node)) return [];
  const authorization = named.get('authorization');
  if (authorization && !mayBeKlaviyo(valueOf(authorization))) return [];
  return [...named.keys()].some(name => HEADER_NAMES.has(name)) ? [valueOf(revision)] : [];
}

function standsBesideKlaviyo(node: TSESTree.Node): boolean {
  const module = moduleOf(node);
  return module !== undefined && mentionsKlaviyo(module);
}

/** Headers that are expected or mocked by a test, or that visibly go to another server, or to v1 or v2, which had no revisions. */
function isElsewhere(node: TSESTree.Node): boolean {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    if (at.type !== 'CallExpression') continue;
    if (isNoClient(spelledNames(at.callee))) return true;
    const sent = everyEffect(at, requests);
    if (sent.length > 0) return sent.every(hasNoRevision);
  }
  return false;
}

function hasNoRevision(request: HttpRequest): boolean {
  const endpoints = endpointsOf(request);
  return endpoints.length > 0 ? endpoints.every(({ audience }) => audience === 'legacy') : hasKnownHost(request);
}

function hasKnownHost({ url }: HttpRequest): boolean {
  return textsOf(url).every(text => /^\s*(?:https?:)?\/\/[^/\0]/i.test(flatten(text)));
}

/** The scheme of another vendor is a sign against it; a bearer token, or what is not known, may be Klaviyo's. */
function mayBeKlaviyo(authorization: Value): boolean {
  return textsOf(authorization).some(text => {
    const flat = flatten(text);
    return flat.includes('Klaviyo-API-Key') || flat.startsWith(HOLE) || flat.startsWith('Bearer ');
  });
}
