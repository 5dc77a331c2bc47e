import type { TSESTree } from '@typescript-eslint/utils';
import { textFrom, type Value } from '../values/value.ts';

export const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options']);

const VERBS_WITH_BODY = new Set(['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm']);

/** The verb that a method is named for, in capitals; undefined for a method with another name. */
export function verbNamed(method: string, node: TSESTree.Node): Value | undefined {
  return VERBS.has(method) ? textFrom(method === 'del' ? 'DELETE' : method.toUpperCase(), node) : undefined;
}

/** Returns whether a method named for a verb takes a body behind the URL. */
export function takesBody(method: string): boolean {
  return VERBS_WITH_BODY.has(method);
}
