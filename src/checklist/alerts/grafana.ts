import type { DataEntry, DataFile } from '../../model/evidence-facts.ts';
import {
  alertRule,
  deepValue,
  minutesIn,
  ownedEntries,
  valueOf,
  type AlertReader,
  type DataObject,
} from './alert-rule.ts';
import { comparisonIn } from './prometheus.ts';

/** Reads the rules that Grafana is provisioned with, and those in the panels of dashboards. */
export const readGrafana: AlertReader = file =>
  ruleObjects(file).flatMap(object => {
    const limits = limitsOf(object);
    const isPaused = /^true$/i.test(valueOf(object, 'isPaused', 'is_paused') ?? '');
    if (limits.length === 0 || isPaused) return [];
    // The limit stands beside the expression, which is read as if it ended with it.
    const comparison =
      limits.length === 1 ? comparisonIn(`${deepValue(object, /^expr$/) ?? ''} > ${limits[0]!}`) : undefined;
    return [
      alertRule(file.path, object, { ...comparison, delayMinutes: minutesIn(deepValue(object, /^for$/) ?? '0s') }),
    ];
  });

/** The nearest objects with a title around evaluators; a dashboard is no rule. */
function ruleObjects(file: DataFile): DataObject[] {
  const isMeant = (part: string): boolean => part !== 'panels' && part !== 'rows';
  return ownedEntries(file, file.entries.filter(isLimit), { name: 'title', most: 1, isMeant }).map(({ owner }) => ({
    ...owner,
    line: owner.entries.find(({ below }) => below.length === 1 && below[0] === 'title')?.line ?? owner.line,
  }));
}

function isLimit({ keys, value }: DataEntry): boolean {
  return keys.at(-3) === 'evaluator' && keys.at(-2) === 'params' && isNumber(value);
}

/** What may not be exceeded. An evaluator with two numbers is a range, or what the editor of rules writes down for nothing. */
function limitsOf({ entries }: DataObject): string[] {
  const evaluators = new Map<string, { limits: string[]; type?: string }>();
  for (const { keys, value } of entries) {
    const at = keys.lastIndexOf('evaluator');
    if (at === -1) continue;
    const key = keys.slice(0, at).join('\0');
    const evaluator = evaluators.get(key) ?? { limits: [] };
    if (keys[at + 1] === 'params') evaluator.limits.push(value);
    else if (keys[at + 1] === 'type') evaluator.type = value;
    evaluators.set(key, evaluator);
  }
  const above = [...evaluators.values()].filter(({ limits, type }) => type === 'gt' && limits.length === 1);
  return [...new Set(above.flatMap(({ limits }) => limits.filter(isNumber)))];
}

function isNumber(value: string): boolean {
  return value.trim() !== '' && Number.isFinite(Number(value));
}
