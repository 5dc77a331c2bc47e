import { alertRule, exceeded, minutesIn, objectsWith, valueOf, type AlertReader } from './alert-rule.ts';

/** What an expression of PromQL or LogQL compares: a limit, and the window of what it counts. */
export interface Comparison {
  threshold?: number;
  windowMinutes?: number;
}

const LIMIT = /(>=?)\s*(?:bool\s+)?(\d+(?:\.\d+)?(?:e[+-]?\d+)?)[\s)]*$/i;
const WINDOW = /\[(\d{1,6}[smhd])(?:[:\]])/;

/** Reads the rules of Prometheus and Loki, also in a PrometheusRule of Kubernetes. */
export const readPrometheus: AlertReader = file =>
  objectsWith(file, key => key === 'alert').flatMap(object => {
    const expression = valueOf(object, 'expr');
    if (expression === undefined) return [];
    const delayMinutes = minutesIn(valueOf(object, 'for') ?? '0s') ?? 0;
    return [alertRule(file.path, object, { ...comparisonIn(expression), delayMinutes })];
  });

/** A rate is a number a second; what is multiplied by 60 is one a minute. */
export function comparisonIn(expression: string): Comparison {
  const [, operator = '', number] = LIMIT.exec(expression) ?? [];
  const window = minutesIn(WINDOW.exec(expression)?.[1] ?? '');
  if (number === undefined) return {};
  const limit = Number(number);
  if (/\bhistogram_quantile\b|\bquantile/.test(expression)) return { threshold: limit };
  if (/\bi?rate\s*\(/.test(expression)) {
    const perMinute = /\*\s*60\b/.test(expression) ? limit : limit * 60;
    return { threshold: perMinute, windowMinutes: 1 };
  }
  return { threshold: exceeded(operator, limit), ...(window !== undefined && { windowMinutes: window }) };
}
