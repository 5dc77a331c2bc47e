import type { EndpointPath } from '../vendors/klaviyo/endpoints.ts';
import { findOperation } from '../vendors/klaviyo/operations.ts';
import { NEWEST_KNOWN_REVISION } from '../vendors/klaviyo/revisions.ts';

/** A call that bypasses the SDK, as far as it is known. */
export interface RawCall extends EndpointPath {
  /** In capitals; undefined where it is not known. */
  verb: string | undefined;
  /** That it sends, where it is known. */
  revision?: string | undefined;
}

/** A message of `no-raw-http`, and the values of its placeholders. */
export interface RawCallMessage {
  messageId: 'rawCall' | 'rawCallOf' | 'rawCallWithoutMethod' | 'noSuchEndpoint';
  data?: Record<string, string>;
}

/** The method to call instead of the one for the same endpoint: creating fails for a profile that exists. */
const SAFER: Readonly<Record<string, string>> = { createProfile: 'createOrUpdateProfile' };

/** Chooses the message for a call, from the catalogue of operations. */
export function describeRawCall({ verb, path, revision }: RawCall): RawCallMessage {
  const endpoint = [verb, path].filter(Boolean).join(' ');
  const isKnown = !path.includes('**');
  const sdk = isKnown ? findOperation(verb, path)?.sdk : undefined;
  if (sdk)
    return { messageId: 'rawCallOf', data: { endpoint, method: `${sdk.apiClass}.${SAFER[sdk.method] ?? sdk.method}` } };
  const hasNone = isKnown && verb !== undefined && !path.includes('*') && path !== '/api';
  if (!hasNone) return { messageId: 'rawCall' };
  // The catalogue holds every endpoint of the newest revision, and none that is in beta.
  const isBeta = revision?.endsWith('.pre') ?? false;
  return isBeta
    ? { messageId: 'rawCallWithoutMethod', data: { endpoint } }
    : { messageId: 'noSuchEndpoint', data: { endpoint, revision: NEWEST_KNOWN_REVISION } };
}
