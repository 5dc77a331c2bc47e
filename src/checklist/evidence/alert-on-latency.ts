import type { Evidence } from '../../model/checklist.ts';
import type { Thresholds } from '../../model/thresholds.ts';
import type { AlertRule } from '../alerts/alert-rule.ts';
import { alertRules, latenessOf } from '../alerts/judge-alerts.ts';
import { numberOf } from '../number-text.ts';
import { defineCollector } from '../define-collector.ts';

const ABOUT = /latency|duration|response[-_ ]?time|\bp\d{2}\b|quantile/i;
const HIGH_PERCENTILE = /\bp9[5-9]\b|\bp99|(?<!\d)0?\.9[5-9]|\b9[5-9]th\b|percentile[^\n]{0,20}9[5-9]/i;
const MILLISECONDS = /_ms\b|millis|\bms\b|milliseconds/i;
/** No limit in seconds is as large. */
const SURELY_MILLISECONDS = 100;

export default defineCollector({
  id: 'alert-on-latency',
  description: 'an alert rule for a P95 that is too slow',
  *collect(facts, thresholds, vendor) {
    for (const rule of alertRules(facts, vendor)) if (ABOUT.test(rule.text)) yield judge(rule, thresholds);
  },
});

function judge(rule: AlertRule, thresholds: Thresholds): Evidence {
  const { text, threshold, path, line, fault } = rule;
  const weak = (weakness: string): Evidence => ({
    path,
    line,
    isWeak: true,
    message: `This alert ${weakness}; the checklist wants a P95 over ${numberOf(thresholds.latencySeconds)} s to raise it.`,
  });
  if (fault !== undefined) return weak(fault);
  if (threshold === undefined) return weak('on latency has a threshold that cannot be read here');
  if (!HIGH_PERCENTILE.test(text)) return weak('on latency is about no P95, which is weaker');
  const seconds = threshold >= SURELY_MILLISECONDS || MILLISECONDS.test(text) ? threshold / 1000 : threshold;
  if (seconds > thresholds.latencySeconds)
    return weak(`on latency is raised by more than ${numberOf(seconds)} s, which is weaker`);
  const raisedBy = `is raised by a P95 over ${numberOf(seconds)} s`;
  const lateness = latenessOf(rule, { what: 'latency', raisedBy }, thresholds);
  return lateness === undefined ? { path, line, message: `This alert ${raisedBy}.` } : weak(lateness);
}
