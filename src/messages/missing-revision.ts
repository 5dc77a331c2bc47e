import { NEWEST_KNOWN_REVISION } from '../vendors/klaviyo/revisions.ts';
import type { SdkPlace } from './sdk-place.ts';

/** A message of `require-revision`, and the values of its placeholders. */
export interface MissingRevisionMessage {
  messageId: 'missingRevision' | 'missingRevisionInDeno' | 'missingRevisionWithoutSdk';
  data?: Record<string, string>;
}

/** Chooses the message for a call without a revision. @param place how the SDK could be imported there */
export function describeMissingRevision(place: SdkPlace): MissingRevisionMessage {
  if (place === 'nowhere') return { messageId: 'missingRevisionWithoutSdk', data: { revision: NEWEST_KNOWN_REVISION } };
  return { messageId: place === 'deno' ? 'missingRevisionInDeno' : 'missingRevision' };
}
