import { momentOf } from '../../moment.ts';
import { at, textAt } from '../../json.ts';

/** From a moment up to, and without, another one; in milliseconds of a clock on the wall. */
export interface Range {
  start: number;
  end: number;
}

const DAY_MS = 86_400_000;
const MAX_MS = 366 * DAY_MS;
const STEPS: Readonly<Record<string, number>> = {
  hour: 3_600_000,
  hourly: 3_600_000,
  day: DAY_MS,
  daily: DAY_MS,
  week: 7 * DAY_MS,
  weekly: 7 * DAY_MS,
};

/** A zone of the IANA database that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** What a clock on the wall of a zone shows at a moment, as if that were UTC. */
export function wallTime(moment: number, zone: string): number {
  if (zone === 'UTC') return moment;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const part = (type: string): number => Number(parts.find(each => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** The moment at which the clock on the wall of a zone shows this. */
export function momentAt(wall: number, zone: string): number {
  const guess = wall - (wallTime(wall, zone) - wall);
  return wall - (wallTime(guess, zone) - guess);
}

/** The beginnings of the steps of a range; the first one may lie before the range. */
export function stepsIn({ start, end }: Range, interval: string): number[] {
  const size = STEPS[interval];
  const steps = [];
  let step = size === undefined ? monthOf(start) : start - (start % Math.min(size, DAY_MS));
  while (step < end) {
    steps.push(step);
    step = size === undefined ? nextMonth(step) : step + size;
  }
  return steps;
}

/** To which step a time belongs. */
export function placeOf(steps: readonly number[], time: number): number {
  return steps.findLastIndex(step => step <= time);
}

/**
 * The range of `timeframe`: `{ key }` or `{ start, end }`.
 *
 * Source: the available time frames in klaviyo/openapi, revision 2026-07-15; read 2026-11-21. Weeks begin on Monday.
 *
 * @returns undefined for one that is none, or is longer than a year
 */
export function rangeOf(timeframe: unknown, now: number): Range | undefined {
  const key = textAt(timeframe, 'key');
  const [start, end] =
    key === undefined
      ? ['start', 'end'].map(name => momentOf(textAt(timeframe, name) ?? ''))
      : (rangeNamed(key, now) ?? []);
  const isRange = start !== undefined && end !== undefined && start < end && end - start <= MAX_MS;
  return isRange && (key === undefined || at(timeframe, 'start') === undefined) ? { start, end } : undefined;
}

function rangeNamed(key: string, now: number): readonly [start: number, end: number] | undefined {
  const today = now - (now % DAY_MS);
  const tomorrow = today + DAY_MS;
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * DAY_MS;
  const month = monthOf(now);
  const year = Date.UTC(new Date(now).getUTCFullYear(), 0, 1);
  const days = /^last_(7|30|90|365)_days$/.exec(key)?.[1];
  const months = /^last_(3|12)_months$/.exec(key)?.[1];
  if (days !== undefined) return [tomorrow - Number(days) * DAY_MS, tomorrow];
  if (months !== undefined) return [monthsBefore(month, Number(months)), month];
  const named: Readonly<Record<string, readonly [number, number]>> = {
    today: [today, tomorrow],
    yesterday: [today - DAY_MS, today],
    this_week: [monday, tomorrow],
    last_week: [monday - 7 * DAY_MS, monday],
    this_month: [month, tomorrow],
    last_month: [monthsBefore(month, 1), month],
    this_year: [year, tomorrow],
    last_year: [Date.UTC(new Date(now).getUTCFullYear() - 1, 0, 1), year],
  };
  return Object.hasOwn(named, key) ? named[key] : undefined;
}

function monthOf(time: number): number {
  return monthsBefore(time, 0);
}

function nextMonth(time: number): number {
  return monthsBefore(time, -1);
}

function monthsBefore(time: number, count: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - count, 1);
}
