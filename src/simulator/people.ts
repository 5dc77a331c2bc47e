import { at, isObject, textAt } from './json.ts';
import type { JsonObject } from './json.ts';
import { invalid } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Account } from './account.ts';

const IDENTIFIERS = ['email', 'phone_number', 'external_id'];

/** Creates a profile, which fails for one that exists: 409, with its id. Source: klaviyo/openapi, `create_profile`; read 2026-11-20. */
export function createProfile(account: Account, body: JsonObject): string | Refusal {
  const attributes = attributesOf(at(body, 'data'));
  const existing = findProfile(account, attributes);
  if (existing === undefined) return account.create('profile', attributes);
  const detail = 'A profile already exists with one of these identifiers.';
  return {
    status: 409,
    code: 'duplicate_profile',
    title: 'Conflict.',
    detail,
    source: { pointer: '/data/attributes' },
    meta: { duplicate_profile_id: existing },
  };
}

/** Creates or updates a profile. A null clears a field. */
export function importProfile(account: Account, body: JsonObject): { id: string; isNew: boolean } {
  return upsert(account, at(body, 'data'));
}

/**
 * Takes an event, and drops it when its profile and metric had one of the same id. Without an id that is the second of its time.
 *
 * Source: klaviyo/openapi, text of `unique_id`, revision 2026-07-15; read 2026-11-20.
 *
 * @param now of the simulated clock, in milliseconds
 */
export function createEvent(account: Account, body: JsonObject, now: number): Refusal | undefined {
  const attributes = attributesOf(at(body, 'data'));
  const profile = at(attributes, 'profile', 'data');
  if (!hasIdentifier(profile)) return withoutIdentifier('/data/attributes/profile');
  record(account, { ...attributes, metric: at(attributes, 'metric', 'data', 'attributes', 'name') }, profile, now);
  return undefined;
}

/** Takes many events, or none of them when two have the same id. Source: klaviyo/openapi, `bulk_create_events`; read 2026-11-20. */
export function createEvents(account: Account, body: JsonObject, now: number): Refusal | undefined {
  const groups = itemsOf(at(body, 'data', 'attributes', 'events-bulk-create', 'data')).map(attributesOf);
  const events = groups.flatMap(group =>
    itemsOf(at(group, 'events', 'data')).map(event => ({
      profile: at(group, 'profile', 'data'),
      event: attributesOf(event),
    })),
  );
  if (events.length > 1000)
    return invalid('A request holds at most 1000 events.', { pointer: '/data/attributes/events-bulk-create/data' });
  const ids = events.map(({ event }) => textAt(event, 'unique_id')).filter(id => id !== undefined);
  if (new Set(ids).size < ids.length)
    return invalid("Two events of the request have the same 'unique_id'.", {
      pointer: '/data/attributes/events-bulk-create/data',
    });
  if (!events.every(({ profile }) => hasIdentifier(profile)))
    return withoutIdentifier('/data/attributes/events-bulk-create/data');
  for (const { profile, event } of events) {
    record(account, { ...event, metric: at(event, 'metric', 'data', 'attributes', 'name') }, profile, now);
  }
  return undefined;
}

function record(account: Account, event: JsonObject, profile: unknown, now: number): void {
  const { id: owner } = upsert(account, profile);
  const time = Date.parse(textAt(event, 'time') ?? new Date(now).toISOString());
  const second = Math.floor(time / 1000);
  const uniqueId = textAt(event, 'unique_id') ?? String(second);
  if (!account.store.isNewEvent([owner, String(event['metric']), uniqueId].join('\0').slice(0, 500))) return;
  const datetime = `${new Date(second * 1000).toISOString().slice(0, 19)}+00:00`;
  account.create('event', { timestamp: second, datetime, event_properties: event['properties'] ?? {} });
}

/** The id of a profile with one of these identifiers. */
function findProfile(account: Account, attributes: JsonObject): string | undefined {
  const wanted = IDENTIFIERS.map(name => [name, textAt(attributes, name)?.toLowerCase()] as const).filter(
    ([, value]) => value !== undefined,
  );
  const isSame = (id: string): boolean => {
    const known = account.attributesOf('profile', id);
    return wanted.some(([name, value]) => textAt(known, name)?.toLowerCase() === value);
  };
  return wanted.length === 0 ? undefined : account.idsOf('profile').find(isSame);
}

function upsert(account: Account, data: unknown): { id: string; isNew: boolean } {
  const attributes = attributesOf(data);
  const existing = textAt(data, 'id') ?? findProfile(account, attributes);
  if (existing === undefined) return { id: account.create('profile', attributes), isNew: true };
  account.store.change('profile', existing, attributes);
  return { id: existing, isNew: false };
}

function hasIdentifier(profile: unknown): boolean {
  return (
    ['id', '_kx', 'anonymous_id'].some(name => textAt(profile, name) !== undefined) ||
    [...IDENTIFIERS, '_kx', 'anonymous_id'].some(name => textAt(profile, 'attributes', name) !== undefined)
  );
}

function withoutIdentifier(pointer: string): Refusal {
  return invalid("At least one identifier is required: 'email', 'phone_number', 'external_id' or 'id'.", { pointer });
}

function attributesOf(data: unknown): JsonObject {
  const attributes = at(data, 'attributes');
  return isObject(attributes) ? attributes : {};
}

function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
