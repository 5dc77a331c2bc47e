import type { FaultDomain, Incident, PreflightReport, Priority, ProbeResult } from '../model/report.ts';
import { REPORT_TERMS, vendorOfId } from '../vendors/report-terms.ts';
import { counted } from './counted.ts';
import { askedWith, impactOf, shownCall, timeline, vendorsOf, whereOf } from './incident-facts.ts';
import { plainText } from './plain-text.ts';
import { postMortem } from './post-mortem.ts';
import { printed } from './printed.ts';
import { timeOfDay, whole } from './utc.ts';

/** Minutes to answer, by priority; the incident runbook. For P4 it asks for the next business day. */
const ANSWER_MINUTES: Readonly<Record<Priority, number | undefined>> = { P1: 15, P2: 60, P3: 240, P4: undefined };
const ANSWER_WITHIN = { P1: '15 minutes', P2: '1 hour', P3: '4 hours', P4: 'the next business day' };

/** What customers may notice. What was not probed, such as orders, is not mentioned. */
const FOR_CUSTOMERS: Readonly<Record<FaultDomain, string>> = {
  vendor: 'A service that we use to send messages does not work as it should. Messages from us may be delayed.',
  key: 'We have a problem with sending messages. Messages from us may be delayed.',
  network: 'We have a problem with sending messages. Messages from us may be delayed.',
  traffic: 'We are sending more slowly than usual. Messages from us may be delayed.',
  account: 'We have a problem with sending messages. Messages from us may be delayed.',
  code: 'We have a problem with sending messages. Messages from us may be delayed.',
  app: 'We have a problem with a part of our service, and are looking into it.',
  domain: 'Some e-mail from us may be filed as spam.',
};

/**
 * Renders the bundle for the incident channel: status, what to do, messages for colleagues and customers, what was probed and called,
 * and the skeleton of a post-mortem. It holds neither tables nor entities, so that each part can be pasted anywhere.
 */
export function renderIncident(report: PreflightReport): string {
  const [lead] = report.incidents;
  const about = `Probed ${whole(report.startedAt)} UTC with ${askedWith(report)}. Verdict: ${report.verdict}.`;
  const vendor = vendorsOf(report);
  const note = 'No key, no secret and no personal data is in this file.';
  if (lead === undefined)
    return printed([
      `# ${vendor}: no incident`,
      '',
      `No fault was seen. ${about} ${note}`,
      '',
      ...probed(report.probes),
      ...called(report),
    ]);
  return printed([
    `# ${vendor} incident: ${lead.priority}, ${whereOf(lead, report)}`,
    '',
    `${about} ${note}`,
    '',
    ...status(lead, report),
    ...nextActions(report),
    ...messages(lead, report),
    ...probed(report.probes),
    ...called(report),
    ...postMortem(lead, report),
  ]);
}

function status(lead: Incident, report: PreflightReport): string[] {
  return [
    '## Status',
    '',
    '- Status: investigating',
    `- Priority: ${lead.priority}, answer within ${ANSWER_WITHIN[lead.priority]}`,
    `- Fault domain: ${whereOf(lead, report)}`,
    `- What: ${plainText(lead.message)}`,
    `- Impact: ${impactOf(lead)}`,
    `- Next update: ${nextUpdate(lead.priority, report.startedAt)}`,
    '- Lead: (name)',
    '- Timeline (UTC):',
    ...timeline(report).map(line => `  - ${line}`),
    '',
  ];
}

function nextUpdate(priority: Priority, startedAt: string): string {
  const minutes = ANSWER_MINUTES[priority];
  if (minutes === undefined) return ANSWER_WITHIN[priority];
  return `${whole(new Date(Date.parse(startedAt) + minutes * 60_000).toISOString())} UTC`;
}

function nextActions(report: PreflightReport): string[] {
  const steps = report.incidents.map((incident, index) => {
    const { priority, message, nextAction, probes } = incident;
    return `${index + 1}. ${priority}, ${whereOf(incident, report)}: ${plainText(nextAction)} Seen: ${plainText(message)} (${probes.map(plainText).join(', ')})`;
  });
  return ['## What to do now', '', ...steps, ''];
}

function messages(lead: Incident, report: PreflightReport): string[] {
  const { startedAt, incidents } = report;
  const since = `${whole(startedAt)} UTC`;
  const update = nextUpdate(lead.priority, startedAt);
  const others = incidents.filter(other => other !== lead && (other.priority === 'P1' || other.priority === 'P2'));
  const also = others
    .map(other => ` Also ${other.priority}, ${whereOf(other, report)}: ${plainText(other.message)}`)
    .join('');
  const isNoticed = lead.priority === 'P1' || lead.priority === 'P2';
  return [
    '## Message for colleagues',
    '',
    `${lead.priority} with ${vendorsOf(report)}, on ${whereOf(lead, report)}, seen at ${since}. ${plainText(lead.message)} Impact: ${impactOf(lead)}. Next: ${plainText(lead.nextAction)}${also} Next update: ${update}.`,
    '',
    '## Message for customers',
    '',
    isNoticed
      ? `${forCustomers(lead)} We saw this at ${since} and are working on it. Next update: ${update}.`
      : 'None is needed for what was seen.',
    '',
  ];
}

/** Where only the vendor's status page reports it, nothing more is claimed. */
function forCustomers({ faultDomain, probes }: Incident): string {
  const isOnlyReported = probes.every(id => id === `${REPORT_TERMS[vendorOfId(id)].idPrefix}status-page`);
  return isOnlyReported
    ? 'A service that we use to send messages reports an incident. Messages from us may be delayed.'
    : FOR_CUSTOMERS[faultDomain];
}

function probed(probes: readonly ProbeResult[]): string[] {
  const lines = probes.flatMap(({ id, status: state, priority, message, reason, table }) => [
    `- ${state}: ${plainText(id)}${priority === undefined ? '' : ` (${priority})`}: ${plainText(message ?? reason ?? '')}`,
    ...(state === 'passed' ? [] : (table?.rows ?? [])).map(row => `  - ${row.map(plainText).join(', ')}`),
  ]);
  return ['## What was probed', '', ...lines, ''];
}

function called({ calls, transient }: PreflightReport): string[] {
  const lines = calls.map(call => `- ${timeOfDay(call.at)} ${shownCall(call)} (${call.durationMs} ms)`);
  return [
    `## Calls (${counted(calls.length, 'request')})`,
    '',
    ...lines,
    ...transient.map(sentence => `- Tried again: ${plainText(sentence)}`),
    '',
  ];
}
