import type { TSESTree } from '@typescript-eslint/utils';

/** A place that was not followed to its end, and why, as the end of a sentence. */
export interface Incomplete {
  reason: string;
  node: TSESTree.Node | undefined;
}

type Listener = (incomplete: Incomplete) => void;

let listener: Listener | undefined;

/** Reports what is not followed to its end while something runs. */
export function whileReporting<Result>(report: Listener, run: () => Result): Result {
  const outer = listener;
  listener = report;
  try {
    return run();
  } finally {
    listener = outer;
  }
}

/** Reports that something is not followed to its end. @param node where; undefined where no syntax is known */
export function recordIncomplete(reason: string, node: TSESTree.Node | undefined): void {
  listener?.({ reason, node });
}
