import { setTimeout as pause } from 'node:timers/promises';
import { type Failure, failureOf } from './failure.ts';
import type { Deadline, Limits } from './limits.ts';

const MOST_ATTEMPTS = 4;
/** GitHub may not say how long a limit lasts; then it is a minute at least. */
const UNKNOWN_WAIT_MS = 60_000;

/**
 * Sends a request until it is answered: again where it was not carried out because of a limit, and where the answer leaves open
 * whether it was, but then only after a look.
 *
 * @param find returns whether it was carried out, with its answer or undefined; not needed where sending it twice changes nothing
 * @throws the last failure, when it is final, or when no further attempt fits into the time
 */
export async function inAttempts<Answer>(
  send: () => Promise<Answer>,
  find: (() => Promise<Answer | undefined>) | undefined,
  { deadline, firstWaitMs }: { deadline: Deadline } & Pick<Limits, 'firstWaitMs'>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const failure = failureOf(error, deadline.signal);
      if (attempt === MOST_ATTEMPTS && find === undefined) throw error;
      const wait = waitAfter(failure, firstWaitMs * 2 ** (attempt - 1));
      if (wait === undefined || Date.now() + wait >= deadline.at) throw error;
      await pause(wait, undefined, { signal: deadline.signal });
      const found = failure?.kind === 'unclear' ? await find?.() : undefined;
      if (found !== undefined) return found;
      if (attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

function waitAfter(failure: Failure | undefined, usualMs: number): number | undefined {
  if (failure?.kind === 'limited') return failure.waitMs ?? UNKNOWN_WAIT_MS;
  return failure?.kind === 'unclear' ? usualMs : undefined;
}
