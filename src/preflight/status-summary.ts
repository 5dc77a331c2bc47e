import { isRecord } from './error-document.ts';
import { plainName } from './plain-name.ts';
import type { Reply } from './reply.ts';

export const INDICATORS = ['none', 'maintenance', 'minor', 'major', 'critical'] as const;
export type Indicator = (typeof INDICATORS)[number];

/** What a Statuspage says, in words of known shapes. */
export interface StatusSummary {
  indicator: Indicator;
  /** Components that do not work as they should. */
  components: { name: string; state: string }[];
  /** Incidents that are not resolved. */
  incidents: { name: string; impact: Indicator; state: string }[];
  /** Maintenance that is announced or under way; times in ISO 8601. */
  maintenances: { name: string; from: string; until: string }[];
}

/**
 * Reads `/api/v2/summary.json`. @returns undefined for anything that is none
 *
 * Source: public API of Atlassian Statuspage; read 2026-11-20.
 */
export function readStatusSummary(reply: Reply): StatusSummary | undefined {
  if (reply.kind !== 'answer' || reply.status !== 200 || !isRecord(reply.body)) return undefined;
  const { status, components, incidents, scheduled_maintenances: maintenances } = reply.body;
  const indicator = isRecord(status) ? indicatorOf(status['indicator']) : undefined;
  if (indicator === undefined) return undefined;
  return {
    indicator,
    components: records(components)
      .filter(({ status: state, group }) => state !== 'operational' && group !== true)
      .map(({ name, status: state }) => ({ name: plainName(name), state: word(state) })),
    incidents: records(incidents)
      .filter(({ status: state }) => state !== 'resolved' && state !== 'postmortem')
      .map(({ name, impact, status: state }) => ({
        name: plainName(name),
        impact: indicatorOf(impact) ?? 'minor',
        state: word(state),
      })),
    maintenances: records(maintenances).flatMap(
      ({ name, scheduled_for: from, scheduled_until: until, status: state }) =>
        state === 'completed' ? [] : [{ name: plainName(name), from: timeOf(from), until: timeOf(until) }],
    ),
  };
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function indicatorOf(value: unknown): Indicator | undefined {
  return INDICATORS.find(indicator => indicator === value);
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
