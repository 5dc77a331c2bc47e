import { alertRules, judgeCount } from '../alerts/judge-alerts.ts';
import { defineCollector } from '../define-collector.ts';

const ABOUT =
  /(?<![\da-z]|\d\.)5(?:xx|\.\.|\.\*|\.\+|\[0-9\]|\\d|\*)|(?<![\da-z]|\d\.)50[0-4](?![\da-z]|\.\d)|server[-_ ]?errors?\b/i;

export default defineCollector({
  id: 'alert-on-5xx',
  description: 'an alert rule for server errors',
  *collect(facts, thresholds, vendor) {
    for (const rule of alertRules(facts, vendor))
      if (ABOUT.test(rule.text))
        yield judgeCount(rule, { what: 'server errors', perMinute: thresholds.serverErrorsPerMinute }, thresholds);
  },
});
