import { alertRules, judgeCount } from '../alerts/judge-alerts.ts';
import { defineCollector } from '../define-collector.ts';

const ABOUT = /(?<![\da-z]|\d\.)429(?![\da-z]|\.\d)|rate[-_ ]?limit(?:ed)?\b|too[-_ ]?many[-_ ]?requests/i;

export default defineCollector({
  id: 'alert-on-429',
  description: 'an alert rule for answers of 429',
  *collect(facts, thresholds, vendor) {
    for (const rule of alertRules(facts, vendor))
      if (ABOUT.test(rule.text))
        yield judgeCount(rule, { what: 'answers of 429', perMinute: thresholds.rateLimitedPerMinute }, thresholds);
  },
});
