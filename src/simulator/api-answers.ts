import { answer } from './exchange.ts';
import type { Answer, Exchange, Responder } from './exchange.ts';

const STEADY_LIMIT = 15;

const ATTRIBUTES: Record<string, unknown> = {
  test_account: false,
  contact_information: {
    default_sender_name: 'Sender',
    default_sender_email: 'sender@shop.example',
    website_url: 'https://shop.example',
    organization_name: 'Shop',
    street_address: { address1: '1 Example Street', city: 'Berlin', country: 'Germany', zip: '10115' },
  },
  industry: 'Software / SaaS',
  timezone: 'Europe/Berlin',
  preferred_currency: 'EUR',
  public_api_key: 'AbC123',
  locale: 'en-US',
};

/** `GET /api/accounts` as the vendor answers it: the key, the revision and the asked fields count. */
export const account: Responder = accountWith({});

/** The same with other attributes. */
export function accountWith(attributes: Record<string, unknown>): Responder {
  return exchange => guarded(exchange, () => accounts(exchange, { ...ATTRIBUTES, ...attributes }, rateLimit(exchange.nth)));
}

/** The same with these headers in place of the rate limit. */
export function accountWithHeaders(headers: Record<string, string>): Responder {
  return exchange => guarded(exchange, () => accounts(exchange, ATTRIBUTES, headers));
}

/** A JSON:API error, on every path. */
export function error(status: number, code: string, detail: string, headers: Record<string, string> = {}): Responder {
  return ({ nth }) => {
    const id = `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
    const errors = [{ id, status, code, title: detail, detail, source: { pointer: '/data/' }, links: {}, meta: {} }];
    return answer(status, JSON.stringify({ errors }), headers);
  };
}

/** A key that works but may not read the account; like every answer but 429 it tells the rate limit. */
export const missingScope: Responder = exchange => {
  const detail = 'Your API key is missing required scopes: accounts:read.';
  return error(403, 'permission_denied', detail, rateLimit(exchange.nth))(exchange);
};

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

/** One call in each second of the clock. */
export function strictBurst(): Responder {
  let window = 0;
  return exchange => {
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

export const slow: Responder = exchange => ({ ...account(exchange), delayMs: exchange.slowMs });

/** Keeps the connection busy without ever ending the answer. */
export const drip: Responder = () => ({ ...answer(200, ''), fault: 'drip' });

/** Repeats the key, and commands that a runner would obey, wherever a client might print something. */
export const echo: Responder = exchange => {
  const hostile = `${exchange.key}\n::set-output name=key::${exchange.key}`;
  const attributes = { test_account: hostile, timezone: hostile, preferred_currency: hostile };
  return accounts(exchange, attributes, { 'ratelimit-limit': exchange.key, 'ratelimit-remaining': exchange.key });
};

/** A refusal that repeats the key. */
export const echoRefusal: Responder = exchange => {
  return error(403, exchange.key, `${exchange.key} lacks ${exchange.key}:read, accounts:read`)(exchange);
};

function rateLimit(nth: number): Record<string, string> {
  return {
    'ratelimit-limit': String(STEADY_LIMIT),
    'ratelimit-remaining': String(Math.max(0, STEADY_LIMIT - nth)),
    'ratelimit-reset': '42',
  };
}

function guarded(exchange: Exchange, allowed: () => Answer): Answer {
  const { method, url, headers } = exchange.request;
  if (headers.authorization !== `Klaviyo-API-Key ${exchange.key}`) return refuseKey(exchange);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(headers['revision']))) return error(400, 'invalid', 'Missing revision header.')(exchange);
  if (method !== 'GET' || !/^\/api\/accounts\/?(?:\?|$)/.test(url)) return error(404, 'not_found', 'Not found.')(exchange);
  return allowed();
}

export const refuseKey: Responder = error(401, 'authentication_failed', 'Incorrect authentication credentials.');

function accounts(exchange: Exchange, attributes: Record<string, unknown>, headers: Record<string, string>): Answer {
  const fields = new URL(exchange.request.url, 'http://localhost').searchParams.get('fields[account]')?.split(',');
  const shown = Object.fromEntries(Object.entries(attributes).filter(([name]) => fields === undefined || fields.includes(name)));
  const self = 'https://a.klaviyo.com/api/accounts';
  const data = [{ type: 'account', id: 'AbC123', attributes: shown, links: { self: `${self}/AbC123` } }];
  return answer(200, JSON.stringify({ data, links: { self } }), headers);
}
