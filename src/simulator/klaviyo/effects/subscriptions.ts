import type { Account } from '../account.ts';
import { WITHOUT_CONSENT, vendorDate } from '../created-attributes.ts';
import { momentOf } from '../../moment.ts';
import { at, isObject, textAt } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { invalid } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Reference } from '../links.ts';
import { attributesOf, itemsOf, referencesIn } from './effect.ts';
import type { Change, Effect, Write } from './effect.ts';
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

interface Metrics {
  subscribed: string;
  unsubscribed: string;
}

const METRICS: Readonly<Record<string, Metrics>> = {
  email: { subscribed: 'Subscribed to Email Marketing', unsubscribed: 'Unsubscribed from Email Marketing' },
  sms: { subscribed: 'Subscribed to SMS Marketing', unsubscribed: 'Unsubscribed from SMS Marketing' },
};

/** What all profiles of a request have in common. */
interface Subscribing {
  account: Account;
  now: number;
  list?: Reference | undefined;
  source?: string | undefined;
}

/**
 * Subscribes profiles, also to a list. Those who are asked for a confirmation by double opt-in give it at once.
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
  const source = textAt(attributes, 'custom_source');
  for (const data of profiles) subscribeOne({ account, now, list, source }, data);
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
  for (const data of profiles) unsubscribeOne({ account, now, list }, data);
  return {};
};

/** Suppresses the addresses of a request, or everybody in a list or a segment. */
export const suppress: Effect = write =>
  suppressionJob(write, profileId => {
    const email = { account: write.account, profileId, channel: 'email', purpose: 'marketing' };
    const others = suppressionsOf(stateOf(email)).filter(({ reason }) => reason !== 'USER_SUPPRESSED');
    change(email, {
      can_receive_email_marketing: false,
      suppression: [...others, { reason: 'USER_SUPPRESSED', timestamp: vendorDate(write.now) }],
    });
    return 'Manually Suppressed from Email Marketing';
  });

/** Lifts these suppressions, and no others. */
export const unsuppress: Effect = write =>
  suppressionJob(write, profileId => {
    const email = { account: write.account, profileId, channel: 'email', purpose: 'marketing' };
    const suppression = suppressionsOf(stateOf(email)).filter(({ reason }) => reason !== 'USER_SUPPRESSED');
    change(email, { can_receive_email_marketing: suppression.length === 0, suppression });
    return 'Manually Unsuppressed from Email Marketing';
  });

/** @param apply changes a profile, and names the metric of that */
function suppressionJob({ account, body, type, now }: Write, apply: (profileId: string) => string): Change | Refusal {
  const groups = ['list', 'segment'].flatMap(name => referencesIn(at(body, 'data', 'relationships', name)));
  const given = itemsOf(at(body, 'data', 'attributes', 'profiles', 'data'));
  if (groups.length > 0 === given.length > 0 || groups.length > 1)
    return invalid('Either profiles, a list or a segment is needed.', { pointer: '/data/attributes/profiles' });
  const ids =
    groups[0] === undefined ? given.map(data => upsertProfile(account, data).id) : account.linked(groups[0], 'profile');
  const job = finishedJob(account, type, { total: ids.length, now });
  for (const group of groups) account.link({ type, id: job.id }, group);
  for (const id of ids) recordEvent(account, { metric: apply(id), attributes: {} }, id, now);
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

/** One channel of a profile, for one purpose. */
interface Subscription {
  account: Account;
  profileId: string;
  /** As profiles call it. */
  channel: string;
  purpose: string;
}

function subscribeOne({ account, now, list, source }: Subscribing, data: unknown): void {
  const { id: profileId } = upsertProfile(account, data);
  for (const [channel, purpose, consent] of consentsIn(data)) {
    const subscription = { account, profileId, channel, purpose };
    const kept = stateOf(subscription);
    const suppression = suppressionsOf(kept).filter(({ reason }) => !LIFTED.includes(reason));
    const consentedAt = momentOf(textAt(consent, 'consented_at') ?? '') ?? now;
    change(subscription, {
      ...receiving(subscription, suppression.length === 0),
      ...consented('SUBSCRIBED', consentedAt, now),
      method: 'API',
      ...(isEmailMarketing(subscription) && {
        suppression,
        list_suppressions: itemsOf(kept['list_suppressions']).filter(item => textAt(item, 'list_id') !== list?.id),
        custom_method_detail: source ?? null,
      }),
    });
    tellOf(subscription, 'subscribed', now);
  }
  if (list !== undefined) account.link(list, { type: 'profile', id: profileId });
}

function unsubscribeOne({ account, now, list }: Subscribing, data: unknown): void {
  const { id: profileId } = upsertProfile(account, data);
  const isMember = list !== undefined && account.linked(list, 'profile').includes(profileId);
  if (isMember) account.unlink(list, { type: 'profile', id: profileId });
  for (const [channel, purpose] of consentsIn(data)) {
    const subscription = { account, profileId, channel, purpose };
    if (isMember) unsubscribeFromList(subscription, list, now);
    else unsubscribeFromAll(subscription, now);
  }
}

function unsubscribeFromList(subscription: Subscription, list: Reference, now: number): void {
  if (!isEmailMarketing(subscription)) return;
  const suppression = { list_id: list.id, reason: 'UNSUBSCRIBE', timestamp: vendorDate(now) };
  change(subscription, { list_suppressions: [...itemsOf(stateOf(subscription)['list_suppressions']), suppression] });
}

function unsubscribeFromAll(subscription: Subscription, now: number): void {
  const others = suppressionsOf(stateOf(subscription)).filter(({ reason }) => reason !== 'UNSUBSCRIBE');
  change(subscription, {
    ...receiving(subscription, false),
    ...consented('UNSUBSCRIBED', now, now),
    ...(isEmailMarketing(subscription) && {
      suppression: [...others, { reason: 'UNSUBSCRIBE', timestamp: vendorDate(now) }],
    }),
  });
  tellOf(subscription, 'unsubscribed', now);
}

function consented(consent: string, at: number, now: number): JsonObject {
  return { consent, consent_timestamp: vendorDate(at), last_updated: vendorDate(now) };
}

function isEmailMarketing({ channel, purpose }: Subscription): boolean {
  return channel === 'email' && purpose === 'marketing';
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
function receiving({ channel, purpose }: Subscription, can: boolean): JsonObject {
  const name = { email: 'email', sms: 'sms', mobile_push: 'push' }[channel];
  return name === undefined || purpose === 'open_tracking'
    ? { can_receive: can }
    : { [`can_receive_${name}_${purpose}`]: can };
}

function stateOf({ account, profileId, channel, purpose }: Subscription): JsonObject {
  const found = at(subscriptionsOf(account, profileId), channel, purpose);
  return isObject(found) ? found : {};
}

function change(subscription: Subscription, changes: JsonObject): void {
  const { account, profileId, channel, purpose } = subscription;
  const all = subscriptionsOf(account, profileId);
  const ofChannel = isObject(all[channel]) ? all[channel] : {};
  const changed = { ...ofChannel, [purpose]: { ...stateOf(subscription), ...changes } };
  account.change('profile', profileId, { subscriptions: { ...all, [channel]: changed } });
}

function subscriptionsOf(account: Account, id: string): JsonObject {
  const subscriptions = account.attributesOf('profile', id)['subscriptions'];
  return isObject(subscriptions) ? subscriptions : WITHOUT_CONSENT;
}

function suppressionsOf(marketing: JsonObject): { reason: string; timestamp: string }[] {
  return itemsOf(marketing['suppression']) as { reason: string; timestamp: string }[];
}

function tellOf({ account, profileId, channel, purpose }: Subscription, what: keyof Metrics, now: number): void {
  const metric = purpose === 'marketing' && Object.hasOwn(METRICS, channel) ? METRICS[channel]![what] : undefined;
  if (metric !== undefined) recordEvent(account, { metric, attributes: {} }, profileId, now);
}
