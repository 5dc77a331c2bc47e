import type { TSESTree } from '@typescript-eslint/utils';
import { createCollector } from '../values/collector.ts';

/** How a call leads to what it does: the calls inside of the functions that it calls, the last of which does it. */
export interface Way {
  call: TSESTree.CallExpression;
  steps: readonly TSESTree.CallExpression[];
}

const collector = createCollector<Way>();

/** Collects the ways of all effects that are selected while something runs. */
export const whileCollectingWays = collector.whileCollecting;

/** @param steps computed only if somebody collects them */
export function recordWay(call: TSESTree.CallExpression, steps: () => readonly TSESTree.CallExpression[]): void {
  collector.record(() => ({ call, steps: steps() }));
}
