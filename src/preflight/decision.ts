import type { FaultDomain, Priority } from '../model/report.ts';
import type { ProbeOutcome } from './define-probe.ts';

/** One leaf of a decision tree: under which condition it is reached, and what is wrong then. @typeParam Seen what it decides from */
export interface BranchOf<Seen, Reporting extends string = string> {
  id: string;
  /** Neighbours with the same question are answers to it; what matches none goes on to the next question. */
  question: string;
  answer: string;
  applies(seen: Seen): boolean;
  /** The probe that reports it. */
  probe: Reporting;
  /** `skipped`: nothing of ours was judged, so the verdict stays open. */
  status: ProbeOutcome['status'];
  priority: Priority | ((seen: Seen) => Priority);
  faultDomain: FaultDomain;
  /** What was seen: a clause without a full stop. */
  fact(seen: Seen): string;
  nextAction: string | ((seen: Seen) => string);
}

/** Decides. @returns the first branch that applies */
export function decideBy<Seen, Branch extends BranchOf<Seen>>(tree: readonly Branch[], seen: Seen): Branch {
  const branch = tree.find(({ applies }) => applies(seen));
  if (branch === undefined) throw new Error('The last branch of the decision tree applies to everything.');
  return branch;
}

/** What a branch comes to for what was seen. */
export function outcomeOf<Seen>(branch: BranchOf<Seen>, seen: Seen): ProbeOutcome {
  const fact = branch.fact(seen);
  const priority = typeof branch.priority === 'function' ? branch.priority(seen) : branch.priority;
  const { faultDomain } = branch;
  const nextAction = typeof branch.nextAction === 'function' ? branch.nextAction(seen) : branch.nextAction;
  if (branch.status === 'passed') return { status: 'passed', message: sentence(fact) };
  if (branch.status === 'skipped') return { status: 'skipped', reason: fact, priority, faultDomain, nextAction };
  return { status: branch.status, message: sentence(fact), priority, faultDomain, nextAction };
}

/** Makes a clause a sentence. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
