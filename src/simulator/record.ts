import type { SimulatedRequest } from './exchange.ts';

export interface RecordedRequest {
  /** `elsewhere` is a host that no client may follow a redirect to. */
  server: 'api' | 'status' | 'elsewhere';
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

/** What is kept of a request: never the key. */
export function recordOf(
  server: RecordedRequest['server'],
  { method, url, headers, body }: SimulatedRequest,
  key: string,
): RecordedRequest {
  const kept = Object.entries(headers).map(([name, value]) => withoutKey(name, String(value), key));
  const hasKey = url.includes(key) || kept.some(([, value]) => value === true);
  return {
    server,
    method,
    path: url.replaceAll(key, '…'),
    headers: Object.fromEntries(kept),
    hasKey,
    ...(body !== '' && { body: body.replaceAll(key, '…').slice(0, MAX_BODY) }),
  };
}

function withoutKey(name: string, value: string, key: string): [name: string, value: string | true] {
  return [name, value.includes(key) || value];
}
