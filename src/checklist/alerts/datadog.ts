import { alertRule, exceeded, minutesIn, objectsWith, valueOf, type AlertReader } from './alert-rule.ts';

const LIMIT = /(>=?)\s*(\d+(?:\.\d+)?)\s*$/;
const WINDOW = /\blast_(\d{1,6}[mhdw])\b|\.last\(\\?["'](\d{1,6}[mhdw])/;
const PERCENTILE = /\bp\d{2}:|percentile/;
const RATE = /\.as_rate\(\)|\bper_second\(/;
/** What gives a count of everything in the window. */
const COUNT = /^\s*sum\(last_\d+[mhdw]\):\s*(?:\w+\()*sum:|\.rollup\(\\?["']count\\?["']/;
/** What compares with something else than a number of answers. */
const RELATIVE = /\b(?:pct_change|change|anomalies|outliers|forecast|per_minute|per_hour)\(|\//;

/** Reads monitors of Datadog, as JSON, YAML or Terraform. */
export const readDatadog: AlertReader = file =>
  objectsWith(file, (key, { value }) => key === 'query' && WINDOW.test(value)).map(object => {
    const query = valueOf(object, 'query') ?? '';
    const [, ofMetric, ofLogs] = WINDOW.exec(query) ?? [];
    const spanMinutes = minutesIn(ofMetric ?? ofLogs ?? '');
    return alertRule(file.path, object, { ...comparisonIn(query, spanMinutes), spanMinutes, delayMinutes: 0 });
  });

/** A rate is a number a second. */
function comparisonIn(
  query: string,
  spanMinutes: number | undefined,
): { threshold?: number; windowMinutes?: number | undefined } {
  const [, operator = '', number] = LIMIT.exec(query) ?? [];
  const limit = Number(number);
  // Tags and texts may have any sign in them.
  if (number === undefined || RELATIVE.test(query.replaceAll(/\{[^{}]*\}|logs\(\\?"[^"]*"/g, ''))) return {};
  if (PERCENTILE.test(query)) return { threshold: limit };
  if (/\bavg:/.test(query)) return {};
  if (RATE.test(query)) return { threshold: limit * 60, windowMinutes: 1 };
  return { threshold: exceeded(operator, limit), windowMinutes: COUNT.test(query) ? spanMinutes : undefined };
}
