import type { Call, Incident, PreflightReport } from '../model/report.ts';
import { counted } from './counted.ts';
import { impactOf, isFailure, timeline, whereOf } from './incident-facts.ts';
import { plainText } from './plain-text.ts';
import { whole } from './utc.ts';

/** The skeleton of a post-mortem. What the preflight knows is filled in; what people have to add stands in parentheses. */
export function postMortem(lead: Incident, report: PreflightReport): string[] {
  const firstFailure = report.calls.find(isFailure)?.at ?? report.startedAt;
  return [
    '## Post-mortem',
    '',
    `- Date: ${whole(report.startedAt).slice(0, 10)}`,
    `- Duration: from ${whole(firstFailure)} UTC or earlier to (time)`,
    `- Severity: ${lead.priority}`,
    `- Impact: ${impactOf(lead)}`,
    `- Root cause: ${plainText(lead.message)} On ${whereOf(lead, report)}, as far as the preflight saw; (what was behind it?)`,
    `- Counts: ${counts(report.calls)}`,
    '- Lead and author: (names)',
    '',
    '### Timeline (UTC)',
    '',
    '- (time) Alert: (which one, or who noticed it)',
    '- (time) Acknowledged: (by whom)',
    ...timeline(report).map(line => `- ${line}`),
    '- (time) Stable: (what helped)',
    '- (time) Resolved: (how it was checked)',
    '',
    '### Actions',
    '',
    ...report.incidents.map(({ nextAction }) => `- [ ] ${plainText(nextAction)} (owner, date)`),
    '- [ ] (what would have shown this earlier?) (owner, date)',
    '- [ ] (what keeps it from coming back?) (owner, date)',
    '',
  ];
}

/** How many calls were answered how: `4 requests: 3 answered 503, 1 answered 200`. */
function counts(calls: readonly Call[]): string {
  const byOutcome = new Map<string, number>();
  for (const { status, failure } of calls) {
    const outcome = status === undefined ? plainText(failure ?? 'answered') : `answered ${status}`;
    byOutcome.set(outcome, (byOutcome.get(outcome) ?? 0) + 1);
  }
  const parts = [...byOutcome]
    .sort(([, left], [, right]) => right - left)
    .map(([outcome, times]) => `${times} ${outcome}`);
  return `${counted(calls.length, 'request')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}
