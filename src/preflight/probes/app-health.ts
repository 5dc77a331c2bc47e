import type { Priority } from '../../model/report.ts';
import { shownAddress } from '../call-log.ts';
import { defineProbe } from '../define-probe.ts';
import type { ProbeOutcome } from '../define-probe.ts';
import { readKlaviyoHealth } from '../health-report.ts';
import { addressProblem } from '../own-address.ts';
import type { Answer, NoAnswerCause } from '../reply.ts';
import { isRecord } from '../error-document.ts';

const TIMEOUT_MS = 15_000;
const SLOW_MS = 5_000;
const REPORT_KLAVIYO = 'Let the health endpoint ask Klaviyo and report it, such as { "klaviyo": { "status": "up" } }.';
const LOOK_AT_APP = 'Look at the logs of the app and at its last deployment; roll back if it began with that.';

export default defineProbe({
  id: 'app-health',
  description: 'health endpoints that do not answer, are slow, or say nothing of Klaviyo',
  order: 9,
  notAsked: ({ wishes }) => (wishes.appHealthUrl === undefined ? "no 'app-health-url' was given" : undefined),
  async run({ endpoints, wishes: { appHealthUrl = '' } }) {
    const problem = addressProblem(appHealthUrl);
    if (problem !== undefined)
      return failed(
        'P3',
        `The health endpoint was not asked: ${problem}.`,
        "Give 'app-health-url' as an https address without a password.",
      );
    const reply = await endpoints.get({
      url: appHealthUrl,
      shownUrl: shownAddress(appHealthUrl),
      timeoutMs: TIMEOUT_MS,
    });
    return reply.kind === 'no-answer' ? silent(reply.cause) : judge(reply);
  },
});

function silent(cause: NoAnswerCause): ProbeOutcome {
  if (cause === 'cancelled' || cause === 'limit')
    return { status: 'skipped', reason: 'the preflight ended before the app was asked' };
  return failed('P1', `The health endpoint of the app did not answer (${cause}).`, LOOK_AT_APP);
}

function judge(reply: Answer): ProbeOutcome {
  const health = readKlaviyoHealth(reply.body);
  const time = `in ${Math.round(reply.durationMs)} ms`;
  if (health === 'unwell')
    return failed(
      'P2',
      `The app answered ${reply.status} ${time} and reports that Klaviyo does not work for it.`,
      'Compare with the other probes: if Klaviyo answers here, look at the key and the network of the app.',
    );
  if (reply.status >= 500) return failed('P1', `The health endpoint answered ${reply.status} ${time}.`, LOOK_AT_APP);
  if (reply.status >= 300)
    return failed(
      'P3',
      `The health endpoint answered ${reply.status} ${time}, and no redirect is followed.`,
      "Give 'app-health-url' as the address that answers 200 itself.",
    );
  if (!isRecord(reply.body))
    return warned('P3', `The health endpoint answered ${reply.status} ${time}, without JSON.`, REPORT_KLAVIYO);
  if (health !== 'well')
    return warned(
      'P3',
      `The health endpoint answered ${reply.status} ${time}, and says nothing of how Klaviyo is.`,
      REPORT_KLAVIYO,
    );
  if (reply.durationMs > SLOW_MS)
    return warned('P2', `The app is healthy, but took longer than ${SLOW_MS} ms: it answered ${time}.`, LOOK_AT_APP);
  return {
    status: 'passed',
    message: `The app answered ${reply.status} ${time} and reports that Klaviyo works for it.`,
  };
}

function failed(priority: Priority, message: string, nextAction: string): ProbeOutcome {
  return { status: 'failed', priority, cause: 'app', message, nextAction };
}

function warned(priority: Priority, message: string, nextAction: string): ProbeOutcome {
  return { status: 'warned', priority, cause: 'app', message, nextAction };
}
