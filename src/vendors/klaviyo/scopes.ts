import { OPERATION_SCOPES } from './generated/operation-scopes.ts';

/**
 * The scopes that a private key needs for an operation of the newest SDK. `include=` of another resource needs that one's
 * read scope too.
 *
 * @param apiClass such as `ProfilesApi`
 * @param method the current name, not an alias
 * @returns none for an operation that is not known, and for one that needs no private key
 */
export function scopesOf(apiClass: string, method: string): readonly string[] {
  const methods = Object.hasOwn(OPERATION_SCOPES, apiClass) ? OPERATION_SCOPES[apiClass]! : {};
  const scopes = Object.hasOwn(methods, method) ? methods[method]! : '';
  return scopes === '' ? [] : scopes.split(' ');
}
