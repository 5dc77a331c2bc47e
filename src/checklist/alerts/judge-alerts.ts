import type { Evidence } from '../../model/checklist.ts';
import type { EvidenceFacts } from '../../model/evidence-facts.ts';
import type { Thresholds } from '../../model/thresholds.ts';
import { numberOf } from '../number-text.ts';
import type { VendorSigns } from '../vendor-signs.ts';
import type { AlertRule } from './alert-rule.ts';
import { readCloudWatch } from './cloudwatch.ts';
import { readDatadog } from './datadog.ts';
import { readGrafana } from './grafana.ts';
import { readPrometheus } from './prometheus.ts';
import { readSentry } from './sentry.ts';

const READERS = [readPrometheus, readGrafana, readDatadog, readCloudWatch, readSentry];

/** Every collector of alerts asks for the same rules. */
const rulesOf = new WeakMap<EvidenceFacts, AlertRule[]>();

/** The alert rules in the files of a repository that are about the vendor. */
export function alertRules(facts: EvidenceFacts, { names }: Pick<VendorSigns, 'names'>): readonly AlertRule[] {
  const known = rulesOf.get(facts);
  if (known !== undefined) return known;
  const rules = facts.data
    .flatMap(file => READERS.flatMap(read => read(file)))
    .filter(({ text, path }) => names.test(text) || names.test(path));
  rulesOf.set(facts, rules);
  return rules;
}

/** What the checklist demands of an alert on something that is counted. */
export interface CountDemand {
  /** What is counted, as a phrase. */
  what: string;
  /** More than so many in a minute must raise it. */
  perMinute: number;
}

/** Compares an alert on a count with what the checklist demands. */
export function judgeCount(rule: AlertRule, { what, perMinute }: CountDemand, thresholds: Thresholds): Evidence {
  const { threshold, windowMinutes, path, line, fault } = rule;
  const weak = (weakness: string): Evidence => ({
    path,
    line,
    isWeak: true,
    message: `This alert ${weakness}; the checklist wants ${demandOf(perMinute)} to raise it.`,
  });
  if (fault !== undefined) return weak(fault);
  if (threshold === undefined || windowMinutes === undefined)
    return weak(`on ${what} has a threshold that cannot be read here`);
  const raisedBy = `is raised by more than ${numberOf(threshold)} ${what} in ${numberOf(windowMinutes)} min`;
  // Rates are rounded when they are written down.
  if (threshold / windowMinutes > perMinute + 0.001) return weak(raisedBy);
  const lateness = latenessOf(rule, { what, raisedBy }, thresholds);
  return lateness === undefined ? { path, line, message: `This alert ${raisedBy}.` } : weak(lateness);
}

/**
 * Returns how an alert comes too late, as the end of a sentence that begins with the alert; undefined if it does not.
 *
 * @param phrases what it is about, and by what it is raised
 * @param thresholds longer times let a burst pass before anybody hears of it
 */
export function latenessOf(
  { windowMinutes, spanMinutes = 0, delayMinutes }: AlertRule,
  { what, raisedBy }: { what: string; raisedBy: string },
  { alertWindowMinutes, alertDelayMinutes }: Pick<Thresholds, 'alertWindowMinutes' | 'alertDelayMinutes'>,
): string | undefined {
  if (spanMinutes > alertWindowMinutes)
    return spanMinutes === windowMinutes
      ? `${raisedBy}, which is too long to wait for`
      : `${raisedBy}, taken over ${numberOf(spanMinutes)} min, which is too long to wait for`;
  if (delayMinutes === undefined) return `on ${what} waits for a time that cannot be read here`;
  return delayMinutes > alertDelayMinutes ? `on ${what} waits for ${numberOf(delayMinutes)} min` : undefined;
}

function demandOf(perMinute: number): string {
  return perMinute === 0 ? 'any' : `more than ${perMinute} a minute`;
}
