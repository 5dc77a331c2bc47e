import type { Priority, Table } from '../../../model/report.ts';
import { defineProbe, type ProbeOutcome } from '../../define-probe.ts';
import { PRIORITY_OF_IMPACT, type PageRating } from '../../status-rating.ts';
import type { Impact, StatusSummary } from '../../status-summary.ts';

const NEXT: Readonly<Record<Exclude<Impact, 'none'>, string>> = {
  maintenance: 'Move the launch out of the window of the maintenance.',
  minor: 'Read status.klaviyo.com, and delay what can wait.',
  major: 'Prepare the fallback, watch status.klaviyo.com, and tell those who depend on it.',
  critical: 'Switch to the fallback, watch status.klaviyo.com, and tell those who depend on it.',
};
const NAMED = 3;

export default defineProbe({
  id: 'status-page',
  description: "incidents on Klaviyo's status page, and maintenance within a day",
  order: 1,
  async run({ answers, page }) {
    return answers.page === undefined || page === undefined
      ? unreadable()
      : { ...judge(page), ...tableIfAny(answers.page) };
  },
});

/** A page that is down says nothing of the API, so it neither fails nor leaves the verdict open. */
function unreadable(): ProbeOutcome {
  return warned(
    'P4',
    'network',
    "Klaviyo's status page could not be read.",
    'Open status.klaviyo.com in a browser before going live.',
  );
}

function judge({ impact, relevant, elsewhere, isOngoing }: PageRating): ProbeOutcome {
  if (impact === 'none')
    return elsewhere.length === 0
      ? {
          status: 'passed',
          message: "Klaviyo's status page shows no incident, and no maintenance within 24 hours.",
        }
      : warned(
          'P4',
          'vendor',
          `Klaviyo's status page shows nothing that this code calls, but trouble elsewhere${named(elsewhere)}.`,
          'Read status.klaviyo.com if you use these products besides the API.',
        );
  const what = impact === 'maintenance' ? 'maintenance' : `an incident rated '${impact}'`;
  const outcome = warned(
    PRIORITY_OF_IMPACT[impact],
    'vendor',
    `Klaviyo's status page shows ${what}${named(relevant)}.`,
    NEXT[impact],
  );
  return { ...outcome, status: impact === 'critical' ? 'failed' : 'warned', ...(isOngoing && { isOngoing }) };
}

function named(clauses: readonly string[]): string {
  const more = clauses.length - NAMED;
  const first = clauses.slice(0, NAMED).join('; ');
  return clauses.length === 0 ? '' : `: ${first}${more > 0 ? `; and ${more} more` : ''}`;
}

function tableIfAny({ components, incidents, maintenances }: StatusSummary): { table?: Table } {
  const rows = [
    ...incidents.map(({ name, impact, state }) => ['incident', name, `${state}, impact ${impact}`]),
    ...components.map(({ name, state }) => ['component', name, state]),
    ...maintenances.map(({ name, from, until }) => ['maintenance', name, `${from} to ${until || 'an unknown end'}`]),
  ];
  return rows.length === 0 ? {} : { table: { columns: ['kind', 'name', 'state'], rows } };
}

function warned(
  priority: Priority,
  faultDomain: 'vendor' | 'network',
  message: string,
  nextAction: string,
): ProbeOutcome & { status: 'warned' | 'failed' } {
  return { status: 'warned', priority, faultDomain, message, nextAction };
}
