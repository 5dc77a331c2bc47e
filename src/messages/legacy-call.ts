import { LEGACY_RETIRED_ON, legacySuccessor } from '../vendors/klaviyo/legacy.ts';
import { NEWEST_KNOWN_REVISION } from '../vendors/klaviyo/revisions.ts';
import type { SdkPlace } from './sdk-place.ts';

/** A message of `no-legacy-api`, and the values of its placeholders. */
export interface LegacyCallMessage {
  messageId:
    | 'legacyCall'
    | 'legacyCallOf'
    | 'legacyCallOrBrowser'
    | 'legacyCallInDeno'
    | 'legacyCallOfInDeno'
    | 'legacyCallWithoutSdk'
    | 'legacyCallOfWithoutSdk';
  data: Record<string, string>;
}

/** A legacy call, as far as it is known. */
export interface LegacyCall {
  /** In capitals; undefined where it is not known. */
  verb: string | undefined;
  path: string;
  /** How the SDK could be imported there. */
  place?: SdkPlace | undefined;
}

/** Chooses the message for a legacy call. */
export function describeLegacyCall({ verb, path, place = 'node' }: LegacyCall): LegacyCallMessage {
  const data = { endpoint: [verb, path].filter(Boolean).join(' '), on: LEGACY_RETIRED_ON };
  const successor = legacySuccessor(verb, path);
  if (place === 'nowhere') {
    const revision = NEWEST_KNOWN_REVISION;
    return successor
      ? { messageId: 'legacyCallOfWithoutSdk', data: { ...data, replacement: successor.endpoint, revision } }
      : { messageId: 'legacyCallWithoutSdk', data: { ...data, revision } };
  }
  if (!successor) return { messageId: place === 'deno' ? 'legacyCallInDeno' : 'legacyCall', data };
  const { method, endpoint: replacement, forBrowsers } = successor;
  if (place === 'deno') return { messageId: 'legacyCallOfInDeno', data: { ...data, method, replacement } };
  if (forBrowsers === undefined) return { messageId: 'legacyCallOf', data: { ...data, method, replacement } };
  return { messageId: 'legacyCallOrBrowser', data: { ...data, method, replacement, forBrowsers } };
}
