import { describe, expect, test } from 'vitest';
import {
  isZone,
  momentAt,
  placeOf,
  rangeOf,
  stepsIn,
  wallTime,
} from '../../../../src/simulator/klaviyo/reports/time-steps.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const iso = (time: number): string => new Date(time).toISOString().slice(0, 16);

describe('the range of a time frame', () => {
  test.each([
    ['today', '2026-11-20', '2026-11-21'],
    ['yesterday', '2026-11-19', '2026-11-20'],
    ['this_week', '2026-11-16', '2026-11-21'],
    ['last_week', '2026-11-09', '2026-11-16'],
    ['this_month', '2026-11-01', '2026-11-21'],
    ['last_month', '2026-10-01', '2026-11-01'],
    ['this_year', '2026-01-01', '2026-11-21'],
    ['last_year', '2025-01-01', '2026-01-01'],
    ['last_7_days', '2026-11-14', '2026-11-21'],
    ['last_30_days', '2026-10-22', '2026-11-21'],
    ['last_90_days', '2026-08-23', '2026-11-21'],
    ['last_365_days', '2025-11-21', '2026-11-21'],
    ['last_3_months', '2026-08-01', '2026-11-01'],
    ['last_12_months', '2025-11-01', '2026-11-01'],
  ])('%s', (key, start, end) => {
    expect(rangeOf({ key }, NOW)).toEqual({ start: Date.parse(start), end: Date.parse(end) });
  });

  test.each([
    ['an unknown key', { key: 'last_5_days' }],
    ['a name of every object', { key: 'constructor' }],
    ['no end', { start: '2026-01-01' }],
    ['an end before the start', { start: '2026-02-01', end: '2026-01-01' }],
    ['more than a year', { start: '2024-01-01', end: '2026-01-01' }],
    ['both forms', { key: 'today', start: '2026-01-01', end: '2026-02-01' }],
    ['nothing', undefined],
  ])('is none for %s', (_, timeframe) => {
    expect(rangeOf(timeframe, NOW)).toBeUndefined();
  });
});

describe('steps', () => {
  test.each([
    ['hour', '2026-11-19T22:30', '2026-11-20T01:00', ['2026-11-19T22:00', '2026-11-19T23:00', '2026-11-20T00:00']],
    ['day', '2026-11-19T22:30', '2026-11-21', ['2026-11-19T00:00', '2026-11-20T00:00']],
    ['weekly', '2026-11-02', '2026-11-17', ['2026-11-02T00:00', '2026-11-09T00:00', '2026-11-16T00:00']],
    ['monthly', '2026-11-20', '2027-01-02', ['2026-11-01T00:00', '2026-12-01T00:00', '2027-01-01T00:00']],
  ])('of a %s', (interval, start, end, steps) => {
    const range = {
      start: Date.parse(`${start}${start.length > 10 ? ':00Z' : ''}`),
      end: Date.parse(`${end}${end.length > 10 ? ':00Z' : ''}`),
    };
    expect(stepsIn(range, interval).map(iso)).toEqual(steps);
  });

  test('a time is in the last step that began', () => {
    expect([1, 5, 9, 12].map(time => placeOf([5, 10], time))).toEqual([-1, 0, 0, 1]);
  });
});

describe('clocks on the wall', () => {
  test.each([
    ['UTC', '2026-07-01T12:00', '2026-07-01T12:00'],
    ['Europe/Berlin', '2026-07-01T12:00', '2026-07-01T14:00'],
    ['Europe/Berlin', '2026-12-01T12:00', '2026-12-01T13:00'],
    ['America/New_York', '2026-03-08T06:59', '2026-03-08T01:59'],
    ['America/New_York', '2026-03-08T07:00', '2026-03-08T03:00'],
    ['Asia/Kathmandu', '2026-12-01T12:00', '2026-12-01T17:45'],
  ])('of %s at %s, and back', (zone, utc, wall) => {
    const moment = Date.parse(`${utc}:00Z`);
    expect(iso(wallTime(moment, zone))).toBe(wall);
    expect(momentAt(wallTime(moment, zone), zone)).toBe(moment);
  });

  test('only those of the IANA database are known', () => {
    expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false]);
  });
});
