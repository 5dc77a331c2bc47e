import type { Priority } from '../../report.ts';
import { defineProbe } from '../define-probe.ts';
import type { ProbeOutcome } from '../define-probe.ts';
import { isRecord } from '../error-document.ts';
import type { Reply } from '../reply.ts';

const WATCH = 'Read status.klaviyo.com, and delay what can wait.';

/** The indicators of a Statuspage, and how the runbook rates them. */
const INCIDENTS: Record<string, [status: 'warned' | 'failed', priority: Priority, nextAction: string]> = {
  maintenance: ['warned', 'P3', WATCH],
  minor: ['warned', 'P3', WATCH],
  major: ['warned', 'P2', 'Prepare the fallback, watch status.klaviyo.com, and tell those who depend on it.'],
  critical: ['failed', 'P1', 'Switch to the fallback, watch status.klaviyo.com, and tell those who depend on it.'],
};

export default defineProbe({
  id: 'status-page',
  description: "incidents on Klaviyo's status page",
  order: 1,
  async run({ klaviyo }) {
    const indicator = readIndicator(await klaviyo.status());
    if (indicator === 'none') return { status: 'passed', message: "Klaviyo's status page shows no incident." };
    const incident = INCIDENTS[indicator ?? ''];
    if (incident === undefined) return unreadable();
    const [status, priority, nextAction] = incident;
    return { status, priority, message: `Klaviyo's status page shows an incident: '${indicator}'.`, nextAction };
  },
});

/** A page that is down says nothing of the API, so it neither fails nor leaves the verdict open. */
function unreadable(): ProbeOutcome {
  return {
    status: 'warned',
    priority: 'P4',
    message: "Klaviyo's status page could not be read.",
    nextAction: 'Open status.klaviyo.com in a browser before going live.',
  };
}

function readIndicator(reply: Reply): string | undefined {
  if (reply.kind !== 'answer' || reply.status !== 200 || !isRecord(reply.body)) return undefined;
  const { status } = reply.body;
  const indicator = isRecord(status) ? status['indicator'] : undefined;
  if (typeof indicator !== 'string') return undefined;
  return indicator === 'none' || Object.hasOwn(INCIDENTS, indicator) ? indicator : undefined;
}
