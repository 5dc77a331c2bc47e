/** Takes what is found while something runs, wherever that happens. */
export interface Collector<Found> {
  /** @param found computed only if somebody collects it */
  record(found: () => Found): void;
  /** Returns whether somebody collects. */
  isCollecting(): boolean;
  /** Collects what is found while something runs; a collection around it does not get that. */
  whileCollecting<Result>(collect: (found: Found) => void, run: () => Result): Result;
}

/** @returns a collector of its own, whose findings are dropped while nobody collects them */
export function createCollector<Found>(): Collector<Found> {
  let listener: ((found: Found) => void) | undefined;
  return {
    isCollecting: () => listener !== undefined,
    record: found => listener?.(found()),
    whileCollecting(collect, run) {
      const outer = listener;
      listener = collect;
      try {
        return run();
      } finally {
        listener = outer;
      }
    },
  };
}
