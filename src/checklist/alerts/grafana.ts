import { alertRule, minutesIn, objectsWith, valueOf, type AlertReader, type DataObject } from './alert-rule.ts';
import { comparisonIn } from './prometheus.ts';

/** Reads the rules that Grafana is provisioned with, and those in the panels of dashboards. */
export const readGrafana: AlertReader = file =>
  objectsWith(file, key => key === 'title').flatMap(object => {
    const limit = evaluatorLimit(object);
    if (limit === undefined) return [];
    const delayMinutes = minutesIn(valueOf(object, 'for') ?? '0s') ?? 0;
    const expression = deepValue(object, 'expr') ?? '';
    // The limit stands beside the expression, which is read as if it ended with it.
    return [alertRule(file.path, object, { ...comparisonIn(`${expression} > ${limit}`), delayMinutes })];
  });

function evaluatorLimit({ entries }: DataObject): string | undefined {
  return entries.find(
    ({ below, value }) => below.at(-3) === 'evaluator' && below.at(-2) === 'params' && isNumber(value),
  )?.value;
}

function isNumber(value: string): boolean {
  return value.trim() !== '' && Number.isFinite(Number(value));
}

function deepValue({ entries }: DataObject, name: string): string | undefined {
  return entries.find(({ below }) => below.at(-1) === name)?.value;
}
