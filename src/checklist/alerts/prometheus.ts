import { alertRule, exceeded, minutesIn, objectsWith, valueOf, type AlertReader } from './alert-rule.ts';

/** What an expression of PromQL or LogQL compares: a limit, the time in which it counts, and that which it looks at. */
export interface Comparison {
  threshold?: number;
  windowMinutes?: number;
  spanMinutes?: number;
}

const LIMIT = /(>=?)\s*(?:bool\s+)?(\d+(?:\.\d+)?(?:e[+-]?\d+)?)[\s)]*$/i;
const WINDOW = /\[([^\]:]{1,50})[:\]]/g;
/** Strings, and the selectors that they stand in. */
const TEXTS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g;
/** Ratios, other times and other conditions. */
const UNREADABLE = /\/|\boffset\b|@\s*\d|\b(?:and|or|unless)\b/i;

/** Reads the rules of Prometheus and Loki, also in a PrometheusRule of Kubernetes. */
export const readPrometheus: AlertReader = file =>
  objectsWith(file, key => key === 'alert').flatMap(object => {
    const expression = valueOf(object, 'expr');
    if (expression === undefined) return [];
    const delayMinutes = minutesIn(valueOf(object, 'for') ?? '0s');
    return [alertRule(file.path, object, { ...comparisonIn(expression), delayMinutes })];
  });

/** A rate is a number a second; what is multiplied by 60 is one a minute. */
export function comparisonIn(expression: string): Comparison {
  const code = expression.replaceAll(TEXTS, '""');
  const [, operator = '', number] = LIMIT.exec(code) ?? [];
  const spanMinutes = longestWindow(code);
  if (number === undefined || UNREADABLE.test(code) || Number.isNaN(spanMinutes)) return {};
  const limit = Number(number);
  const span = spanMinutes === undefined ? {} : { spanMinutes };
  if (/\bhistogram_quantile\b|\bquantile/.test(code)) return { threshold: limit, ...span };
  if (/\bi?rate\s*\(/.test(code)) {
    const perMinute = /\*\s*60\b/.test(code) ? limit : limit * 60;
    return { threshold: perMinute, windowMinutes: 1, ...span };
  }
  return {
    threshold: exceeded(operator, limit),
    ...(spanMinutes !== undefined && { windowMinutes: spanMinutes, spanMinutes }),
  };
}

/** In minutes; NaN where one cannot be read. Grafana keeps the intervals that it fills in short. */
function longestWindow(code: string): number | undefined {
  const windows = [...code.matchAll(WINDOW)].map(([, window = '']) => window.trim());
  const read = windows.filter(window => !window.startsWith('$__')).map(window => minutesIn(window) ?? NaN);
  return read.length === 0 ? undefined : Math.max(...read);
}
