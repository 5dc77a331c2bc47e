import type { Account } from '../account.ts';
import { vendorDate } from '../created-attributes.ts';
import { momentOf } from '../../moment.ts';
import { at, isObject, textAt } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { invalid } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { uuid } from '../../seeded.ts';
import { attributesOf, itemsOf } from './effect.ts';
import type { Effect } from './effect.ts';
import { hasIdentifier, upsertProfile, withoutIdentifier } from './people.ts';

const MAX_PROPERTIES = 400;
const MAX_TEXT = 100 * 1024;
const MAX_EVENTS = 1_000;
const EARLIEST = Date.UTC(1990, 0, 1);
const YEAR_MS = 365 * 86_400_000;
/** Metrics that requests make are of the integration of this name. */
const INTEGRATION = { object: 'integration', id: '0rG4eQ', name: 'API', category: 'API' };

/** One event, before it is known to whom it belongs. */
export interface NewEvent {
  metric: string;
  attributes: JsonObject;
}

/**
 * Takes an event, and drops it when its profile and metric had one of the same id. Without an id that is the second of its time.
 *
 * Source: klaviyo/openapi, text of `unique_id`, revision 2026-07-15; read 2026-11-20.
 */
export const createEvent: Effect = ({ account, body, now }) => {
  const attributes = attributesOf(at(body, 'data'));
  const profile = at(attributes, 'profile', 'data');
  const problem = problemOf(attributes, profile, '/data/attributes', now);
  if (problem !== undefined) return problem;
  recordEvent(account, { metric: metricIn(attributes), attributes }, upsertProfile(account, profile).id, now);
  return {};
};

/** Takes many events, or none of them when two have the same id. Source: klaviyo/openapi, `bulk_create_events`; read 2026-11-20. */
export const createEvents: Effect = ({ account, body, now }) => {
  const pointer = '/data/attributes/events-bulk-create/data';
  const groups = itemsOf(at(body, 'data', 'attributes', 'events-bulk-create', 'data')).map(attributesOf);
  const events = groups.flatMap((group, place) =>
    itemsOf(at(group, 'events', 'data')).map((event, index) => ({
      profile: at(group, 'profile', 'data'),
      attributes: attributesOf(event),
      pointer: `${pointer}/${place}/attributes/events/data/${index}/attributes`,
    })),
  );
  if (events.length > MAX_EVENTS) return invalid(`A request holds at most ${MAX_EVENTS} events.`, { pointer });
  const ids = events.map(({ attributes }) => textAt(attributes, 'unique_id')).filter(id => id !== undefined);
  if (new Set(ids).size < ids.length)
    return invalid("Two events of the request have the same 'unique_id'.", { pointer });
  for (const { profile, attributes, pointer: own } of events) {
    const problem = problemOf(attributes, profile, own, now);
    if (problem !== undefined) return problem;
  }
  for (const { profile, attributes } of events)
    recordEvent(account, { metric: metricIn(attributes), attributes }, upsertProfile(account, profile).id, now);
  return {};
};

/** Source of the limits: klaviyo/openapi, `create_event`, revision 2026-07-15; read 2026-11-21. */
function problemOf(attributes: JsonObject, profile: unknown, pointer: string, now: number): Refusal | undefined {
  if (!hasIdentifier(profile))
    return withoutIdentifier(
      pointer.startsWith('/data/attributes/events') ? '/data/attributes/events-bulk-create/data' : `${pointer}/profile`,
    );
  const properties = at(attributes, 'properties');
  const values = isObject(properties) ? Object.values(properties) : [];
  if (values.length > MAX_PROPERTIES)
    return invalid(`An event has at most ${MAX_PROPERTIES} properties.`, { pointer: `${pointer}/properties` });
  if (values.some(value => typeof value === 'string' && value.length > MAX_TEXT))
    return invalid('A text among the properties has more than 100 KB.', { pointer: `${pointer}/properties` });
  const time = momentOf(textAt(attributes, 'time') ?? '');
  if (time !== undefined && (time < EARLIEST || time > now + YEAR_MS))
    return invalid('The time of an event is after 1990 and less than a year ahead.', { pointer: `${pointer}/time` });
  return undefined;
}

function metricIn(attributes: JsonObject): string {
  return textAt(attributes, 'metric', 'data', 'attributes', 'name') ?? '';
}

/** Keeps an event of a profile, unless it is known. Its metric appears with it. */
export function recordEvent(account: Account, { metric, attributes }: NewEvent, profileId: string, now: number): void {
  const time = momentOf(textAt(attributes, 'time') ?? '') ?? now;
  const second = Math.floor(time / 1000);
  const uniqueId = textAt(attributes, 'unique_id') ?? String(second);
  if (!account.store.isNewEvent([profileId, metric, uniqueId].join('\0').slice(0, 500))) return;
  const given = at(attributes, 'properties');
  const { value, value_currency: currency } = attributes;
  const properties = {
    ...(isObject(given) && given),
    $event_id: uniqueId,
    ...(typeof value === 'number' && { $value: value }),
    ...(typeof currency === 'string' && { $currency_code: currency }),
  };
  const metricId = metricNamed(account, metric);
  const id = account.create('event', {
    timestamp: second,
    datetime: vendorDate(second * 1000),
    event_properties: properties,
    uuid: uuid(metric, profileId, uniqueId),
  });
  account.link({ type: 'event', id }, { type: 'metric', id: metricId });
  account.link({ type: 'event', id }, { type: 'profile', id: profileId });
  noteProperties(account, metricId, properties);
  noteLastEvent(account, profileId, second * 1000);
  account.events.emit({ id, metric, profileId });
}

/** The metric of a name, which is made when there is none. */
function metricNamed(account: Account, name: string): string {
  const known = account.idsOf('metric').find(id => account.attributesOf('metric', id)['name'] === name);
  return known ?? account.create('metric', { name, integration: INTEGRATION });
}

/** A metric knows the properties of its events. */
function noteProperties(account: Account, metricId: string, properties: JsonObject): void {
  const metric = { type: 'metric', id: metricId };
  const known = account
    .linked(metric, 'metric-property')
    .map(id => account.attributesOf('metric-property', id)['property']);
  for (const [property, value] of Object.entries(properties)) {
    if (known.includes(property)) continue;
    const id = account.create('metric-property', {
      label: property,
      property,
      inferred_type: typeof value,
      sample_values: [],
    });
    account.link(metric, { type: 'metric-property', id });
  }
}

function noteLastEvent(account: Account, profileId: string, time: number): void {
  const last = textAt(account.attributesOf('profile', profileId), 'last_event_date');
  if (account.isCreated('profile', profileId) && last !== undefined && (momentOf(last) ?? 0) >= time) return;
  account.change('profile', profileId, { last_event_date: vendorDate(time) });
}
