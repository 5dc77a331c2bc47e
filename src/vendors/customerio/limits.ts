import type { Operation } from './operations.ts';

/** How many requests a window takes. */
export interface RateLimit {
  requests: number;
  seconds: number;
}

/**
 * The limits of the APIs. That of the Track API is called fair use, and for the Pipelines API none is published.
 *
 * Source: docs.customer.io and api-evangelist/customer-io, which quotes it; read 2026-11-20. No header tells the limit or the time to wait.
 */
export const RATE_LIMITS = {
  track: { requests: 100, seconds: 1 },
  app: { requests: 10, seconds: 1 },
  transactional: { requests: 100, seconds: 1 },
  broadcast: { requests: 1, seconds: 10 },
} as const satisfies Record<string, RateLimit>;

export type LimitName = keyof typeof RATE_LIMITS;

/** The limit that an operation counts to, which is one for all operations of its kind; undefined where none is published. */
export function limitOf({ api, method, path }: Pick<Operation, 'api' | 'method' | 'path'>): LimitName | undefined {
  if (api === 'pipelines') return undefined;
  if (api === 'track') return 'track';
  if (method === 'triggerBroadcast') return 'broadcast';
  return path.startsWith('/v1/send/') ? 'transactional' : 'app';
}

/** Source: docs.customer.io and api-evangelist/customer-io; read 2026-11-20. */
export const PIPELINES_BODY_LIMITS = { requestBytes: 64 * 1024, batchBytes: 1024 * 1024 } as const;

/**
 * What the Track API takes in one request.
 *
 * Source: docs.customer.io/journeys/invalid-api-requests; read 2026-11-22.
 */
export const TRACK_LIMITS = {
  attributes: 300,
  attributeNameBytes: 150,
  attributeValueBytes: 1_000,
  eventNameBytes: 100,
  eventDataBytes: 100_000,
} as const;
