import { alertRules } from '../alerts/judge-alerts.ts';
import { defineCollector } from '../define-collector.ts';

const ABOUT =
  /signature|webhook[^\n]{0,60}(?:reject|invalid|refus|unauthori|40[13])|(?:reject|invalid|refus)[^\n]{0,60}webhook/i;

export default defineCollector({
  id: 'alert-on-rejected-signatures',
  description: 'an alert rule for webhook signatures that are rejected',
  *collect(facts) {
    for (const { text, path, line, threshold } of alertRules(facts))
      if (ABOUT.test(text))
        yield threshold === undefined
          ? {
              path,
              line,
              isWeak: true,
              message: 'This alert on rejected signatures has a threshold that cannot be read here.',
            }
          : { path, line, message: `This alert is raised by more than ${threshold} rejected signatures.` };
  },
});
