import { answer, reset } from './exchange.ts';
import type { Exchange, Responder } from './exchange.ts';
import { refused } from './refusal.ts';

/** The API in good health. */
export const account: Responder = exchange => exchange.vendor();

/** The same with other attributes of the account. */
export function accountWith(attributes: Record<string, unknown>): Responder {
  return exchange => exchange.vendor({ account: attributes });
}

/** The same with these headers in place of the rate limit. */
export function accountWithHeaders(rateLimitHeaders: Record<string, string>): Responder {
  return exchange => exchange.vendor({ rateLimitHeaders });
}

/** The same for a key with these scopes. */
export function accountWithScopes(granted: readonly string[]): Responder {
  return withScopes(scope => granted.includes(scope));
}

/** The same for a key with the scopes that are granted. */
export function withScopes(isGranted: (scope: string) => boolean): Responder {
  return exchange => exchange.vendor({ isGranted });
}

/** A JSON:API error, on every path. */
export function error(status: number, code: string, detail: string, headers: Record<string, string> = {}): Responder {
  return ({ seed, nth }) => refused({ status, code, title: detail, detail, headers }, seed, nth);
}

/** A key that works but has no scope. */
export const missingScope: Responder = withScopes(() => false);

/** 429, which has no RateLimit headers but says how many seconds to wait. */
export function throttled(retryAfter: number): Responder {
  const detail = `Request was throttled. Expected available in ${retryAfter} seconds.`;
  return error(429, 'throttled', detail, { 'retry-after': String(retryAfter) });
}

/** A body that is not the vendor's. */
export function text(status: number, body: string, headers: Record<string, string> = {}): Responder {
  return () => answer(status, body, headers);
}

/** The page of the network in front of the API. */
export const edgePage: Responder = text(403, '<!DOCTYPE html><html><title>Just a moment...</title></html>', {
  'content-type': 'text/html; charset=UTF-8',
  'cf-mitigated': 'challenge',
  server: 'cloudflare',
});

/** One call of the account in each second of the clock. */
export function strictBurst(): Responder {
  let window = 0;
  return exchange => {
    if (!exchange.request.url.startsWith('/api/accounts')) return account(exchange);
    const second = Math.floor(exchange.now / 1000);
    const isFree = second !== window;
    window = second;
    return (isFree ? account : throttled(1))(exchange);
  };
}

/** First one answer, then another. */
export function once(first: Responder, then: Responder): Responder {
  return exchange => (exchange.nth === 1 ? first : then)(exchange);
}

/** First cut off, then answered. */
export function cutOnce(then: Responder): Responder {
  return once(reset, then);
}

/** A revision that is asked for with the opt-out is gone; without it, it would be answered as another one. */
export const retiredRevision: Responder = exchange => {
  const isOptedOut = exchange.request.headers['x-klaviyo-revision-fall-forward-opt-out'] === '1';
  return (isOptedOut ? error(410, 'gone', 'This revision was retired.') : account)(exchange);
};

/** One answer and another by turns. */
export function byTurns(odd: Responder, even: Responder): Responder {
  return exchange => (exchange.nth % 2 === 1 ? odd : even)(exchange);
}

export const slow: Responder = exchange => ({ ...account(exchange), delayMs: exchange.slowMs });

/** Keeps the connection busy without ever ending the answer. */
export const drip: Responder = () => ({ ...answer(200, ''), fault: 'drip' });

/** Ends the connection in the middle of the right answer. */
export const cutShort: Responder = exchange => ({ ...account(exchange), fault: 'cut' });

/** Repeats the key, and commands that a runner would obey, wherever a client might print something. */
export const echo: Responder = ({ key }: Exchange) => {
  const hostile = `${key}\n::set-output name=key::${key}`;
  const attributes = { test_account: hostile, timezone: hostile, preferred_currency: hostile };
  const data = [
    { type: 'account', id: 'AbC123', attributes, links: { self: 'https://a.klaviyo.com/api/accounts/AbC123' } },
  ];
  return answer(200, JSON.stringify({ data }), { 'ratelimit-limit': key, 'ratelimit-remaining': key });
};

/** A refusal that repeats the key. */
export const echoRefusal: Responder = exchange =>
  error(403, exchange.key, `${exchange.key} lacks ${exchange.key}:read, accounts:read`)(exchange);

export const refuseKey: Responder = error(401, 'authentication_failed', 'Incorrect authentication credentials.');
