import { keepHeaders, parseJson } from './reply.ts';
import type { Answer } from './reply.ts';

/** Watches the attempts of one request at a time. The SDK tells only of the last one, and not how long it took. */
export class Attempts {
  /** The answer to the latest attempt, or nothing while it is under way or when it got none. */
  answer: Answer | undefined;
  #throttled = 0;
  #startedAt = 0;

  reset(): void {
    this.answer = undefined;
    this.#throttled = 0;
  }

  start(): void {
    if (this.answer?.status === 429) this.#throttled += 1;
    this.answer = undefined;
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
    };
    return this.answer;
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
