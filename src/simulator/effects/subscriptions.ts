import type { Account } from '../account.ts';
import { WITHOUT_CONSENT, vendorDate } from '../created-attributes.ts';
import { momentOf } from '../filter.ts';
import { at, isObject, textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { invalid } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Reference } from '../links.ts';
import { attributesOf, itemsOf, referencesIn } from './effect.ts';
import type { Effect } from './effect.ts';
import { recordEvent } from './events.ts';
import { finishedJob } from './jobs.ts';
import { upsertProfile } from './people.ts';

/** Suppressions that a new consent lifts. Source: klaviyo/openapi, `bulk_subscribe_profiles`; read 2026-11-21. */
const LIFTED = ['UNSUBSCRIBE', 'SPAM_COMPLAINT', 'USER_SUPPRESSED'];

/** What a channel is called in a request, and in a profile. */
const CHANNELS: Readonly<Record<string, string>> = {
  email: 'email',
  sms: 'sms',
  whatsapp: 'whatsapp',
  push: 'mobile_push',
};
const METRICS: Readonly<Record<string, readonly [subscribed: string, unsubscribed: string]>> = {
  email: ['Subscribed to Email Marketing', 'Unsubscribed from Email Marketing'],
  sms: ['Subscribed to SMS Marketing', 'Unsubscribed from SMS Marketing'],
};

/**
 * Subscribes profiles, also to a list. Whoever is asked for a confirmation by double opt-in has given it at once.
 *
 * Source of the rules for `consented_at`: klaviyo/openapi, `bulk_subscribe_profiles`, revision 2026-07-15; read 2026-11-21.
 */
export const subscribe: Effect = ({ account, body, now }) => {
  const attributes = attributesOf(at(body, 'data'));
  const profiles = itemsOf(at(attributes, 'profiles', 'data'));
  const isHistorical = attributes['historical_import'] === true;
  for (const [index, profile] of profiles.entries()) {
    const pointer = `/data/attributes/profiles/data/${index}/attributes`;
    const problem = problemOfSubscriber(profile, pointer) ?? problemOfConsent(profile, isHistorical, now, pointer);
    if (problem !== undefined) return problem;
  }
  const [list] = referencesIn(at(body, 'data', 'relationships', 'list'));
  for (const data of profiles) subscribeOne(account, data, list, textAt(attributes, 'custom_source'), now);
  return {};
};

/** Unsubscribes profiles from a list; those that are not in it, or all without a list, from everything. */
export const unsubscribe: Effect = ({ account, body, now }) => {
  const profiles = itemsOf(at(body, 'data', 'attributes', 'profiles', 'data'));
  for (const [index, profile] of profiles.entries()) {
    const problem = problemOfSubscriber(profile, `/data/attributes/profiles/data/${index}/attributes`);
    if (problem !== undefined) return problem;
  }
  const [list] = referencesIn(at(body, 'data', 'relationships', 'list'));
  for (const data of profiles) unsubscribeOne(account, data, list, now);
  return {};
};

/** Suppresses the addresses of a request, or everybody in a list or a segment. */
export const suppress: Effect = write =>
  suppressionJob(write, (account, id, now) => {
    const email = marketingOf(account, id, 'email');
    const others = suppressionsOf(email).filter(({ reason }) => reason !== 'USER_SUPPRESSED');
    setMarketing(account, id, 'email', {
      can_receive_email_marketing: false,
      suppression: [...others, { reason: 'USER_SUPPRESSED', timestamp: vendorDate(now) }],
    });
    recordEvent(account, { metric: 'Manually Suppressed from Email Marketing', attributes: {} }, id, now);
  });

export const unsuppress: Effect = write =>
  suppressionJob(write, (account, id, now) => {
    const email = marketingOf(account, id, 'email');
    const others = suppressionsOf(email).filter(({ reason }) => reason !== 'USER_SUPPRESSED');
    setMarketing(account, id, 'email', { can_receive_email_marketing: others.length === 0, suppression: others });
    recordEvent(account, { metric: 'Manually Unsuppressed from Email Marketing', attributes: {} }, id, now);
  });

function suppressionJob(
  { account, body, type, now }: Parameters<Effect>[0],
  change: (account: Account, profileId: string, now: number) => void,
): ReturnType<Effect> {
  const groups = ['list', 'segment'].flatMap(name => referencesIn(at(body, 'data', 'relationships', name)));
  const given = itemsOf(at(body, 'data', 'attributes', 'profiles', 'data'));
  if (groups.length > 0 === given.length > 0 || groups.length > 1)
    return invalid('Either profiles, a list or a segment is needed.', { pointer: '/data/attributes/profiles' });
  const ids =
    groups[0] === undefined ? given.map(data => upsertProfile(account, data).id) : account.linked(groups[0], 'profile');
  const job = finishedJob(account, type, { total: ids.length, now });
  for (const group of groups) account.link({ type, id: job.id }, group);
  for (const id of ids) change(account, id, now);
  return job;
}

function problemOfSubscriber(profile: unknown, pointer: string): Refusal | undefined {
  const attributes = attributesOf(profile);
  const channels = attributes['subscriptions'];
  const isKnown =
    ['email', 'phone_number'].some(name => typeof attributes[name] === 'string') || textAt(profile, 'id') !== undefined;
  if (!isKnown) return invalid("Either 'email' or 'phone_number' is required.", { pointer });
  if (!isObject(channels) || !('sms' in channels || 'whatsapp' in channels)) return undefined;
  return typeof attributes['phone_number'] === 'string' || textAt(profile, 'id') !== undefined
    ? undefined
    : invalid("A subscription to messages needs a 'phone_number'.", { pointer: `${pointer}/phone_number` });
}

function problemOfConsent(profile: unknown, isHistorical: boolean, now: number, pointer: string): Refusal | undefined {
  const consents = Object.values(attributesOf(profile)['subscriptions'] ?? {}).flatMap(channel =>
    isObject(channel) ? Object.values(channel) : [],
  );
  for (const consent of consents) {
    const consentedAt = textAt(consent, 'consented_at');
    const source = { pointer: `${pointer}/subscriptions` };
    if (consentedAt !== undefined && !isHistorical)
      return invalid("'consented_at' is only valid when 'historical_import' is true.", source);
    if (!isHistorical || textAt(consent, 'consent') === undefined) continue;
    if (consentedAt === undefined)
      return invalid("'consented_at' is required when 'historical_import' is true.", source);
    if ((momentOf(consentedAt) ?? now) >= now) return invalid("'consented_at' must be in the past.", source);
  }
  return undefined;
}

function subscribeOne(
  account: Account,
  data: unknown,
  list: Reference | undefined,
  source: string | undefined,
  now: number,
): void {
  const { id } = upsertProfile(account, data);
  for (const [channel, purpose, consent] of consentsIn(data)) {
    const kept = marketingOf(account, id, channel, purpose);
    const suppression = suppressionsOf(kept).filter(({ reason }) => !LIFTED.includes(reason));
    const at = textAt(consent, 'consented_at');
    setMarketing(
      account,
      id,
      channel,
      {
        ...receiving(channel, purpose, suppression.length === 0),
        consent: 'SUBSCRIBED',
        consent_timestamp: vendorDate(momentOf(at ?? '') ?? now),
        last_updated: vendorDate(now),
        method: 'API',
        ...(channel === 'email' &&
          purpose === 'marketing' && {
            suppression,
            list_suppressions: itemsOf(kept['list_suppressions']).filter(item => textAt(item, 'list_id') !== list?.id),
            custom_method_detail: source ?? null,
          }),
      },
      purpose,
    );
    tellOf(account, id, channel, purpose, 0, now);
  }
  if (list !== undefined) account.link(list, { type: 'profile', id });
}

function unsubscribeOne(account: Account, data: unknown, list: Reference | undefined, now: number): void {
  const { id } = upsertProfile(account, data);
  const isMember = list !== undefined && account.linked(list, 'profile').includes(id);
  if (isMember) account.unlink(list, { type: 'profile', id });
  for (const [channel, purpose] of consentsIn(data)) {
    const kept = marketingOf(account, id, channel, purpose);
    if (isMember) {
      if (channel !== 'email') continue;
      const suppression = { list_id: list.id, reason: 'UNSUBSCRIBE', timestamp: vendorDate(now) };
      setMarketing(
        account,
        id,
        channel,
        { list_suppressions: [...itemsOf(kept['list_suppressions']), suppression] },
        purpose,
      );
      continue;
    }
    const others = suppressionsOf(kept).filter(({ reason }) => reason !== 'UNSUBSCRIBE');
    setMarketing(
      account,
      id,
      channel,
      {
        ...receiving(channel, purpose, false),
        consent: 'UNSUBSCRIBED',
        consent_timestamp: vendorDate(now),
        last_updated: vendorDate(now),
        ...(channel === 'email' &&
          purpose === 'marketing' && {
            suppression: [...others, { reason: 'UNSUBSCRIBE', timestamp: vendorDate(now) }],
          }),
      },
      purpose,
    );
    tellOf(account, id, channel, purpose, 1, now);
  }
}

/** Channel, purpose and consent of each subscription that a profile in a body names. */
function consentsIn(data: unknown): [channel: string, purpose: string, consent: unknown][] {
  const channels = attributesOf(data)['subscriptions'];
  if (!isObject(channels)) return [];
  return Object.entries(channels).flatMap(([name, purposes]) =>
    Object.entries(isObject(purposes) ? purposes : {})
      .filter(([, consent]) => textAt(consent, 'consent') !== undefined)
      .map(([purpose, consent]): [string, string, unknown] => [CHANNELS[name] ?? name, purpose, consent]),
  );
}

/** Email, SMS and push have a name of their own for it. */
function receiving(channel: string, purpose: string, can: boolean): JsonObject {
  const name = { email: 'email', sms: 'sms', mobile_push: 'push' }[channel];
  return name === undefined || purpose === 'open_tracking'
    ? { can_receive: can }
    : { [`can_receive_${name}_${purpose}`]: can };
}

function marketingOf(account: Account, id: string, channel: string, purpose = 'marketing'): JsonObject {
  const found = at(subscriptionsOf(account, id), channel, purpose);
  return isObject(found) ? found : {};
}

function setMarketing(account: Account, id: string, channel: string, change: JsonObject, purpose = 'marketing'): void {
  const all = subscriptionsOf(account, id);
  const ofChannel = isObject(all[channel]) ? all[channel] : {};
  const subscriptions = {
    ...all,
    [channel]: { ...ofChannel, [purpose]: { ...marketingOf(account, id, channel, purpose), ...change } },
  };
  account.change('profile', id, { subscriptions });
}

function subscriptionsOf(account: Account, id: string): JsonObject {
  const subscriptions = account.attributesOf('profile', id)['subscriptions'];
  return isObject(subscriptions) ? subscriptions : WITHOUT_CONSENT;
}

function suppressionsOf(marketing: JsonObject): { reason: string; timestamp: string }[] {
  return itemsOf(marketing['suppression']) as { reason: string; timestamp: string }[];
}

function tellOf(
  account: Account,
  profileId: string,
  channel: string,
  purpose: string,
  which: 0 | 1,
  now: number,
): void {
  const metric = purpose === 'marketing' ? METRICS[channel]?.[which] : undefined;
  if (metric !== undefined) recordEvent(account, { metric, attributes: {} }, profileId, now);
}
