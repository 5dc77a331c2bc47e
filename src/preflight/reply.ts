/** Headers that probes may see. */
export const KEPT_HEADERS = [
  'content-type',
  'date',
  'retry-after',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'www-authenticate',
] as const;
export type KeptHeaders = Partial<Record<(typeof KEPT_HEADERS)[number], string>>;

/** What came back for the last attempt of one request. It stays inside the preflight: no body reaches a report. */
export interface Answer {
  kind: 'answer';
  status: number;
  headers: KeptHeaders;
  /** The parsed JSON, or nothing if the body was none. */
  body: unknown;
  /** From sending to the last byte of this attempt, in milliseconds. */
  durationMs: number;
  /** How many attempts before this one were answered with 429. */
  throttled: number;
  /** How many attempts before this one were answered with a fault of the vendor's, 500 or above. */
  failed: number;
  /** The connection ended before the body did. */
  isCutShort?: boolean;
}

/** `limit`: the preflight itself may send no more. */
export type NoAnswerCause =
  'timeout' | 'dns' | 'refused' | 'reset' | 'tls' | 'malformed' | 'cancelled' | 'limit' | 'unknown';

export interface NoAnswerReply {
  kind: 'no-answer';
  cause: NoAnswerCause;
}

/** Why a text cannot be a key of the vendor. Neither part repeats anything of it. */
export interface KeyProblem {
  /** A clause without a full stop. */
  fact: string;
  nextAction: string;
}

export type Reply =
  | Answer
  | NoAnswerReply
  /** The key was not sent at all. */
  | { kind: 'not-sent'; problem: KeyProblem };

/** Keeps the headers that probes may see, as text. */
export function keepHeaders(read: (name: string) => unknown): KeptHeaders {
  const present = KEPT_HEADERS.map(name => [name, read(name)] as const).filter(
    ([, value]) => typeof value === 'string',
  );
  return Object.fromEntries(present);
}

/** Reads JSON. Whatever is none is undefined, because a page in its place is an answer too. */
export function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
