import type { SimulatedRequest } from './exchange.ts';

export interface RecordedRequest {
  /** `elsewhere` is a host that no client may follow a redirect to. */
  server: 'api' | 'status' | 'elsewhere';
  /** The vendor's host that was asked, where it has several for its API. */
  host?: string;
  method: string;
  /** With the query. */
  path: string;
  /** A header that holds the key is `true`: the key itself is never kept. */
  headers: Record<string, string | true>;
  /** Whether the key came along in a header or in the address. */
  hasKey: boolean;
  /** The beginning of what was sent, without the key; absent where nothing was. */
  body?: string;
}

/** Of a body, as many characters are kept. */
const MAX_BODY = 16 * 1024;

/** Where a request arrived. */
export type RequestPlace = Pick<RecordedRequest, 'server' | 'host'>;

/** What is kept of a request: never a key. @param secrets every key, in every form in which it travels */
export function recordOf(
  { server, host }: RequestPlace,
  { method, url, headers, body }: SimulatedRequest,
  secrets: readonly string[],
): RecordedRequest {
  const kept = Object.entries(headers).map(([name, value]) => [
    name,
    holdsAny(String(value), secrets) || String(value),
  ]);
  return {
    server,
    ...(host !== undefined && { host }),
    method,
    path: withoutSecrets(url, secrets),
    headers: Object.fromEntries(kept) as RecordedRequest['headers'],
    hasKey: holdsAny(url, secrets) || kept.some(([, value]) => value === true),
    ...(body !== '' && { body: withoutSecrets(body, secrets).slice(0, MAX_BODY) }),
  };
}

/** A text with each key replaced. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
}

function holdsAny(text: string, secrets: readonly string[]): boolean {
  return secrets.some(secret => text.includes(secret));
}
