import type { EndpointPath } from '../vendors/klaviyo/endpoints.ts';
import { findMethod, findOperation, type SdkCall } from '../vendors/klaviyo/operations.ts';
import { NEWEST_KNOWN_REVISION } from '../vendors/klaviyo/revisions.ts';
import type { SdkPlace } from './sdk-place.ts';

/** A call that bypasses the SDK, as far as it is known. */
export interface RawCall extends EndpointPath {
  /** In capitals; undefined where it is not known. */
  verb: string | undefined;
  /** That it sends, where it is known. */
  revision?: string | undefined;
  /** How the SDK could be imported there. */
  place?: SdkPlace | undefined;
}

/** A message of `no-raw-http`, and the values of its placeholders. */
export interface RawCallMessage {
  messageId:
    | 'rawCall'
    | 'rawCallOf'
    | 'rawCallOfWrapper'
    | 'rawCallInDeno'
    | 'rawCallOfInDeno'
    | 'rawCallWithoutSdk'
    | 'rawCallOfWithoutSdk'
    | 'rawCallWithoutMethod'
    | 'noSuchEndpoint'
    | 'noSuchEndpointWithoutSdk';
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
  { verb, path, revision, place = 'node' }: RawCall,
  callers: () => readonly Pick<RawCall, 'verb' | 'path'>[] = () => [],
): RawCallMessage {
  const endpoint = [verb, path].filter(Boolean).join(' ');
  const isKnown = !path.includes('**');
  const sdk = isKnown ? findOperation(verb, path)?.sdk : undefined;
  if (sdk) return callOf(sdk, endpoint, place);
  const hasNone = isKnown && verb !== undefined && !path.includes('*') && path !== '/api';
  if (hasNone) return callOfMissing(endpoint, { revision, place });
  return callOfWrapper(path.includes('*') ? callers() : [], place) ?? callOfUnknown(place);
}

/** The catalogue holds every endpoint of the newest revision, and none that is in beta. */
function callOfMissing(endpoint: string, { revision, place }: Pick<RawCall, 'revision' | 'place'>): RawCallMessage {
  if (revision?.endsWith('.pre')) return { messageId: 'rawCallWithoutMethod', data: { endpoint } };
  return {
    messageId: place === 'nowhere' ? 'noSuchEndpointWithoutSdk' : 'noSuchEndpoint',
    data: { endpoint, revision: NEWEST_KNOWN_REVISION },
  };
}

function callOf({ apiClass, method: named }: SdkCall, endpoint: string, place: SdkPlace): RawCallMessage {
  const method = SAFER[named] ?? named;
  if (place !== 'nowhere')
    return {
      messageId: place === 'deno' ? 'rawCallOfInDeno' : 'rawCallOf',
      data: { endpoint, method: `${apiClass}.${method}` },
    };
  const operation = method === named ? undefined : findMethod(apiClass, method);
  const successor = operation ? `${operation.verb} ${operation.path}` : endpoint;
  return { messageId: 'rawCallOfWithoutSdk', data: { endpoint, successor, revision: NEWEST_KNOWN_REVISION } };
}

function callOfWrapper(
  callers: readonly Pick<RawCall, 'verb' | 'path'>[],
  place: SdkPlace,
): RawCallMessage | undefined {
  const methods = callers.flatMap(caller => methodFor(caller) ?? []);
  return methods.length === 0 || place === 'nowhere'
    ? undefined
    : { messageId: 'rawCallOfWrapper', data: wrapperData(methods, place) };
}

function callOfUnknown(place: SdkPlace): RawCallMessage {
  if (place === 'nowhere') return { messageId: 'rawCallWithoutSdk', data: { revision: NEWEST_KNOWN_REVISION } };
  return { messageId: place === 'deno' ? 'rawCallInDeno' : 'rawCall' };
}

function methodFor({ verb, path }: Pick<RawCall, 'verb' | 'path'>): string | undefined {
  const sdk = path.includes('**') ? undefined : findOperation(verb, path)?.sdk;
  return sdk && `${sdk.apiClass}.${SAFER[sdk.method] ?? sdk.method}`;
}

/** How many methods a message names. */
const MOST_NAMED = 3;

/** @param methods that of each caller */
function wrapperData(methods: readonly string[], place: SdkPlace): Record<string, string> {
  const names = [...new Set(methods)].sort().map(name => `'${name}'`);
  const more = names.length - MOST_NAMED;
  return {
    sdk: place === 'deno' ? 'npm:klaviyo-api' : 'klaviyo-api',
    callers: methods.length === 1 ? 'its caller needs' : `its ${methods.length} callers need`,
    methods: more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', '),
  };
}
