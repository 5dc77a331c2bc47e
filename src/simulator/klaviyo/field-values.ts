import type { Account } from './account.ts';
import { vendorDate } from './created-attributes.ts';
import { isObject } from '../json.ts';
import type { Reference } from './links.ts';

/** Which resource is looked at, and through which other one it was reached. */
export interface Spot extends Reference {
  owner?: Reference | undefined;
}

/** Fields that ask for the id of another resource. */
const OF_OTHERS: Readonly<Record<string, string>> = {
  'category.id': 'catalog-category',
  'coupon.id': 'coupon',
  'item.id': 'catalog-item',
  list_id: 'list',
  metric: 'metric',
  metric_id: 'metric',
  profile: 'profile',
  'profile.id': 'profile',
  profile_id: 'profile',
  record_id: 'object-record',
  segment_id: 'segment',
};
const IDS = ['id', 'ids'];

/** What a resource has under a name that filters and orders use: attributes, ids of other resources, and a few names of their own. */
export function valuesOf(account: Account, spot: Spot, field: string): unknown[] {
  const { type, id, owner } = spot;
  const other = Object.hasOwn(OF_OTHERS, field) ? OF_OTHERS[field] : undefined;
  if (IDS.includes(field) || other === type) return [id];
  if (other !== undefined) return account.linked(spot, other);
  switch (field) {
    case 'joined_group_at':
      return owner === undefined ? [] : [joinedAt(account, owner, spot)];
    case 'messages.channel':
      return channelsOf(account, spot);
    case 'push_token':
      return account
        .linked(spot, 'push-token')
        .flatMap(token => valuesAt(account.attributesOf('push-token', token), ['token']));
    default:
      return valuesAt(account.attributesOf(type, id), field.split('.'));
  }
}

/** When a resource came into a group, as the vendor writes it; for an example it is when that was created. */
export function joinedAt(account: Account, owner: Reference, { type, id }: Reference): unknown {
  const since = account.linkedSince(owner, { type, id });
  return since === undefined ? account.attributesOf(type, id)['created'] : vendorDate(since);
}

/** A campaign that is an example is an e-mail. */
function channelsOf(account: Account, campaign: Reference): unknown[] {
  if (!account.isCreated(campaign.type, campaign.id)) return ['email'];
  return account
    .linked(campaign, 'campaign-message')
    .flatMap(id => valuesAt(account.attributesOf('campaign-message', id), ['definition', 'channel']));
}

/** What is behind a path of names; a list has all of its items. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap(item => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return value === null || value === undefined ? [] : [value];
  return isObject(value) && Object.hasOwn(value, name) ? valuesAt(value[name], rest) : [];
}
