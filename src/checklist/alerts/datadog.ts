import { alertRule, exceeded, minutesIn, objectsWith, valueOf, type AlertReader } from './alert-rule.ts';

const LIMIT = /(>=?)\s*(\d+(?:\.\d+)?)\s*$/;
const WINDOW = /\blast_(\d{1,6}[mhd])\b|\.last\(\\?["'](\d{1,6}[mhd])/;

/** Reads monitors of Datadog, as JSON, YAML or Terraform. */
export const readDatadog: AlertReader = file =>
  objectsWith(file, (key, { value }) => key === 'query' && WINDOW.test(value)).map(object => {
    const query = valueOf(object, 'query') ?? '';
    const [, operator = '', number] = LIMIT.exec(query) ?? [];
    const [, ofMetric, ofLogs] = WINDOW.exec(query) ?? [];
    const isPercentile = /\bp\d{2}:|percentile/.test(query);
    const threshold = number === undefined ? undefined : Number(number);
    return alertRule(file.path, object, {
      threshold: threshold === undefined || isPercentile ? threshold : exceeded(operator, threshold),
      windowMinutes: isPercentile ? undefined : minutesIn(ofMetric ?? ofLogs ?? ''),
    });
  });
