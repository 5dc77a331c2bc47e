import type { TSESTree } from '@typescript-eslint/utils';
import { createCollector } from './collector.ts';

/** A place that was not followed to its end, and why, as the end of a sentence. */
export interface Incomplete {
  reason: string;
  node: TSESTree.Node | undefined;
}

const collector = createCollector<Incomplete>();

/** Reports what is not followed to its end while something runs. */
export const whileReporting = collector.whileCollecting;

/** Reports that something is not followed to its end. @param node where; undefined where no syntax is known */
export function recordIncomplete(reason: string, node: TSESTree.Node | undefined): void {
  collector.record(() => ({ reason, node }));
}
