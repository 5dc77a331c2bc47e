import type { Priority, ProbeResult, Side, Story } from '../model/report.ts';

const URGENCY: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];

/**
 * Tells several probes with one cause as one story, most urgent first.
 *
 * @param results in the order of the runbook, so that the first of a story is the closest to its cause
 */
export function tellStories(results: readonly ProbeResult[]): Story[] {
  const isIncident = results.some(
    ({ id, cause, priority }) => id === 'status-page' && cause === 'vendor' && (priority === 'P1' || priority === 'P2'),
  );
  const bySide = new Map<Side, ProbeResult[]>();
  for (const result of results) {
    const side = sideOf(result, results, isIncident);
    if (side !== undefined) bySide.set(side, [...(bySide.get(side) ?? []), result]);
  }
  return [...bySide]
    .map(([side, told]) => storyOf(side, told))
    .sort((left, right) => URGENCY.indexOf(left.priority) - URGENCY.indexOf(right.priority));
}

/** A vendor in trouble does not answer, or not in time; what got no answer to look at has the cause of who asked first. */
function sideOf(
  { status, cause, nextAction }: ProbeResult,
  results: readonly ProbeResult[],
  isIncident: boolean,
): Side | undefined {
  if (status === 'passed') return undefined;
  const isEcho = status === 'skipped' && cause === undefined && nextAction === undefined;
  const side = isEcho ? results.find(({ id }) => id === 'authentication')?.cause : cause;
  return isIncident && side === 'network' ? 'vendor' : side;
}

function storyOf(cause: Side, told: readonly ProbeResult[]): Story {
  const priority = URGENCY.find(candidate => told.some(result => result.priority === candidate)) ?? 'P4';
  const lead = told.find(result => result.priority === priority) ?? told[0];
  const message = lead?.message ?? asSentence(lead?.reason ?? '');
  return { cause, priority, message, nextAction: lead?.nextAction ?? '', probes: told.map(({ id }) => id) };
}

function asSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
