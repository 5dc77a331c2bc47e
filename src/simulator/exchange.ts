/** A request as it came, without the socket behind it. */
export interface SimulatedRequest {
  method: string;
  /** Path and query. */
  url: string;
  /** By name in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

/** What a scenario has in another way than the healthy API. */
export interface VendorChanges {
  /** Attributes of the account. */
  account?: Record<string, unknown>;
  /** In place of the true ones. */
  rateLimitHeaders?: Record<string, string>;
  /** Which of the key's scopes it has. */
  isGranted?: (scope: string) => boolean;
}

/** One request to the simulator, and what an answer needs to know of it. */
export interface Exchange {
  request: SimulatedRequest;
  /** 1 for the first request to this server. */
  nth: number;
  /** The private key that the simulated account knows. */
  key: string;
  /** A third server, which nobody has any business to call. */
  elsewhereUrl: string;
  slowMs: number;
  seed: number;
  /** What the API answers when nothing is wrong with it; it remembers what it was asked to do. */
  vendor: (changes?: VendorChanges) => Answer;
  /** Milliseconds since 1970, of the simulated clock. */
  now: number;
}

/** What goes back; the listener does the rest. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** What goes wrong on the way; nothing by default. */
  fault?: Fault;
  delayMs?: number;
}

/**
 * `hang`: no answer ever. `reset`: the connection is cut. `drip`: the body never ends. `cut`: the connection ends in the middle of
 * the body.
 */
export type Fault = 'hang' | 'reset' | 'drip' | 'cut';

/** Tells the answer to a request. It touches neither network nor clock. */
export type Responder = (exchange: Exchange) => Answer;

/** A body with its type; further headers win. */
export function answer(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/vnd.api+json', ...headers }, body };
}

/** Never answers. */
export const hang: Responder = () => ({ ...answer(200, ''), fault: 'hang' });

/** Cuts the connection. */
export const reset: Responder = () => ({ ...answer(200, ''), fault: 'reset' });

/** Sends the caller to another host. */
export const redirect: Responder = ({ elsewhereUrl, request }) =>
  answer(302, '', { location: `${elsewhereUrl}${request.url}` });
