export interface TimeLimit {
  /** Aborted with a `TimeoutError` when the time is over, or with the caller's own reason. */
  signal: AbortSignal;
  /** Must be called when the work is done. */
  end(): void;
}

/**
 * Gives work a time limit and passes on the caller's wish to stop.
 *
 * A timer of its own, because `AbortSignal.any` over `AbortSignal.timeout` can be garbage-collected before it fires: seen with
 * Node 20.20.2 and `fetch`, which then waited for five minutes; 2026-11-20.
 */
export function limitTime(milliseconds: number, caller?: AbortSignal): TimeLimit {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('The time is over.', 'TimeoutError')), milliseconds);
  const stop = (): void => controller.abort(caller?.reason);
  if (caller?.aborted) stop();
  caller?.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', stop);
    },
  };
}
