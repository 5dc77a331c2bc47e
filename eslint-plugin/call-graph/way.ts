import type { TSESTree } from '@typescript-eslint/utils';

/** How a call leads to what it does: the calls inside of the functions that it calls, the last of which does it. */
export interface Way {
  call: TSESTree.CallExpression;
  steps: readonly TSESTree.CallExpression[];
}

type Listener = (way: Way) => void;

let listener: Listener | undefined;

/** Collects the ways of all effects that are selected while something runs. */
export function whileCollectingWays<Result>(collect: Listener, run: () => Result): Result {
  const outer = listener;
  listener = collect;
  try {
    return run();
  } finally {
    listener = outer;
  }
}

/** @param steps computed only if somebody collects them */
export function recordWay(call: TSESTree.CallExpression, steps: () => readonly TSESTree.CallExpression[]): void {
  listener?.({ call, steps: steps() });
}
