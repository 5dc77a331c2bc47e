import type { PreflightReport, ProbeResult, Side, Story } from '../model/report.ts';
import { outcomeOfCall } from './described-call.ts';
import { markdownTable } from './markdown-table.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { printed } from './printed.ts';

/** Time to answer, by priority; the incident runbook. */
const ANSWER_WITHIN = { P1: '15 minutes', P2: '1 hour', P3: '4 hours', P4: 'the next business day' };

const WHO: Record<Side, string> = {
  vendor: "Klaviyo's side",
  key: 'our key',
  network: 'our network',
  traffic: 'our traffic',
  account: 'the account in use',
  code: 'our code',
  app: 'our app',
  domain: 'our sending domain',
};

const FOR_CUSTOMERS: Record<Side, string> = {
  vendor:
    'Our e-mail and SMS provider has a disruption. Messages may arrive late; orders and accounts are not affected.',
  key: 'Messages from us may arrive late because of a fault on our side. Orders and accounts are not affected.',
  network: 'Messages from us may arrive late because of a network fault. Orders and accounts are not affected.',
  traffic: 'Messages from us may arrive late because of high load. Orders and accounts are not affected.',
  account: 'Messages from us may not arrive because of a fault on our side. Orders and accounts are not affected.',
  code: 'Messages from us may arrive late because of a fault on our side. Orders and accounts are not affected.',
  app: 'Parts of our service may be slow or unavailable. We are working on it.',
  domain: 'Some e-mail from us may be filed as spam. Please look there if you miss a message.',
};

const BYTES_PER_TABLE = 40_000;

/** Renders the bundle for the incident channel: what was probed and answered, what to do, two messages, and the skeleton of a post-mortem. */
export function renderIncident(report: PreflightReport): string {
  return printed([
    ...head(report),
    ...nextActions(report.stories),
    ...probeTables(report.probes),
    ...calls(report),
    ...messages(report),
    ...postMortem(report),
  ]);
}

function head({ startedAt, durationMs, versions, verdict, stories }: PreflightReport): string[] {
  const [first] = stories;
  const rated =
    first === undefined
      ? 'No trouble was seen.'
      : `${first.priority}, answer within ${ANSWER_WITHIN[first.priority]}: ${WHO[first.cause]}.`;
  return [
    '# Klaviyo incident bundle',
    '',
    `- Rated: ${rated}`,
    `- Verdict of the preflight: ${verdict}`,
    `- Probed: ${markdownText(startedAt)}, for ${Math.round(durationMs / 100) / 10} s`,
    `- Probed with: klaviyo-lint ${markdownText(versions.tool)}, klaviyo-api ${markdownText(versions.sdk)}, revision ${markdownText(versions.revision)}`,
    '',
    'No key, no secret and no personal data is in this file.',
    '',
  ];
}

function nextActions(stories: readonly Story[]): string[] {
  if (stories.length === 0) return [];
  const steps = stories.map(
    ({ priority, cause, message, nextAction, probes }, index) =>
      `${index + 1}. **${priority}, ${WHO[cause]}.** ${markdownText(message)} ${markdownText(nextAction)} (${probes.map(markdownText).join(', ')})`,
  );
  return ['## What to do now', '', ...steps, ''];
}

function probeTables(probes: readonly ProbeResult[]): string[] {
  const rows = probes.map(({ id, status, priority = '', message, reason, durationMs }) =>
    [id, status, priority, message ?? reason ?? '', `${durationMs} ms`].map(markdownText),
  );
  const details = probes.flatMap(({ id, table }) =>
    table === undefined
      ? []
      : [
          `### ${markdownText(id)}`,
          '',
          ...markdownTable(
            {
              columns: table.columns.map(markdownText),
              rows: table.rows.map(row => row.map(markdownText)),
              noun: 'row',
            },
            BYTES_PER_TABLE,
          ),
        ],
  );
  return [
    '## What was probed',
    '',
    ...markdownTable(
      { columns: ['Probe', 'Status', 'Priority', 'Answer', 'Time'], rows, noun: 'probe' },
      BYTES_PER_TABLE,
    ),
    ...details,
  ];
}

function calls({ calls: made, transient }: PreflightReport): string[] {
  const rows = made.map(call => [
    markdownText(call.at),
    call.method,
    markdownCode(call.url),
    markdownText(outcomeOfCall(call)),
    `${call.durationMs} ms`,
  ]);
  const repeated = transient.map(sentence => `- ${markdownText(sentence)}`);
  return [
    '## Every call that was made',
    '',
    ...markdownTable({ columns: ['At', '', 'Address', 'Answer', 'Time'], rows, noun: 'call' }, BYTES_PER_TABLE),
    ...repeated,
    ...(repeated.length > 0 ? [''] : []),
  ];
}

function messages({ stories, startedAt }: PreflightReport): string[] {
  const [first] = stories;
  if (first === undefined) return [];
  return [
    '## Message for colleagues',
    '',
    `> ${first.priority} with Klaviyo since ${markdownText(startedAt)} or earlier, on ${WHO[first.cause]}. ${markdownText(first.message)} Next: ${markdownText(first.nextAction)} Next update within ${ANSWER_WITHIN[first.priority]}.`,
    '',
    '## Message for customers',
    '',
    `> ${FOR_CUSTOMERS[first.cause]} We will tell you when it is over.`,
    '',
  ];
}

/** What the preflight knows of the course is filled in. */
function postMortem({ stories, calls: made, startedAt }: PreflightReport): string[] {
  const [first] = stories;
  if (first === undefined) return [];
  const failures = made.filter(({ status = 0, failure }) => failure !== undefined || status >= 400);
  const timeline = [
    [startedAt, 'The preflight began.'],
    ...failures.map(call => [call.at, `${call.method} ${call.url}: ${outcomeOfCall(call)}`]),
  ].map(row => row.map(markdownText));
  return [
    '## Post-mortem',
    '',
    `- Impact: to be filled in. Whom did it reach, from when to when?`,
    `- Cause, as far as it is known: ${markdownText(first.message)}`,
    '- Detected by: to be filled in. An alert, a scheduled preflight, or a customer?',
    '- What went well, what did not, what was luck: to be filled in.',
    '- Actions with owner and date: to be filled in.',
    '',
    '### Timeline (UTC)',
    '',
    ...markdownTable(
      {
        columns: ['At', 'What'],
        rows: [...timeline, ['', 'Mitigated: to be filled in'], ['', 'Resolved: to be filled in']],
        noun: 'event',
      },
      BYTES_PER_TABLE,
    ),
  ];
}
