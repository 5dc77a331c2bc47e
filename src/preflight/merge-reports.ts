import type { FaultDomain, Incident, PreflightReport } from '../model/report.ts';
import { combineVerdicts } from '../model/verdict.ts';
import { byUrgency } from './incidents.ts';

/** A fault there is one, whichever vendor's probes saw it. */
const SHARED: readonly FaultDomain[] = ['network', 'app'];

/** Makes one report of those of several vendors, in their order; that of one vendor stays as it is. */
export function mergeReports([first, ...others]: readonly PreflightReport[]): PreflightReport {
  if (first === undefined) throw new RangeError('There is no report.');
  return others.reduce(mergeTwo, first);
}

function mergeTwo(left: PreflightReport, right: PreflightReport): PreflightReport {
  return {
    schemaVersion: 1,
    startedAt: left.startedAt < right.startedAt ? left.startedAt : right.startedAt,
    durationMs: Math.max(left.durationMs, right.durationMs),
    versions: { ...left.versions, ...right.versions },
    incidents: byUrgency(right.incidents.reduce(added, left.incidents)),
    probes: [...left.probes, ...right.probes],
    notAsked: [...left.notAsked, ...right.notAsked],
    transient: [...left.transient, ...right.transient],
    calls: [...left.calls, ...right.calls].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    verdict: combineVerdicts([left.verdict, right.verdict]),
  };
}

/** The words of the more urgent one count. */
function added(incidents: readonly Incident[], incident: Incident): Incident[] {
  const same = incidents.find(
    ({ faultDomain }) => faultDomain === incident.faultDomain && SHARED.includes(faultDomain),
  );
  if (same === undefined) return [...incidents, incident];
  const [lead = same] = byUrgency([same, incident]);
  const merged = { ...lead, probes: [...same.probes, ...incident.probes] };
  return incidents.map(each => (each === same ? merged : each));
}
