import type { DataEntry, DataFile } from '../../model/evidence-facts.ts';
import { type AlertReader, type AlertRule, alertRule, minutesIn, objectAt, type DataObject } from './alert-rule.ts';

const LIMIT = /^alert_?threshold$/i;

/** Reads metric alerts and issue alerts of Sentry, as JSON, YAML or Terraform. */
export const readSentry: AlertReader = file => [...metricAlerts(file), ...issueAlerts(file)];

function metricAlerts(file: DataFile): AlertRule[] {
  return file.entries
    .filter(({ keys }) => LIMIT.test(keys.at(-1) ?? ''))
    .flatMap(entry => {
      const owner = ownerOf(file, entry, 'aggregate');
      if (owner === undefined) return [];
      const window = deep(owner, /^time_?window$/i);
      const isPercentile = /^p\d{2}\(|percentile/.test(deep(owner, /^aggregate$/) ?? '');
      return [
        alertRule(
          file.path,
          { ...owner, line: entry.line },
          {
            threshold: Number(entry.value),
            windowMinutes: isPercentile || window === undefined ? undefined : Number(window),
          },
        ),
      ];
    });
}

/** `{ "id": "…EventFrequencyCondition", "value": 5, "interval": "1m" }` is seen more than 5 times in a minute. */
function issueAlerts(file: DataFile): AlertRule[] {
  return file.entries
    .filter(({ keys, value }) => keys.at(-1) === 'id' && value.endsWith('EventFrequencyCondition'))
    .flatMap(entry => {
      const owner = ownerOf(file, entry, 'name');
      const condition = objectAt(file.entries, entry.keys.slice(0, -1), entry.line);
      if (owner === undefined) return [];
      return [
        alertRule(
          file.path,
          { ...owner, line: entry.line },
          {
            threshold: Number(deep(condition, /^value$/)),
            windowMinutes: minutesIn(deep(condition, /^interval$/) ?? ''),
          },
        ),
      ];
    });
}

/** The nearest object around an entry that has a name. */
function ownerOf({ entries }: DataFile, { keys, line }: DataEntry, name: string): DataObject | undefined {
  for (let length = keys.length - 1; length >= 0; length -= 1) {
    const prefix = keys.slice(0, length);
    const isOwner = entries.some(
      entry =>
        entry.keys.length === length + 1 &&
        entry.keys[length] === name &&
        prefix.every((key, index) => entry.keys[index] === key),
    );
    if (isOwner) return objectAt(entries, prefix, line);
  }
  return undefined;
}

function deep({ entries }: DataObject, name: RegExp): string | undefined {
  return entries.find(({ below }) => name.test(below.at(-1) ?? ''))?.value;
}
