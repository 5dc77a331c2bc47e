/** A request as it came, without the socket behind it. */
export interface SimulatedRequest {
  method: string;
  /** Path and query. */
  url: string;
  /** By name in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

/** One request to the simulator, and what an answer needs to know of it. @typeParam Changes what a scenario can change of the vendor */
export interface Exchange<Changes> {
  request: SimulatedRequest;
  /** 1 for the first request to this server. */
  nth: number;
  /** A secret key that the simulated account knows. */
  key: string;
  /** A server that nobody has any business to call. */
  elsewhereUrl: string;
  slowMs: number;
  seed: number;
  /** What the API answers when nothing is wrong with it; it remembers what it was asked to do. */
  vendor: (changes?: Changes) => Answer;
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

/** Returns the answer to a request. It touches neither network nor clock. */
export type Responder<Changes = never> = (exchange: Exchange<Changes>) => Answer;

/** A value as JSON; further headers win. */
export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** Nothing but a status and headers. */
export function emptyAnswer(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: '' };
}
