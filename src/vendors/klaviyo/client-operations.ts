import type { OperationRow } from './operations.ts';

/**
 * Operations for browsers and apps that the SDK has no method for; they are called raw, with the public key. The one client
 * operation that the SDK has is `GET /client/ip-allowlists/{id}`.
 *
 * Source: klaviyo/openapi, `stable.json` of revision 2026-07-15; read 2026-11-20.
 */
export const CLIENT_OPERATIONS: readonly OperationRow[] = [
  ['', 'GET', '/client/geofences', '3/s 60/m'],
  ['', 'GET', '/client/review-values-reports', '10/s 150/m'],
  ['', 'GET', '/client/reviews', '10/s 150/m'],
  ['', 'POST', '/client/back-in-stock-subscriptions', '350/s 3500/m'],
  ['', 'POST', '/client/event-bulk-create', '10/s 150/m'],
  ['', 'POST', '/client/events', '350/s 3500/m'],
  ['', 'POST', '/client/profiles', '350/s 3500/m'],
  ['', 'POST', '/client/push-token-unregister', '10/s 150/m'],
  ['', 'POST', '/client/push-tokens', '150/s 1400/m'],
  ['', 'POST', '/client/reviews', '10/s 150/m'],
  ['', 'POST', '/client/subscriptions', '350/s 750/m'],
];
