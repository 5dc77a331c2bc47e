import { alertRules, judgeCount } from '../alerts/judge-alerts.ts';
import { defineCollector } from '../define-collector.ts';

const ABOUT = /\b5(?:xx|\.\.|\.\*|\.\+|\[0-9\]|\\d|\*)|\b50[0-4]\b|server[-_ ]?errors?\b/i;

export default defineCollector({
  id: 'alert-on-5xx',
  description: 'an alert rule for server errors',
  *collect(facts) {
    for (const rule of alertRules(facts))
      if (ABOUT.test(rule.text)) yield judgeCount(rule, { what: 'server errors', perMinute: 10 });
  },
});
