import { cheapRead, READ_SCOPES } from '../vendors/klaviyo/cheap-reads.ts';
import { affectedCalls, resourceOf } from './klaviyo/code-impact.ts';
import type { ProbeContext } from './define-probe.ts';
import type { FaultDomain, Incident, Priority, ProbeResult } from '../model/report.ts';

const URGENCY: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];

/** The probes that report what the decision tree comes to. */
const ASKED_FIRST = ['authentication', 'endpoints'];

/**
 * Groups what the probes found by fault domain, most urgent first: however many probes saw it, it is one incident.
 *
 * @param results in the order of the runbook, so that the first of an incident is the closest to its cause
 */
export function groupIncidents(results: readonly ProbeResult[]): Incident[] {
  const byDomain = new Map<FaultDomain, ProbeResult[]>();
  for (const result of results) {
    const domain = domainOf(result, results);
    if (domain !== undefined) byDomain.set(domain, [...(byDomain.get(domain) ?? []), result]);
  }
  return [...byDomain]
    .map(([domain, seen]) => incidentOf(domain, seen))
    .sort((left, right) => URGENCY.indexOf(left.priority) - URGENCY.indexOf(right.priority));
}

/** A probe that got no answer to look at belongs to the fault domain of the one that asked first. */
function domainOf(
  { status, faultDomain, nextAction }: ProbeResult,
  results: readonly ProbeResult[],
): FaultDomain | undefined {
  if (status === 'passed') return undefined;
  const isUnanswered = status === 'skipped' && faultDomain === undefined && nextAction === undefined;
  return isUnanswered
    ? results.find(result => ASKED_FIRST.includes(result.id) && result.status !== 'passed')?.faultDomain
    : faultDomain;
}

function incidentOf(faultDomain: FaultDomain, seen: readonly ProbeResult[]): Incident {
  const priority = URGENCY.find(candidate => seen.some(result => result.priority === candidate)) ?? 'P4';
  const lead = seen.find(result => result.priority === priority) ?? seen[0];
  const message = lead?.message ?? asSentence(lead?.reason ?? '');
  return { faultDomain, priority, message, nextAction: lead?.nextAction ?? '', probes: seen.map(({ id }) => id) };
}

/** Names what in the code does not work: what the failing endpoints do for it, or all of it while nothing is answered. */
export function withImpact(incident: Incident, { branch, seen, code }: ProbeContext): Incident {
  const isElsewhere = branch.faultDomain !== incident.faultDomain || seen.failing.length === 0;
  if (branch.status === 'passed' || isElsewhere) return incident;
  const isEverything = branch.id === 'revoked-meanwhile' || seen.failing.length === seen.endpoints.length;
  const resources = isEverything ? undefined : seen.failing.map(({ endpoint }) => resourceAt(endpoint));
  const impact = affectedCalls(code, resources);
  return impact.length === 0 ? incident : { ...incident, impact };
}

/** The resource that an endpoint is asked about: `/api/lists` is about `lists`. */
function resourceAt(endpoint: string): string {
  const scope = READ_SCOPES.find(candidate => cheapRead(candidate).operation.path === endpoint);
  return scope === undefined ? 'accounts' : resourceOf(scope);
}

function asSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
