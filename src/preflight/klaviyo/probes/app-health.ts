import type { Priority } from '../../../model/report.ts';
import { firstAccount } from '../account-answer.ts';
import { shownAddress } from '../../call-log.ts';
import { defineProbe, type ProbeOutcome } from '../../define-probe.ts';
import { isRecord } from '../../is-record.ts';
import { readHealthReport, type HealthReport } from '../../health-report.ts';
import { addressProblem } from '../../own-address.ts';
import type { Answer, NoAnswerCause } from '../../reply.ts';
import { worstFirst, type Fault } from '../../worst-first.ts';

const TIMEOUT_MS = 15_000;
const NEARLY_FULL = 0.9;
const REPORT_KLAVIYO = 'Let the health endpoint ask Klaviyo and report it, such as { "klaviyo": { "status": "up" } }.';
const LOOK_AT_APP = 'Look at the logs of the app and at its last deployment; roll back if it began with that.';

export default defineProbe({
  id: 'app-health',
  description: 'health endpoints that do not answer, are slow, or say nothing of Klaviyo',
  order: 10,
  isEarly: true,
  notAsked: ({ targets }) => (targets.appHealthUrl === undefined ? "no 'app-health-url' was given" : undefined),
  async run({ endpoints, klaviyo, targets: { appHealthUrl = '', expectAccount }, thresholds }) {
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
    if (reply.kind === 'no-answer') return silent(reply.cause);
    const account = expectAccount ?? firstAccount(await klaviyo.account())?.id;
    return judge(reply, { account, mostMs: thresholds.latencySeconds * 1000 });
  },
});

function silent(cause: NoAnswerCause): ProbeOutcome {
  if (cause === 'cancelled' || cause === 'limit')
    return { status: 'skipped', reason: 'the preflight ended before the app was asked' };
  return failed('P1', `The health endpoint of the app did not answer (${cause}).`, LOOK_AT_APP);
}

interface Expected {
  /** The id of the account that goes live, where it is known. */
  account: string | undefined;
  /** A longer answer is slow. */
  mostMs: number;
}

function judge(reply: Answer, expected: Expected): ProbeOutcome {
  const { mostMs } = expected;
  const time = `in ${Math.round(reply.durationMs)} ms`;
  const health = readHealthReport(reply.body);
  const reported = [...reportedFaults(health, reply, time), ...reportedFigures(health, expected)];
  const faults = [...reported, ...statusFaults(reply, time, reported.length > 0)];
  if (reply.status < 300 && faults.length === 0) faults.push(...silenceFaults(health, reply, time));
  if (reply.status < 300 && reply.durationMs > mostMs)
    faults.push(fault('warned', 'P2', `The app took longer than ${mostMs} ms: it answered ${time}.`, LOOK_AT_APP));
  return (
    worstFirst(faults) ?? {
      status: 'passed',
      message: `The app answered ${reply.status} ${time} and reports that Klaviyo works for it.`,
    }
  );
}

/** What the app says of itself and of Klaviyo. */
function reportedFaults({ klaviyo, app, circuit }: HealthReport, { status }: Answer, time: string): Fault[] {
  const faults: Fault[] = [];
  if (klaviyo === 'unwell')
    faults.push(
      fault(
        'failed',
        'P2',
        `The app answered ${status} ${time} and reports that Klaviyo does not work for it.`,
        'Compare with the other probes: if Klaviyo answers here, look at the key and the network of the app.',
      ),
    );
  if (app === 'unwell' && klaviyo !== 'unwell')
    faults.push(fault('failed', 'P1', `The app answered ${status} ${time} and says that it is down.`, LOOK_AT_APP));
  if (circuit !== undefined)
    faults.push(
      fault(
        circuit === 'open' ? 'failed' : 'warned',
        circuit === 'open' ? 'P2' : 'P3',
        `The app reports that its circuit to Klaviyo is ${circuit}, so that calls are held back.`,
        'Find out what opened the circuit, and see that it closes when Klaviyo answers.',
      ),
    );
  return faults;
}

function reportedFigures(
  { accountId, latencyMs = 0, queueFilled = 0 }: HealthReport,
  { account, mostMs }: Expected,
): Fault[] {
  const faults: Fault[] = [];
  if (accountId !== undefined && account !== undefined && accountId !== account)
    faults.push(
      fault(
        'failed',
        'P1',
        `The app reports another account, '${accountId}', than the one of this preflight, '${account}'.`,
        'Compare the key of the app with the one given here, and store the right one.',
      ),
    );
  if (queueFilled >= NEARLY_FULL)
    faults.push(
      fault(
        queueFilled >= 1 ? 'failed' : 'warned',
        queueFilled >= 1 ? 'P2' : 'P3',
        `The app reports that its queue is ${queueFilled >= 1 ? 'full' : 'nearly full'} (${Math.round(queueFilled * 100)} %).`,
        'Look at what empties the queue, and make room before calls are lost.',
      ),
    );
  if (latencyMs > mostMs)
    faults.push(
      fault(
        'warned',
        'P2',
        `The app reports that Klaviyo takes ${Math.round(latencyMs)} ms for it (latencyMs), which is more than ${mostMs}.`,
        'Compare with the latency here, and look at the network of the app.',
      ),
    );
  return faults;
}

/** @param isExplained whether the body says what is wrong, so that the status says no more */
function statusFaults({ status }: Answer, time: string, isExplained: boolean): Fault[] {
  const answer = `The health endpoint answered ${status} ${time}`;
  if (status < 300 || (status >= 500 && isExplained)) return [];
  if (status >= 500) return [fault('failed', 'P1', `${answer}.`, LOOK_AT_APP)];
  if (status === 401 || status === 403)
    return [
      fault(
        'failed',
        'P3',
        `${answer}: it demands credentials, so nothing of the app was seen.`,
        'Let the health endpoint answer without credentials, or give one that does.',
      ),
    ];
  if (status === 404 || status === 410)
    return [
      fault(
        'failed',
        'P3',
        `${answer}: there is no health endpoint at this address.`,
        "Correct the path in 'app-health-url', or deploy the version that has it.",
      ),
    ];
  if (status < 400)
    return [
      fault(
        'failed',
        'P3',
        `${answer}, and no redirect is followed.`,
        "Give 'app-health-url' as the address that answers 200 itself.",
      ),
    ];
  return [fault('failed', 'P3', `${answer}.`, 'Look at the logs of the app for why it refuses this request.')];
}

/** A report that says nothing of Klaviyo. */
function silenceFaults({ klaviyo }: HealthReport, { status, body }: Answer, time: string): Fault[] {
  if (klaviyo === 'well') return [];
  const what = isRecord(body) ? ', and says nothing of how Klaviyo is' : ', without JSON';
  return [fault('warned', 'P3', `The health endpoint answered ${status} ${time}${what}.`, REPORT_KLAVIYO)];
}

function fault(status: Fault['status'], priority: Priority, message: string, nextAction: string): Fault {
  return { status, priority, message, nextAction };
}

function failed(priority: Priority, message: string, nextAction: string): ProbeOutcome {
  return { status: 'failed', priority, faultDomain: 'app', message, nextAction };
}
