import type { Priority } from '../model/report.ts';
import type { ProbeOutcome } from './define-probe.ts';

/** One of several faults that a probe found at the same time. */
export interface Fault {
  status: 'warned' | 'failed';
  priority: Priority;
  /** A sentence. */
  message: string;
  nextAction: string;
}

/** Reports several faults of the app as one outcome, the worst first; undefined where there are none. */
export function worstFirst(faults: readonly Fault[]): ProbeOutcome | undefined {
  const sorted = [...faults].sort((left, right) => rankOf(left) - rankOf(right));
  const [worst] = sorted;
  if (worst === undefined) return undefined;
  return {
    status: worst.status,
    priority: worst.priority,
    faultDomain: 'app',
    message: unique(sorted.map(({ message }) => message)),
    nextAction: unique(sorted.map(({ nextAction }) => nextAction)),
  };
}

/** A failure comes before a warning, then the more urgent one. */
function rankOf({ status, priority }: Fault): number {
  return (status === 'failed' ? 0 : 10) + Number(priority.slice(1));
}

function unique(sentences: readonly string[]): string {
  return [...new Set(sentences)].join(' ');
}
