import type { Evidence } from '../../model/checklist.ts';
import type { EvidenceFacts } from '../../model/evidence-facts.ts';
import type { AlertRule } from './alert-rule.ts';
import { readCloudWatch } from './cloudwatch.ts';
import { readDatadog } from './datadog.ts';
import { readGrafana } from './grafana.ts';
import { readPrometheus } from './prometheus.ts';
import { readSentry } from './sentry.ts';

const READERS = [readPrometheus, readGrafana, readDatadog, readCloudWatch, readSentry];

/** The alert rules in the files of a repository that are about the vendor. */
export function alertRules({ data }: EvidenceFacts): AlertRule[] {
  return data
    .flatMap(file => READERS.flatMap(read => read(file)))
    .filter(({ text, path }) => /klaviyo/i.test(text) || /klaviyo/i.test(path));
}

/** What the checklist demands of an alert on something that is counted. */
export interface CountDemand {
  /** What is counted, as a phrase. */
  what: string;
  /** More than so many in a minute must raise it. */
  perMinute: number;
}

/** Longer ones let a burst pass before anybody hears of it. */
const LONGEST_WINDOW_MINUTES = 10;
const LONGEST_DELAY_MINUTES = 5;

/** Compares an alert on a count with what the checklist demands. */
export function judgeCount(rule: AlertRule, { what, perMinute }: CountDemand): Evidence {
  const { threshold, windowMinutes, delayMinutes, path, line } = rule;
  const weak = (fault: string): Evidence => ({
    path,
    line,
    isWeak: true,
    message: `This alert ${fault}; the checklist wants ${demandOf(perMinute)} to raise it.`,
  });
  if (threshold === undefined || windowMinutes === undefined)
    return weak(`on ${what} has a threshold that cannot be read here`);
  const raisedBy = `is raised by more than ${numberOf(threshold)} ${what} in ${numberOf(windowMinutes)} min`;
  // Rates are rounded when they are written down.
  if (threshold / windowMinutes > perMinute + 0.001) return weak(raisedBy);
  if (windowMinutes > LONGEST_WINDOW_MINUTES) return weak(`${raisedBy}, which is too long to wait for`);
  if (delayMinutes > LONGEST_DELAY_MINUTES) return weak(`on ${what} waits for ${numberOf(delayMinutes)} min`);
  return { path, line, message: `This alert ${raisedBy}.` };
}

function demandOf(perMinute: number): string {
  return perMinute === 0 ? 'any' : `more than ${perMinute} a minute`;
}

export function numberOf(value: number): string {
  return String(Math.round(value * 100) / 100);
}
