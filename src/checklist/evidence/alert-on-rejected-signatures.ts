import { alertRules, judgeCount } from '../alerts/judge-alerts.ts';
import { defineCollector } from '../define-collector.ts';

const ABOUT =
  /signature|webhook[^\n]{0,60}(?:reject|invalid|refus|unauthori|40[13])|(?:reject|invalid|refus)[^\n]{0,60}webhook/i;

export default defineCollector({
  id: 'alert-on-rejected-signatures',
  description: 'an alert rule for webhook signatures that are rejected',
  *collect(facts, thresholds, vendor) {
    for (const rule of alertRules(facts, vendor))
      if (ABOUT.test(rule.text))
        yield judgeCount(
          rule,
          { what: 'rejected signatures', perMinute: thresholds.rejectedSignaturesPerMinute },
          thresholds,
        );
  },
});
