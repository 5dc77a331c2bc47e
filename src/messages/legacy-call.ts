import { LEGACY_RETIRED_ON, legacySuccessor } from '../vendors/klaviyo/legacy.ts';

/** A message of `no-legacy-api`, and the values of its placeholders. */
export interface LegacyCallMessage {
  messageId: 'legacyCall' | 'legacyCallOf' | 'legacyCallOrBrowser';
  data: Record<string, string>;
}

/** Chooses the message for a legacy call. @param verb in capitals; undefined where it is not known */
export function describeLegacyCall({ verb, path }: { verb: string | undefined; path: string }): LegacyCallMessage {
  const data = { endpoint: [verb, path].filter(Boolean).join(' '), on: LEGACY_RETIRED_ON };
  const successor = legacySuccessor(verb, path);
  if (!successor) return { messageId: 'legacyCall', data };
  const { method, endpoint: replacement, forBrowsers } = successor;
  if (forBrowsers === undefined) return { messageId: 'legacyCallOf', data: { ...data, method, replacement } };
  return { messageId: 'legacyCallOrBrowser', data: { ...data, method, replacement, forBrowsers } };
}
