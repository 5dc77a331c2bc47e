import type { FaultDomain, Incident, Priority, ProbeResult } from '../model/report.ts';

const URGENCY: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];

/**
 * Groups what the probes found by fault domain, most urgent first: however many probes saw it, it is one incident.
 *
 * @param results in the order of the runbook, so that the first of an incident is the closest to its cause
 * @param askedFirst the probes that say why there was no answer to look at
 */
export function groupIncidents(results: readonly ProbeResult[], askedFirst: readonly string[]): Incident[] {
  const byDomain = new Map<FaultDomain, ProbeResult[]>();
  for (const result of results) {
    const domain = domainOf(result, results, askedFirst);
    if (domain !== undefined) byDomain.set(domain, [...(byDomain.get(domain) ?? []), result]);
  }
  return byUrgency([...byDomain].map(([domain, seen]) => incidentOf(domain, seen)));
}

/** Most urgent first. */
export function byUrgency(incidents: readonly Incident[]): Incident[] {
  return [...incidents].sort((left, right) => URGENCY.indexOf(left.priority) - URGENCY.indexOf(right.priority));
}

/** A probe that got no answer to look at belongs to the fault domain of the one that asked first. */
function domainOf(
  { status, faultDomain, nextAction }: ProbeResult,
  results: readonly ProbeResult[],
  askedFirst: readonly string[],
): FaultDomain | undefined {
  if (status === 'passed') return undefined;
  const isUnanswered = status === 'skipped' && faultDomain === undefined && nextAction === undefined;
  return isUnanswered
    ? results.find(result => askedFirst.includes(result.id) && result.status !== 'passed')?.faultDomain
    : faultDomain;
}

function incidentOf(faultDomain: FaultDomain, seen: readonly ProbeResult[]): Incident {
  const priority = URGENCY.find(candidate => seen.some(result => result.priority === candidate)) ?? 'P4';
  const lead = seen.find(result => result.priority === priority) ?? seen[0];
  const message = lead?.message ?? asSentence(lead?.reason ?? '');
  return { faultDomain, priority, message, nextAction: lead?.nextAction ?? '', probes: seen.map(({ id }) => id) };
}

function asSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
