import type { Account } from '../account.ts';
import { momentOf } from '../../moment.ts';
import { at, isObject, textAt } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { isCompared, isDateTrue, isValueTrue } from './value-filter.ts';

/** Whether a condition of a segment holds for a profile. */
type Evaluate = (account: Account, condition: JsonObject, profile: string) => boolean;

/** Conditions of other types, such as places and predictions, hold for nobody. */
const EVALUATORS: Readonly<Record<string, Evaluate>> = {
  'profile-property': (account, { property, filter }, profile) =>
    isValueTrue(filter, propertyOf(account, String(property), profile), account.now),
  'profile-group-membership': isMember,
  'profile-metric': isMeasured,
  'profile-marketing-consent': hasConsent,
};

export function isConditionTrue(account: Account, condition: JsonObject, profile: string): boolean {
  const type = String(condition['type']);
  return Object.hasOwn(EVALUATORS, type) && EVALUATORS[type]!(account, condition, profile);
}

/** `email`, `location.city`, `location['city']`, `properties['shoe size']`, or the bare name of a custom property. */
function propertyOf(account: Account, property: string, profile: string): unknown {
  const attributes = account.attributesOf('profile', profile);
  const names = [...property.matchAll(/([^.[\]'"]+)|\[['"]([^'"]+)['"]\]/g)].map(([, bare, quoted]) => quoted ?? bare!);
  return at(attributes, ...names) ?? at(attributes, 'properties', property);
}

function isMember(account: Account, { is_member, group_ids, timeframe_filter }: JsonObject, profile: string): boolean {
  const groups = Array.isArray(group_ids) ? group_ids.map(String) : [];
  const isIn = groups.some(id =>
    ['list', 'segment'].some(type => {
      if (!account.isLinked({ type, id }, { type: 'profile', id: profile })) return false;
      const since = account.linkedSince({ type, id }, { type: 'profile', id: profile });
      return !isObject(timeframe_filter) || (since !== undefined && isDateTrue(timeframe_filter, since, account.now));
    }),
  );
  return isIn === (is_member === true);
}

function isMeasured(account: Account, condition: JsonObject, profile: string): boolean {
  const { metric_id, measurement, measurement_filter, timeframe_filter, metric_filters } = condition;
  const filters = Array.isArray(metric_filters) ? metric_filters.filter(isObject) : [];
  const values = account
    .linked({ type: 'profile', id: profile }, 'event')
    .filter(id => account.linked({ type: 'event', id }, 'metric')[0] === metric_id)
    .map(id => account.attributesOf('event', id))
    .filter(event => isDateTrue(timeframe_filter, momentOf(textAt(event, 'datetime') ?? '') ?? 0, account.now))
    .map(event => event['event_properties'])
    .filter(properties =>
      filters.every(({ property, filter }) => isValueTrue(filter, at(properties, String(property)), account.now)),
    )
    .map(properties => Number(at(properties, '$value') ?? 0));
  const measured = measurement === 'sum' ? values.reduce((sum, value) => sum + value, 0) : values.length;
  return isCompared(textAt(measurement_filter, 'operator'), measured, at(measurement_filter, 'value'));
}

/** What a channel is called in a condition, and in a profile. */
const CHANNELS: Readonly<Record<string, [name: string, canReceive: string]>> = {
  email: ['email', 'can_receive_email_marketing'],
  sms: ['sms', 'can_receive_sms_marketing'],
  push: ['mobile_push', 'can_receive_push_marketing'],
};

/** Of a consent, its filters by method and date are not looked at. */
function hasConsent(account: Account, { consent }: JsonObject, profile: string): boolean {
  const [name, canReceive] = CHANNELS[textAt(consent, 'channel') ?? ''] ?? [];
  if (name === undefined || canReceive === undefined) return false;
  const marketing = at(account.attributesOf('profile', profile), 'subscriptions', name, 'marketing');
  if ((at(marketing, canReceive) === true) !== (at(consent, 'can_receive_marketing') === true)) return false;
  const wanted = textAt(consent, 'consent_status', 'subscription') ?? 'any';
  return wanted === 'any' || (textAt(marketing, 'consent') ?? 'NEVER_SUBSCRIBED') === wanted.toUpperCase();
}
