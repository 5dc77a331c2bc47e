import { notFound } from '../admission.ts';
import { vendorDate } from '../created-attributes.ts';
import { attributesOf, itemsOf } from '../effects/effect.ts';
import type { Effect } from '../effects/effect.ts';
import { comparisonsIn, isMoment, readFilter } from '../filter.ts';
import type { Condition } from '../filter.ts';
import { at, textAt, textOf } from '../../json.ts';
import { isMatch, order } from '../match.ts';
import { invalid, quotable } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { byStep, eventsOf, sumOf, uniquesOf } from './counted-event.ts';
import type { CountedEvent } from './counted-event.ts';
import { isZone, momentAt, stepsIn, wallTime } from './time-steps.ts';
import type { Range } from './time-steps.ts';

const MEASURES: Readonly<Record<string, (events: readonly CountedEvent[]) => number>> = {
  count: events => events.length,
  sum_value: sumOf,
  unique: uniquesOf,
};
const FILTER = { pointer: '/data/attributes/filter' };
const YEAR_MS = 366 * 86_400_000;
const USUAL_PAGE = 500;

interface Row {
  dimensions: string[];
  measurements: Record<string, number[]>;
}

/**
 * Counts the events of a metric, by steps of time and by their properties. What an event lacks is an empty text.
 *
 * Source: klaviyo/openapi, `query_metric_aggregates`, revision 2026-07-15; read 2026-11-21.
 */
export const queryMetricAggregates: Effect = ({ account, body, type }) => {
  const asked = attributesOf(at(body, 'data'));
  const metric = textAt(asked, 'metric_id') ?? '';
  if (!account.has('metric', metric))
    return {
      ...notFound(`A metric with id ${quotable(metric)} does not exist.`),
      source: { pointer: '/data/attributes/metric_id' },
    };
  const zone = textAt(asked, 'timezone') ?? 'UTC';
  if (!isZone(zone)) return invalid('This time zone is not known.', { pointer: '/data/attributes/timezone' });
  const filter = readFilters(itemsOf(asked['filter']).map(String), zone);
  if ('code' in filter) return filter;
  const steps = stepsIn(filter.range, textAt(asked, 'interval') ?? 'day');
  const names = itemsOf(asked['by']).map(String);
  const events = eventsOf(account, metric)
    .map(event => ({ ...event, time: wallTime(event.time, zone) }))
    .filter(({ time }) => time >= filter.range.start && time < filter.range.end)
    .filter(event => filter.others.every(other => isMatch(other, field => valuesIn(event, field))));
  const measures = itemsOf(asked['measurements']).map(String);
  const rows = grouped(events, names).map(([dimensions, own]) => ({
    dimensions,
    measurements: Object.fromEntries(measures.map(name => [name, measured(name, own, steps)])),
  }));
  const size = asked['page_size'];
  return {
    id: account.create(type, {}),
    shown: {
      dates: steps.map(step => vendorDate(momentAt(step, zone))),
      data: sorted(rows, names, textAt(asked, 'sort')).slice(0, typeof size === 'number' ? size : USUAL_PAGE),
    },
  };
};

interface Filters {
  range: Range;
  /** What is not about the time. */
  others: Condition[];
}

/** The range of time has both ends and is no longer than a year; times without a zone are of the zone that is asked for. */
function readFilters(texts: readonly string[], zone: string): Filters | Refusal {
  const conditions = texts.map(readFilter);
  if (!conditions.every(condition => condition !== undefined)) return invalid('Invalid filter provided.', FILTER);
  const times = conditions.flatMap(comparisonsIn).filter(({ field }) => field === 'datetime');
  const end = (operator: string): number | undefined => {
    const { value } = times.find(comparison => comparison.operator === operator) ?? {};
    if (value === undefined || !isMoment(value)) return undefined;
    return value.hasZone ? wallTime(value.milliseconds, zone) : value.milliseconds;
  };
  const [from, to] = [end('greater-or-equal'), end('less-than')];
  if (from === undefined || to === undefined)
    return invalid("A range of time is needed: 'greater-or-equal' and 'less-than' of 'datetime'.", FILTER);
  if (from >= to || to - from > YEAR_MS)
    return invalid('The range of time ends after it begins, and is no longer than a year.', FILTER);
  const others = conditions.filter(condition => comparisonsIn(condition).every(({ field }) => field !== 'datetime'));
  return { range: { start: from, end: to }, others };
}

function valuesIn({ properties }: CountedEvent, field: string): unknown[] {
  const value = properties[field];
  return value === undefined || value === null ? [] : [value].flat();
}

function measured(name: string, events: readonly CountedEvent[], steps: readonly number[]): number[] {
  const measure = MEASURES[name] ?? (() => 0);
  return byStep(events, steps).map(measure);
}

/** The events of each combination of values; all of them together where nothing is asked for. */
function grouped(events: readonly CountedEvent[], names: readonly string[]): [dimensions: string[], CountedEvent[]][] {
  if (names.length === 0) return [[[], [...events]]];
  const groups = new Map<string, [string[], CountedEvent[]]>();
  for (const event of events) {
    const dimensions = names.map(name => textOf(event.properties[name]));
    const key = JSON.stringify(dimensions);
    const group = groups.get(key) ?? [dimensions, []];
    group[1].push(event);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function sorted(rows: Row[], names: readonly string[], sort: string | undefined): Row[] {
  if (sort === undefined) return rows;
  const name = sort.replace(/^-/, '');
  const keyOf = ({ dimensions, measurements }: Row): unknown =>
    measurements[name]?.reduce((sum, value) => sum + value, 0) ?? dimensions[names.indexOf(name)];
  const direction = sort.startsWith('-') ? -1 : 1;
  return rows.toSorted((left, right) => direction * order(keyOf(left), keyOf(right)));
}
