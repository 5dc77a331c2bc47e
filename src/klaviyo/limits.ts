/** How often an operation may be called, in two fixed windows that all private keys of an account share. */
export interface RateLimit {
  burstPerSecond: number;
  steadyPerMinute: number;
}

/**
 * The limit of `GET /api/accounts`.
 *
 * Source: klaviyo/openapi, `x-klaviyo-ratelimit` of `get_accounts`, revision 2026-07-15; read 2026-11-20.
 */
export const ACCOUNTS_LIMIT: RateLimit = { burstPerSecond: 1, steadyPerMinute: 15 };
