import type { TSESTree } from '@typescript-eslint/utils';
import { staticName } from './node.ts';
import { flatten, HOLE, textsOf, type Value } from './value.ts';

const HEADER_NAMES = new Set(['authorization', 'accept', 'content-type']);

/**
 * The value of `revision` in an object that is a set of headers for Klaviyo, whoever sends it: declarative configuration,
 * and helpers whose call cannot be followed. The scheme of the private key, or other header names around it in a file that
 * speaks of Klaviyo, show that it is one.
 */
export function revisionInHeaderObject(node: TSESTree.ObjectExpression, valueOf: (node: TSESTree.Node) => Value): Value[] {
  const named = new Map<string, TSESTree.Node>();
  for (const property of node.properties) {
    if (property.type === 'Property') named.set(staticName(property)?.toLowerCase() ?? '', property.value);
  }
  const revision = named.get('revision');
  if (!revision) return [];
  const authorization = named.get('authorization');
  if (authorization && !mayBeKlaviyo(valueOf(authorization))) return [];
  return [...named.keys()].some(name => HEADER_NAMES.has(name)) ? [valueOf(revision)] : [];
}

/** The scheme of another vendor is a sign against it; a bearer token, or what is not known, may be Klaviyo's. */
function mayBeKlaviyo(authorization: Value): boolean {
  return textsOf(authorization).some(text => {
    const flat = flatten(text);
    return flat.includes('Klaviyo-API-Key') || flat.startsWith(HOLE) || flat.startsWith('Bearer ');
  });
}
