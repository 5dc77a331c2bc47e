import type { Exchange } from '../exchange.ts';
import { once, reset } from '../responders.ts';
import { answer } from './answer.ts';
import type { KlaviyoResponder, VendorChanges } from './answer.ts';
import { refused } from './refusal.ts';

/** The API in good health. */
export const account: KlaviyoResponder = exchange => exchange.vendor();

/** The same with other attributes of the account. */
export function accountWith(attributes: Record<string, unknown>): KlaviyoResponder {
  return exchange => exchange.vendor({ account: attributes });
}

/** The same with these headers in place of the rate limit. */
export function accountWithHeaders(rateLimitHeaders: Record<string, string>): KlaviyoResponder {
  return exchange => exchange.vendor({ rateLimitHeaders });
}

/** The same for a key with these scopes. */
export function accountWithScopes(granted: readonly string[]): KlaviyoResponder {
  return withScopes(scope => granted.includes(scope));
}

/** The same for a key with the scopes that are granted. */
export function withScopes(isGranted: (scope: string) => boolean): KlaviyoResponder {
  return exchange => exchange.vendor({ isGranted });
}

/** A JSON:API error, on every path. */
export function error(
  status: number,
  code: string,
  detail: string,
  headers: Record<string, string> = {},
): KlaviyoResponder {
  return ({ seed, nth }) => refused({ status, code, title: detail, detail, headers }, seed, nth);
}

/** A key that works but has no scope. */
export const missingScope: KlaviyoResponder = withScopes(() => false);

/** 429, which has no RateLimit headers but says how many seconds to wait. */
export function throttled(retryAfter: number): KlaviyoResponder {
  const detail = `Request was throttled. Expected available in ${retryAfter} seconds.`;
  return error(429, 'throttled', detail, { 'retry-after': String(retryAfter) });
}

/** A body that is not the vendor's. */
export function text(status: number, body: string, headers: Record<string, string> = {}): KlaviyoResponder {
  return () => answer(status, body, headers);
}

/** The page of the network in front of the API. */
export const edgePage: KlaviyoResponder = text(403, '<!DOCTYPE html><html><title>Just a moment...</title></html>', {
  'content-type': 'text/html; charset=UTF-8',
  'cf-mitigated': 'challenge',
  server: 'cloudflare',
});

/** One call of the account in each second of the clock. */
export function strictBurst(): KlaviyoResponder {
  let window = 0;
  return exchange => {
    if (!exchange.request.url.startsWith('/api/accounts')) return account(exchange);
    const second = Math.floor(exchange.now / 1000);
    const isFree = second !== window;
    window = second;
    return (isFree ? account : throttled(1))(exchange);
  };
}

/** First cut off, then answered. */
export function cutOnce(then: KlaviyoResponder): KlaviyoResponder {
  return once(reset, then);
}

/** A revision that is asked for with the opt-out is gone; without it, it would be answered as another one. */
export const retiredRevision: KlaviyoResponder = exchange => {
  const isOptedOut = exchange.request.headers['x-klaviyo-revision-fall-forward-opt-out'] === '1';
  return (isOptedOut ? error(410, 'gone', 'This revision was retired.') : account)(exchange);
};

/** Repeats the key, and commands that a runner would obey, wherever a client might print something. */
export const echo: KlaviyoResponder = ({ key }: Exchange<VendorChanges>) => {
  const hostile = `${key}\n::set-output name=key::${key}`;
  const attributes = { test_account: hostile, timezone: hostile, preferred_currency: hostile };
  const data = [
    { type: 'account', id: 'AbC123', attributes, links: { self: 'https://a.klaviyo.com/api/accounts/AbC123' } },
  ];
  return answer(200, JSON.stringify({ data }), { 'ratelimit-limit': key, 'ratelimit-remaining': key });
};

/** A refusal that repeats the key. */
export const echoRefusal: KlaviyoResponder = exchange =>
  error(403, exchange.key, `${exchange.key} lacks ${exchange.key}:read, accounts:read`)(exchange);

export const refuseKey: KlaviyoResponder = error(401, 'authentication_failed', 'Incorrect authentication credentials.');
