import { at, textAt } from '../../json.ts';
import { invalid } from '../refusal.ts';
import { catalogIdOf } from './bulk.ts';
import { conflict, referencesIn } from './effect.ts';
import type { Effect } from './effect.ts';
import { createResource } from './plain.ts';

/** Creates what the catalog has once for each external id. */
export const createCatalogResource: Effect = ({ account, body, type }) => {
  const data = at(body, 'data');
  if (account.has(type, catalogIdOf(data)))
    return conflict('There is one with this external id already.', '/data/attributes/external_id');
  return { id: createResource(account, type, data) };
};

export const createCoupon: Effect = ({ account, body, type }) => {
  if (account.has(type, textAt(body, 'data', 'attributes', 'external_id') ?? ''))
    return conflict('There is a coupon with this external id already.', '/data/attributes/external_id');
  return { id: createResource(account, type, at(body, 'data')) };
};

/** Creates something that an account has once for each name. @param most how many there may be */
export function createNamed(most = Infinity): Effect {
  return ({ account, body, type }) => {
    const name = textAt(body, 'data', 'attributes', 'name');
    const ids = account.idsOf(type);
    if (ids.some(id => account.attributesOf(type, id)['name'] === name))
      return conflict('There is one with this name already.', '/data/attributes/name');
    if (ids.length >= most) return invalid(`An account has at most ${most} of these.`, { pointer: '/data' });
    return { id: createResource(account, type, at(body, 'data')) };
  };
}

/** A tag without a group belongs to the account's own. Source: klaviyo/openapi, `create_tag`; read 2026-11-21. */
export const createTag: Effect = write => {
  const created = createNamed(500)(write);
  if ('code' in created || created.id === undefined) return created;
  const { account, body } = write;
  if (referencesIn(at(body, 'data', 'relationships', 'tag-group')).length > 0) return created;
  const isDefault = (id: string): boolean => account.attributesOf('tag-group', id)['default'] === true;
  const group =
    account.idsOf('tag-group').find(isDefault) ?? account.create('tag-group', { name: 'Default', default: true });
  account.link({ type: 'tag', id: created.id }, { type: 'tag-group', id: group });
  return created;
};

/** Deletes a group with its tags. Source: klaviyo/openapi, `delete_tag_group`; read 2026-11-21. */
export const deleteTagGroup: Effect = ({ account, owner }) => {
  if (account.isCreated('tag-group', owner!.id) && account.attributesOf('tag-group', owner!.id)['default'] === true)
    return invalid('The default tag group cannot be deleted.', { pointer: '/data' });
  for (const id of account.linked(owner!, 'tag')) account.delete('tag', id);
  account.delete('tag-group', owner!.id);
  return { id: owner!.id };
};
