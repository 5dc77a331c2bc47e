import type { Evidence } from '../../model/checklist.ts';
import type { AlertRule } from '../alerts/alert-rule.ts';
import { alertRules, judgeCount } from '../alerts/judge-alerts.ts';
import { defineCollector } from '../define-collector.ts';

const CODES = ['401', '403'] as const;
type Code = (typeof CODES)[number];

export default defineCollector({
  id: 'alert-on-401-403',
  description: 'alert rules for answers of 401 and 403',
  *collect(facts, thresholds, vendor) {
    const rules = alertRules(facts, vendor).map(rule => ({ rule, codes: CODES.filter(code => isAbout(rule, code)) }));
    const judged = rules
      .filter(({ codes }) => codes.length > 0)
      .map(({ rule, codes }) => ({
        codes,
        seen: judgeCount(
          rule,
          { what: `answers of ${codes.join(' or ')}`, perMinute: thresholds.authenticationErrorsPerMinute },
          thresholds,
        ),
      }));
    const covered = new Set(judged.filter(({ seen }) => seen.isWeak === undefined).flatMap(({ codes }) => codes));
    const missing = CODES.find(code => !covered.has(code));
    for (const { seen } of judged) yield missing === undefined || seen.isWeak ? seen : incomplete(seen, missing);
  },
});

/** The rejected signatures of webhooks are answered with 401 too. */
function isAbout({ text }: AlertRule, code: Code): boolean {
  if (/signature|webhook/i.test(text)) return false;
  const inClass = /40\[(\d+)\]/.exec(text)?.[1]?.includes(code.charAt(2)) ?? false;
  return (
    inClass ||
    new RegExp(String.raw`(?<![\da-z]|\d\.)${code}(?![\da-z]|\.\d)`, 'i').test(text) ||
    (code === '401' ? /unauthori[sz]ed/i : /forbidden/i).test(text)
  );
}

function incomplete(seen: Evidence, missing: Code): Evidence {
  return {
    ...seen,
    isWeak: true,
    message: `${seen.message.replace(/\.$/, '')}, and no alert is raised by ${missing}.`,
  };
}
