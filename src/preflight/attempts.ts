import type { CallLog, OpenCall } from './call-log.ts';
import { keepHeaders, parseJson } from './reply.ts';
import type { Answer, NoAnswerCause } from './reply.ts';

/** Watches the attempts of one request at a time. The SDK tells only of the last one, and not how long it took. */
export class Attempts {
  /** The answer to the latest attempt, or nothing while it is under way or when it got none. */
  answer: Answer | undefined;
  /** What is asked, for the log. */
  target = '';
  readonly #log: CallLog;
  readonly #reserve: number;
  #call: OpenCall | undefined;
  #throttled = 0;
  #failed = 0;
  #startedAt = 0;

  /** @param reserve how many requests are left to others that matter more */
  constructor(log: CallLog, reserve = 0) {
    this.#log = log;
    this.#reserve = reserve;
  }

  reset(): void {
    this.answer = undefined;
    this.#throttled = 0;
    this.#failed = 0;
  }

  start(): void {
    if (this.answer?.status === 429) this.#throttled += 1;
    if (this.answer !== undefined && this.answer.status >= 500) this.#failed += 1;
    this.answer = undefined;
    this.#call = this.#log.begin('GET', this.target, this.#reserve);
    this.#startedAt = performance.now();
  }

  finish(status: number, header: (name: string) => unknown, text: unknown): Answer {
    this.answer = {
      kind: 'answer',
      status,
      headers: keepHeaders(header),
      body: parseJson(text),
      durationMs: performance.now() - this.#startedAt,
      throttled: this.#throttled,
      failed: this.#failed,
      ...(isCutShort(header('content-length'), text) && { isCutShort: true }),
    };
    this.#call?.answered(status, retryAfterSeconds(this.answer));
    this.#call = undefined;
    return this.answer;
  }

  /** The latest attempt ended without an answer. */
  lose(cause: NoAnswerCause): void {
    this.#call?.failed(cause);
    this.#call = undefined;
  }

  /** The seconds that the latest answer asks to wait; 0 if it does not say. */
  get retryAfter(): number {
    return retryAfterSeconds(this.answer) ?? 0;
  }
}

/** The seconds in `Retry-After`. The vendor sends whole seconds, never a date. */
export function retryAfterSeconds(answer: Answer | undefined): number | undefined {
  const text = answer?.headers['retry-after'] ?? '';
  return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
}

/** The connection ended in the middle of a body that says how long it is; the client then gives no text at all. */
function isCutShort(length: unknown, text: unknown): boolean {
  return typeof length === 'string' && Buffer.byteLength(typeof text === 'string' ? text : '') < Number(length);
}
