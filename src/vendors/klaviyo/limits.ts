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

/**
 * The tiers that the vendor's documentation names, by the calls that they allow in a minute.
 *
 * Source: developers.klaviyo.com/en/docs/rate_limits_and_error_handling, with 750 for L as in klaviyo/openapi since 2026-04; read 2026-11-20.
 */
const TIERS = { XS: 15, S: 60, M: 150, L: 750, XL: 3500 } as const;
export type Tier = keyof typeof TIERS;

/** The tier of a limit. An operation with a limit of its own counts to the next smaller one, the smallest for the rarest. */
export function tierOf({ steadyPerMinute }: RateLimit): Tier {
  const names = Object.keys(TIERS) as Tier[];
  return names.findLast(name => TIERS[name] <= steadyPerMinute) ?? 'XS';
}
