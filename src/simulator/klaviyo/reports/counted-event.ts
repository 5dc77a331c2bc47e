import type { Account } from '../account.ts';
import { momentOf } from '../../moment.ts';
import { at, isObject, textAt } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { placeOf } from './time-steps.ts';

/** An event, as far as reports count it. */
export interface CountedEvent {
  /** In milliseconds. */
  time: number;
  profile: string;
  properties: JsonObject;
  value: number;
}

/** The events of a metric. */
export function eventsOf(account: Account, metric: string): CountedEvent[] {
  return account.linked({ type: 'metric', id: metric }, 'event').map(id => {
    const attributes = account.attributesOf('event', id);
    const properties = at(attributes, 'event_properties');
    return {
      time: momentOf(textAt(attributes, 'datetime') ?? '') ?? 0,
      profile: account.linked({ type: 'event', id }, 'profile')[0] ?? '',
      properties: isObject(properties) ? properties : {},
      value: Number(at(properties, '$value') ?? 0),
    };
  });
}

/** The events of all metrics of a name. */
export function eventsNamed(account: Account, name: string): CountedEvent[] {
  return account
    .idsOf('metric')
    .filter(id => account.attributesOf('metric', id)['name'] === name)
    .flatMap(id => eventsOf(account, id));
}

export function sumOf(events: readonly CountedEvent[]): number {
  return events.reduce((sum, { value }) => sum + value, 0);
}

/** How many profiles the events are of. */
export function uniquesOf(events: readonly CountedEvent[]): number {
  return new Set(events.map(({ profile }) => profile)).size;
}

/** The events of each step of time. */
export function byStep(events: readonly CountedEvent[], steps: readonly number[]): CountedEvent[][] {
  const places = steps.map((): CountedEvent[] => []);
  for (const event of events) places[placeOf(steps, event.time)]?.push(event);
  return places;
}
