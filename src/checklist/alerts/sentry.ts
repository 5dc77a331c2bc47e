import type { DataFile } from '../../model/evidence-facts.ts';
import {
  type AlertReader,
  type AlertRule,
  alertRule,
  deepValue,
  minutesIn,
  objectAt,
  ownedEntries,
  valueOf,
  type DataObject,
} from './alert-rule.ts';

const LIMIT = /^alert_?threshold$/i;
/** An alert has one for each of its levels; files with more are none of alerts. */
const MOST_LIMITS = 10;

/** Reads metric alerts and issue alerts of Sentry, as JSON, YAML or Terraform. */
export const readSentry: AlertReader = file => [...metricAlerts(file), ...issueAlerts(file)];

function metricAlerts(file: DataFile): AlertRule[] {
  const limits = file.entries.filter(({ keys }) => LIMIT.test(keys.at(-1) ?? ''));
  return ownedEntries(file, limits, { name: 'aggregate', most: MOST_LIMITS }).map(({ entry, owner }) => {
    const window = deepValue(owner, /^time_?window$/i);
    const isCount = /^count\(/.test(valueOf(owner, 'aggregate') ?? '');
    const minutes = window === undefined ? undefined : Number(window);
    return alertRule(file.path, owner, {
      threshold: Number(entry.value),
      windowMinutes: isCount ? minutes : undefined,
      spanMinutes: minutes,
      delayMinutes: 0,
      fault: faultOf(owner),
    });
  });
}

/** `{ "id": "…EventFrequencyCondition", "value": 5, "interval": "1m" }` is seen more than 5 times in a minute. */
function issueAlerts(file: DataFile): AlertRule[] {
  const ids = file.entries.filter(
    ({ keys, value }) => keys.at(-1) === 'id' && value.endsWith('EventFrequencyCondition'),
  );
  return ownedEntries(file, ids, { name: 'name', most: MOST_LIMITS }).map(({ entry, owner }) => {
    const condition = objectAt(file, entry.keys.slice(0, -1), entry);
    return alertRule(file.path, owner, {
      threshold: Number(deepValue(condition, /^value$/)),
      windowMinutes: minutesIn(deepValue(condition, /^interval$/) ?? ''),
      delayMinutes: 0,
      fault: faultOf(owner),
    });
  });
}

/** The type 1 compares with a lower limit. */
function faultOf(owner: DataObject): string | undefined {
  if (/^disabled$/i.test(valueOf(owner, 'status') ?? '')) return 'is switched off';
  return deepValue(owner, /^threshold_?type$/i) === '1' ? 'is raised by too few' : undefined;
}
