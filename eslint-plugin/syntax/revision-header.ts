import type { TSESTree } from '@typescript-eslint/utils';
import type { Analysis } from './analyze.ts';
import { staticName } from './node.ts';
import { flatten, textsOf, type Value } from './value.ts';

const HEADER_NAMES = new Set(['authorization', 'accept', 'content-type']);

/**
 * The value of `revision` in an object that is a set of headers for Klaviyo, whoever sends it: declarative configuration,
 * and helpers whose call cannot be followed. The scheme of the private key, or other header names around it in a file that
 * speaks of Klaviyo, show that it is one.
 */
export function revisionInHeaderObject(node: TSESTree.ObjectExpression, analysis: Analysis): Value | undefined {
  const named = new Map<string, TSESTree.Node>();
  for (const property of node.properties) {
    if (property.type === 'Property') named.set(staticName(property)?.toLowerCase() ?? '', property.value);
  }
  const revision = named.get('revision');
  if (!revision) return undefined;
  const authorization = named.get('authorization');
  if (authorization && !mayBeKlaviyo(analysis.valueOf(authorization))) return undefined;
  return [...named.keys()].some(name => HEADER_NAMES.has(name)) ? analysis.valueOf(revision) : undefined;
}

/** The scheme of another vendor, or `Bearer` of anybody, is no sign; what is not known may be. */
function mayBeKlaviyo(authorization: Value): boolean {
  return textsOf(authorization).some(text => /^(?:=|\0|\s)*(?:Klaviyo-API-Key|\0|$)/i.test(flatten(text)) || flatten(text).startsWith('\0') || /^Bearer /i.test(flatten(text)));
}
