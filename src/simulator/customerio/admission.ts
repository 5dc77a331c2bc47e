import type { Api } from '../../vendors/customerio/hosts.ts';
import { WORKSPACE_HEADER } from '../../vendors/customerio/keys.ts';
import type { SimulatedRequest } from '../exchange.ts';
import { base64 } from './keys.ts';
import type { CustomerioKeys } from './keys.ts';
import type { Refusal } from './refusal.ts';

/** The one workspace of the simulated account. */
export const WORKSPACE_ID = '3';

/**
 * Refuses what does not have the credential of its API. The status is the vendor's; the wording is not published.
 *
 * Source: the clients in customerio-node 5.2.0 for the schemes; its live tests and the vendor's OpenAPI documents for 401; read 2026-11-22.
 * `/unsubscribe` is open, because it stands for a link in a message.
 */
export function refuseKey(
  { headers }: SimulatedRequest,
  api: Api,
  path: string,
  keys: CustomerioKeys,
): Refusal | undefined {
  if (api === 'track' && path.startsWith('/unsubscribe/')) return undefined;
  const given = headers['authorization'];
  if (acceptedBy(api, keys).includes(given ?? '')) return undefined;
  const isServiceAccount =
    given === `Bearer ${keys.serviceAccountToken}` && api === 'app' && path.startsWith('/v1/send/');
  if (isServiceAccount && headers[WORKSPACE_HEADER.toLowerCase()] === WORKSPACE_ID) return undefined;
  return {
    status: 401,
    reason: given === undefined ? 'The request has no credentials.' : 'The credentials are not valid.',
  };
}

function acceptedBy(api: Api, { siteId, trackKey, appKey, writeKey }: CustomerioKeys): string[] {
  const accepted = {
    track: `Basic ${base64(`${siteId}:${trackKey}`)}`,
    app: `Bearer ${appKey}`,
    pipelines: `Basic ${base64(`${writeKey}:`)}`,
  };
  return [accepted[api]];
}
