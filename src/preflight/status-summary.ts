import { isRecord } from './is-record.ts';
import { plainName } from './plain-name.ts';
import type { Reply } from './reply.ts';

/** From nothing to the worst. */
export const IMPACTS = ['none', 'maintenance', 'minor', 'major', 'critical'] as const;
export type Impact = (typeof IMPACTS)[number];

/** A component that does not work as it should. */
export interface TroubledComponent {
  name: string;
  state: string;
  impact: Impact;
}

/** An incident that is not resolved. */
export interface OpenIncident {
  name: string;
  state: string;
  impact: Impact;
  /** Names of what it affects, where the page says so. */
  components: string[];
  /** Whether keys, or who may do what, are its subject. */
  namesAuthentication: boolean;
}

/** Maintenance that is announced or under way; times in ISO 8601, empty where the page names none. */
export interface Maintenance {
  name: string;
  from: string;
  until: string;
  isUnderWay: boolean;
  components: string[];
}

/** What a status page says, in words of known shapes. */
export interface StatusSummary {
  /** Of the whole page; absent where it names none that is known. */
  indicator?: Impact;
  components: TroubledComponent[];
  incidents: OpenIncident[];
  maintenances: Maintenance[];
}

/** As the two makers of status pages name the states of a component, and incident.io the impact of an incident. */
const IMPACT_OF_STATE: Readonly<Record<string, Impact>> = {
  operational: 'none',
  under_maintenance: 'maintenance',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
  full_outage: 'critical',
};
const AUTHENTICATION =
  /authenticat|authori[sz]|api keys?\b|credential|\b401\b|\b40[13]s\b|log-?\s?ins?\b|sign-?\s?in\b|access tokens?|oauth/i;
const ENDED = new Set(['resolved', 'postmortem', 'completed', 'maintenance_complete']);
const UNDER_WAY = new Set(['in_progress', 'verifying', 'maintenance_in_progress']);

/**
 * Reads `summary.json` or `status.json` of an Atlassian Statuspage, or the summary of incident.io. A page whose indicator is not
 * known is read by what it lists.
 *
 * Sources: public API of Atlassian Statuspage; the summary that pages of incident.io serve to their widget; read 2026-11-20.
 *
 * @returns undefined for anything that is none of them
 */
export function readStatusSummary(reply: Reply): StatusSummary | undefined {
  if (reply.kind !== 'answer' || reply.status !== 200 || !isRecord(reply.body)) return undefined;
  const { body } = reply;
  const summary = Array.isArray(body['ongoing_incidents']) ? readIncidentIo(body) : readStatuspage(body);
  const isTold = summary.indicator !== undefined || summary.components.length + summary.incidents.length > 0;
  return isTold ? summary : undefined;
}

function readStatuspage(body: Record<string, unknown>): StatusSummary {
  const { status, components, incidents, scheduled_maintenances: maintenances } = body;
  const indicator = isRecord(status) ? impactOf(status['indicator']) : undefined;
  return {
    ...(indicator !== undefined && { indicator }),
    components: records(components)
      .filter(({ group }) => group !== true)
      .flatMap(({ name, status: state }) => troubled(name, state)),
    incidents: open(incidents).map(incident =>
      incidentOf(incident, impactOf(incident['impact']), incident['components']),
    ),
    maintenances: open(maintenances).map(each =>
      maintenanceOf(each, {
        from: each['scheduled_for'],
        until: each['scheduled_until'],
        components: each['components'],
      }),
    ),
  };
}

function readIncidentIo(body: Record<string, unknown>): StatusSummary {
  const incidents = open(body['ongoing_incidents']);
  const affected = incidents.flatMap(incident => records(incident['affected_components']));
  return {
    indicator: 'none',
    components: affected.flatMap(({ name, current_status: state }) => troubled(name, state)),
    incidents: incidents.map(incident =>
      incidentOf(incident, IMPACT_OF_STATE[String(incident['current_worst_impact'])], incident['affected_components']),
    ),
    maintenances: [
      ...open(body['in_progress_maintenances']).map(each => ({
        ...maintenanceOf(each, {
          from: each['started_at'],
          until: each['scheduled_end_at'],
          components: each['affected_components'],
        }),
        isUnderWay: true,
      })),
      ...open(body['scheduled_maintenances']).map(each =>
        maintenanceOf(each, {
          from: each['starts_at'],
          until: each['ends_at'],
          components: each['affected_components'],
        }),
      ),
    ],
  };
}

function troubled(name: unknown, state: unknown): TroubledComponent[] {
  const impact = impactOfState(state);
  return impact === 'none' ? [] : [{ name: plainName(name), state: word(state), impact }];
}

function incidentOf(
  { name, status }: Record<string, unknown>,
  impact: Impact | undefined,
  components: unknown,
): OpenIncident {
  return {
    name: plainName(name),
    state: word(status),
    impact: impact === undefined || impact === 'none' ? 'minor' : impact,
    components: namesOf(components),
    namesAuthentication: AUTHENTICATION.test([name, ...namesOf(components)].join(' ')),
  };
}

interface Window {
  from: unknown;
  until: unknown;
  components: unknown;
}

function maintenanceOf({ name, status }: Record<string, unknown>, { from, until, components }: Window): Maintenance {
  return {
    name: plainName(name),
    from: timeOf(from),
    until: timeOf(until),
    isUnderWay: UNDER_WAY.has(String(status)),
    components: namesOf(components),
  };
}

function open(value: unknown): Record<string, unknown>[] {
  return records(value).filter(({ status }) => !ENDED.has(String(status)));
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function namesOf(components: unknown): string[] {
  return records(components).map(({ name }) => plainName(name));
}

function impactOf(value: unknown): Impact | undefined {
  return IMPACTS.find(impact => impact === value);
}

/** A state that is not known is one that is not operational. */
function impactOfState(state: unknown): Impact {
  return (typeof state === 'string' && Object.hasOwn(IMPACT_OF_STATE, state) && IMPACT_OF_STATE[state]) || 'minor';
}

/** `degraded_performance` as people say it. */
function word(value: unknown): string {
  return typeof value === 'string' && /^[a-z_]{1,40}$/.test(value) ? value.replaceAll('_', ' ') : '…';
}

/** Empty for what is no time. */
function timeOf(value: unknown): string {
  const time = typeof value === 'string' ? new Date(value) : undefined;
  return time === undefined || Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
