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
  messageId: 'rawCall' | 'rawCallOf' | 'rawCallOfWrapper' | 'rawCallWithoutMethod' | 'noSuchEndpoint';
  data?: Record<string, string>;
}

/** The method to call instead of the one for the same endpoint: creating fails for a profile that exists. */
const SAFER: Readonly<Record<string, string>> = { createProfile: 'createOrUpdateProfile' };

/**
 * Chooses the message for a call, from the catalogue of operations.
 *
 * @param callers gives the endpoints that each caller asks for, where the call is that of a wrapper
 */
export function describeRawCall(
  { verb, path, revision }: RawCall,
  callers: () => readonly Pick<RawCall, 'verb' | 'path'>[] = () => [],
): RawCallMessage {
  const endpoint = [verb, path].filter(Boolean).join(' ');
  const method = methodFor({ verb, path });
  if (method !== undefined) return { messageId: 'rawCallOf', data: { endpoint, method } };
  const isKnown = !path.includes('**');
  const methods = path.includes('*') ? callers().flatMap(caller => methodFor(caller) ?? []) : [];
  if (methods.length > 0) return { messageId: 'rawCallOfWrapper', data: wrapperData(methods) };
  const hasNone = isKnown && verb !== undefined && !path.includes('*') && path !== '/api';
  if (!hasNone) return { messageId: 'rawCall' };
  // The catalogue holds every endpoint of the newest revision, and none that is in beta.
  const isBeta = revision?.endsWith('.pre') ?? false;
  return isBeta
    ? { messageId: 'rawCallWithoutMethod', data: { endpoint } }
    : { messageId: 'noSuchEndpoint', data: { endpoint, revision: NEWEST_KNOWN_REVISION } };
}

function methodFor({ verb, path }: Pick<RawCall, 'verb' | 'path'>): string | undefined {
  const sdk = path.includes('**') ? undefined : findOperation(verb, path)?.sdk;
  return sdk && `${sdk.apiClass}.${SAFER[sdk.method] ?? sdk.method}`;
}

/** How many methods a message names. */
const MOST_NAMED = 3;

/** @param methods that of each caller */
function wrapperData(methods: readonly string[]): Record<string, string> {
  const names = [...new Set(methods)].sort().map(name => `'${name}'`);
  const more = names.length - MOST_NAMED;
  return {
    callers: methods.length === 1 ? 'its caller needs' : `its ${methods.length} callers need`,
    methods: more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', '),
  };
}
