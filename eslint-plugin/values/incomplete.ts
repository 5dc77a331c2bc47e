import type { TSESTree } from '@typescript-eslint/utils';

/** A place that was not followed to its end, and why, as the end of a sentence. */
export interface Incomplete {
  reason: string;
  node: TSESTree.Node;
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

/** Says that something is not followed to its end. @param node where; what has no place of its own is left out */
export function recordIncomplete(reason: string, node: unknown): void {
  if (listener && isNode(node)) listener({ reason, node });
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}
