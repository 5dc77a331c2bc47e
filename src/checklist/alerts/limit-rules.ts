import type { DataFile } from '../../model/evidence-facts.ts';
import { deepValue, minutesIn, objectsWith, textIn, valueOf, type DataObject } from './alert-rule.ts';

/** A rule that raises an alert when a value is above or below a limit, whatever the value is. */
export interface LimitRule {
  path: string;
  line: number;
  /** Everything that it says. */
  text: string;
  /** What is compared, where the file writes it as an expression. */
  expression: string;
  direction: 'above' | 'below';
  limit: number;
  /** How long it has to last, in minutes; absent where that cannot be read. */
  delayMinutes?: number;
}

/** A comparison at the end of an expression of PromQL, LogQL or Datadog. */
const COMPARISON = /(<=?|>=?)\s*(?:bool\s+)?(\d+(?:\.\d+)?(?:e[+-]?\d+)?)[\s)]*$/i;

/** Reads such rules of Prometheus, Loki, Datadog, CloudWatch and Grafana in a file. */
export function limitRules(file: DataFile): LimitRule[] {
  return [...ofExpressions(file), ...ofCloudWatch(file), ...ofGrafana(file)];
}

function ofExpressions(file: DataFile): LimitRule[] {
  const ofPrometheus = objectsWith(file, key => key === 'alert').map(object => ({
    object,
    expression: valueOf(object, 'expr') ?? '',
  }));
  const ofDatadog = objectsWith(file, (key, { value }) => key === 'query' && /\blast_\d|\.last\(/.test(value)).map(
    object => ({ object, expression: valueOf(object, 'query') ?? '' }),
  );
  return [...ofPrometheus, ...ofDatadog].flatMap(({ object, expression }) => {
    const [, operator = '', number] = COMPARISON.exec(expression) ?? [];
    if (number === undefined) return [];
    const direction = operator.startsWith('<') ? 'below' : 'above';
    const delayMinutes = minutesIn(valueOf(object, 'for') ?? '0s');
    return [limitRule(file.path, object, { expression, direction, limit: Number(number), delayMinutes })];
  });
}

function ofCloudWatch(file: DataFile): LimitRule[] {
  return objectsWith(file, key => /^threshold$/i.test(key)).flatMap(object => {
    const comparison = valueOf(object, 'ComparisonOperator', 'comparison_operator') ?? '';
    const isOff = /^false$/i.test(valueOf(object, 'ActionsEnabled', 'actions_enabled') ?? '');
    if (!/^(?:Greater|Less)Than/.test(comparison) || isOff) return [];
    const direction = comparison.startsWith('Less') ? 'below' : 'above';
    const seconds = Number(valueOf(object, 'Period'));
    const periods = Number(valueOf(object, 'EvaluationPeriods', 'evaluation_periods') ?? 1);
    const delayMinutes = ((periods - 1) * seconds) / 60 || 0;
    const limit = Number(valueOf(object, 'Threshold'));
    const expression = deepValue(object, /^(?:expression|metric_?name)$/i) ?? '';
    return [limitRule(file.path, object, { expression, direction, limit, delayMinutes })];
  });
}

function ofGrafana(file: DataFile): LimitRule[] {
  return objectsWith(file, key => key === 'title').flatMap(object => {
    const type = object.entries.find(({ below }) => below.at(-2) === 'evaluator' && below.at(-1) === 'type')?.value;
    const limits = object.entries.filter(({ below }) => below.at(-3) === 'evaluator' && below.at(-2) === 'params');
    const isPaused = /^true$/i.test(valueOf(object, 'isPaused', 'is_paused') ?? '');
    const [limit] = limits;
    if (limits.length !== 1 || limit === undefined || isPaused || (type !== 'gt' && type !== 'lt')) return [];
    const direction = type === 'lt' ? 'below' : 'above';
    const delayMinutes = minutesIn(deepValue(object, /^for$/) ?? '0s');
    const expression = deepValue(object, /^expr$/) ?? '';
    return [limitRule(file.path, object, { expression, direction, limit: Number(limit.value), delayMinutes })];
  });
}

function limitRule(
  path: string,
  object: DataObject,
  {
    delayMinutes,
    ...read
  }: Omit<LimitRule, 'path' | 'line' | 'text' | 'delayMinutes'> & {
    delayMinutes: number | undefined;
  },
): LimitRule {
  return {
    path,
    line: object.line,
    text: textIn(object),
    ...read,
    ...(delayMinutes !== undefined && { delayMinutes }),
  };
}
