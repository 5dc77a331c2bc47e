type Listener = (path: string) => void;

let listener: Listener | undefined;

/** Collects the paths of the files in which something stands that the analyzed files send, while something runs. */
export function whileCollectingOrigins<Result>(collect: Listener, run: () => Result): Result {
  const outer = listener;
  listener = collect;
  try {
    return run();
  } finally {
    listener = outer;
  }
}

/** @param path of the file in which something stands that another file sends */
export function recordOrigin(path: string): void {
  listener?.(path);
}
