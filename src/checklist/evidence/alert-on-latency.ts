import type { Evidence } from '../../model/checklist.ts';
import type { AlertRule } from '../alerts/alert-rule.ts';
import { alertRules, numberOf } from '../alerts/judge-alerts.ts';
import { defineCollector } from '../define-collector.ts';

const ABOUT = /latency|duration|response[-_ ]?time|\bp\d{2}\b|quantile/i;
const HIGH_PERCENTILE = /\bp9[5-9]\b|\bp99|0?\.9[5-9]|\b9[5-9]th\b|percentile[^\n]{0,20}9[5-9]/i;
const MILLISECONDS = /_ms\b|millis|\bms\b|milliseconds/i;
const MOST_SECONDS = 5;
/** No limit in seconds is as large. */
const SURELY_MILLISECONDS = 100;

export default defineCollector({
  id: 'alert-on-latency',
  description: 'an alert rule for a P95 over 5 seconds',
  *collect(facts) {
    for (const rule of alertRules(facts)) if (ABOUT.test(rule.text)) yield judge(rule);
  },
});

function judge({ text, threshold, path, line }: AlertRule): Evidence {
  const weak = (fault: string): Evidence => ({
    path,
    line,
    isWeak: true,
    message: `This alert on latency ${fault}; the checklist wants a P95 over 5 s to raise it.`,
  });
  if (threshold === undefined) return weak('has a threshold that cannot be read here');
  if (!HIGH_PERCENTILE.test(text)) return weak('is about no P95, which is weaker');
  const seconds = threshold >= SURELY_MILLISECONDS || MILLISECONDS.test(text) ? threshold / 1000 : threshold;
  return seconds > MOST_SECONDS
    ? weak(`is raised by more than ${numberOf(seconds)} s, which is weaker`)
    : { path, line, message: `This alert is raised by a P95 over ${numberOf(seconds)} s.` };
}
