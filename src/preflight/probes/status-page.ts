import type { Priority, Table } from '../../model/report.ts';
import { defineProbe } from '../define-probe.ts';
import type { ProbeOutcome } from '../define-probe.ts';
import { INDICATORS, readStatusSummary, type Indicator, type StatusSummary } from '../status-summary.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const WATCH = 'Read status.klaviyo.com, and delay what can wait.';

/** How the runbook rates an indicator, which is also what an incident is rated by. */
const RATING: Record<
  Exclude<Indicator, 'none'>,
  [status: 'warned' | 'failed', priority: Priority, nextAction: string]
> = {
  maintenance: ['warned', 'P3', 'Move the launch out of the window of the maintenance.'],
  minor: ['warned', 'P3', WATCH],
  major: ['warned', 'P2', 'Prepare the fallback, watch status.klaviyo.com, and tell those who depend on it.'],
  critical: ['failed', 'P1', 'Switch to the fallback, watch status.klaviyo.com, and tell those who depend on it.'],
};

export default defineProbe({
  id: 'status-page',
  description: "incidents on Klaviyo's status page, and maintenance within a day",
  order: 1,
  async run({ klaviyo, now }) {
    const summary = readStatusSummary(await klaviyo.status());
    return summary === undefined ? unreadable() : judge(summary, now);
  },
});

/** A page that is down says nothing of the API, so it neither fails nor leaves the verdict open. */
function unreadable(): ProbeOutcome {
  return {
    status: 'warned',
    priority: 'P4',
    cause: 'network',
    message: "Klaviyo's status page could not be read.",
    nextAction: 'Open status.klaviyo.com in a browser before going live.',
  };
}

function judge(summary: StatusSummary, now: Date): ProbeOutcome {
  const due = summary.maintenances.filter(({ from, until }) => isDue(from, until, now));
  const worst = worstOf(summary, due.length > 0);
  if (worst === 'none')
    return {
      status: 'passed',
      message: "Klaviyo's status page shows no incident, and no maintenance within 24 hours.",
    };
  const [status, priority, nextAction] = RATING[worst];
  const message = `Klaviyo's status page shows ${worst === 'maintenance' ? 'maintenance' : `an incident rated '${worst}'`}${about(summary, due)}.`;
  const table = tableOf(summary, due);
  return { status, priority, cause: 'vendor', message, nextAction, ...(table.rows.length > 0 && { table }) };
}

/** One that has begun, or begins within a day. */
function isDue(from: string, until: string, now: Date): boolean {
  const [begins, ends] = [Date.parse(from), until === '' ? Infinity : Date.parse(until)];
  return begins <= now.getTime() + DAY_MS && ends >= now.getTime();
}

/** A component or an incident counts even where the indicator of the page lags behind. */
function worstOf({ indicator, components, incidents }: StatusSummary, isMaintenanceDue: boolean): Indicator {
  const seen: Indicator[] = [indicator, ...incidents.map(({ impact }) => (impact === 'none' ? 'minor' : impact))];
  if (components.length > 0)
    seen.push(components.every(({ state }) => state === 'under maintenance') ? 'maintenance' : 'minor');
  if (isMaintenanceDue) seen.push('maintenance');
  return INDICATORS[Math.max(...seen.map(each => INDICATORS.indexOf(each)))] ?? 'none';
}

function about({ components, incidents }: StatusSummary, due: StatusSummary['maintenances']): string {
  const parts = [
    ...incidents.map(({ name, state }) => `'${name}' (${state})`),
    ...components.map(({ name, state }) => `${name}: ${state}`),
    ...due.map(({ name, from }) => `'${name}' from ${from}`),
  ];
  const named = parts.slice(0, 3).join('; ');
  return parts.length === 0 ? '' : `: ${named}${parts.length > 3 ? `; and ${parts.length - 3} more` : ''}`;
}

function tableOf({ components, incidents }: StatusSummary, due: StatusSummary['maintenances']): Table {
  return {
    columns: ['kind', 'name', 'state'],
    rows: [
      ...incidents.map(({ name, impact, state }) => ['incident', name, `${state}, impact ${impact}`]),
      ...components.map(({ name, state }) => ['component', name, state]),
      ...due.map(({ name, from, until }) => ['maintenance', name, `${from} to ${until || 'an unknown end'}`]),
    ],
  };
}
