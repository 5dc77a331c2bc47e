import type { Answer, Responder } from '../exchange.ts';

/** What a scenario has in another way than the healthy API. */
export interface VendorChanges {
  /** Attributes of the account. */
  account?: Record<string, unknown>;
  /** In place of the true ones. */
  rateLimitHeaders?: Record<string, string>;
  /** Which of the key's scopes it has. */
  isGranted?: (scope: string) => boolean;
}

export type KlaviyoResponder = Responder<VendorChanges>;

/** A body with its type; further headers win. */
export function answer(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/vnd.api+json', ...headers }, body };
}
