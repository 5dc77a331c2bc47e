import type { Account } from '../account.ts';
import { IDENTIFIERS } from '../identities.ts';
import { at, isObject, textAt } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { invalid, quotable } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { notFound } from '../admission.ts';
import { attributesOf, itemsOf, referencesIn } from './effect.ts';
import type { Effect } from './effect.ts';
import { finishedJob } from './jobs.ts';
import { updateResource } from './plain.ts';

/** Creates a profile, which fails for one that exists: 409, with its id. Source: klaviyo/openapi, `create_profile`; read 2026-11-20. */
export const createProfile: Effect = ({ account, body }) => {
  const attributes = attributesOf(at(body, 'data'));
  const existing = account.findProfile(attributes);
  return existing === undefined ? { id: upsertProfile(account, at(body, 'data')).id } : duplicateProfile(existing);
};

/** Changes a profile, unless another one has its new identifier. */
export const updateProfile: Effect = ({ account, body, owner }) => {
  const data = at(body, 'data');
  const existing = account.findProfile(attributesOf(data));
  if (existing !== undefined && existing !== owner!.id) return duplicateProfile(existing);
  changeProfile(account, owner!.id, data);
  return { id: owner!.id };
};

/** Creates or updates a profile. A null clears a field. */
export const importProfile: Effect = ({ account, body }) => {
  const data = at(body, 'data');
  if (!hasIdentifier(data)) return withoutIdentifier('/data/attributes');
  const given = textAt(data, 'id');
  if (given !== undefined && !account.has('profile', given))
    return notFound(`A profile with id ${quotable(given)} does not exist.`);
  const { id, isNew } = upsertProfile(account, data);
  return { id, status: isNew ? 201 : 200 };
};

/** Imports many profiles, also into lists. Those without an identifier are errors of the job. */
export const importProfiles: Effect = ({ account, body, now, type }) => {
  const lists = referencesIn(at(body, 'data', 'relationships', 'lists'));
  const profiles = itemsOf(at(body, 'data', 'attributes', 'profiles', 'data'));
  const known = profiles.filter(hasIdentifier);
  const change = finishedJob(account, type, { total: profiles.length, failed: profiles.length - known.length, now });
  const job = { type, id: change.id };
  for (const list of lists) account.link(job, list);
  for (const data of known) {
    const profile = { type: 'profile', id: upsertProfile(account, data).id };
    account.link(job, profile);
    for (const list of lists) account.link(list, profile);
  }
  for (const [index, data] of profiles.entries()) {
    if (hasIdentifier(data)) continue;
    const { code, title, detail, source } = withoutIdentifier(`/data/attributes/profiles/data/${index}`);
    const original_payload = isObject(data) ? data : {};
    account.link(job, {
      type: 'import-error',
      id: account.create('import-error', { code, title, detail, source, original_payload }),
    });
  }
  return change;
};

/** Moves what one profile has to another one, and deletes it. What both have stays as the second has it. */
export const mergeProfiles: Effect = ({ account, body }) => {
  const target = textAt(body, 'data', 'id') ?? '';
  const [source, ...others] = referencesIn(at(body, 'data', 'relationships', 'profiles'));
  if (!account.has('profile', target)) return notFound('The profile to merge into does not exist.');
  if (source === undefined || others.length > 0 || source.id === target)
    return invalid('A merge takes one other profile.', { pointer: '/data/relationships/profiles/data' });
  const [given, kept] = [source.id, target].map(id => account.attributesOf('profile', id)) as [JsonObject, JsonObject];
  const missing = Object.entries(given).filter(
    ([name, value]) => value !== null && (kept[name] === null || kept[name] === undefined),
  );
  for (const type of ['event', 'list', 'push-token', 'conversation']) {
    for (const id of account.linked(source, type)) {
      account.unlink(source, { type, id });
      account.link({ type: 'profile', id: target }, { type, id });
    }
  }
  account.delete('profile', source.id);
  account.change('profile', target, {
    ...Object.fromEntries(missing),
    properties: { ...objectAt(given, 'properties'), ...objectAt(kept, 'properties') },
  });
  return { id: target };
};

/** Deletes the profiles that one identifier names. */
export const deleteProfileData: Effect = ({ account, body }) => {
  const data = at(body, 'data', 'attributes', 'profile', 'data');
  const identifiers = [textAt(data, 'id'), ...IDENTIFIERS.map(name => textAt(data, 'attributes', name))].filter(
    Boolean,
  );
  if (identifiers.length !== 1)
    return invalid("Exactly one identifier is needed: 'email', 'phone_number' or 'id'.", {
      pointer: '/data/attributes/profile',
    });
  const id = textAt(data, 'id') ?? account.findProfile(attributesOf(data));
  if (id !== undefined) account.delete('profile', id);
  return {};
};

/** Registers a push token, and moves one that is known to its new owner. */
export const createPushToken: Effect = ({ account, body, now }) => {
  const { profile, ...attributes } = attributesOf(at(body, 'data'));
  const data = at(profile, 'data');
  if (!hasIdentifier(data)) return withoutIdentifier('/data/attributes/profile');
  const owner = { type: 'profile', id: upsertProfile(account, data).id };
  const isSame = (id: string): boolean => account.attributesOf('push-token', id)['token'] === attributes['token'];
  const known = account.idsOf('push-token').find(isSame);
  const recorded = { ...attributes, recorded_date: new Date(now).toISOString() };
  const id = known ?? account.create('push-token', recorded);
  account.relink({ type: 'push-token', id }, 'profile', [owner.id]);
  return {};
};

/** Notes that somebody waits for a variant. */
export const createBackInStock: Effect = ({ account, body }) => {
  const profile = at(body, 'data', 'attributes', 'profile', 'data');
  if (!hasIdentifier(profile)) return withoutIdentifier('/data/attributes/profile');
  upsertProfile(account, profile);
  return {};
};

/** Finds the profile of a body, or makes it, and changes it as the body says. */
export function upsertProfile(account: Account, data: unknown): { id: string; isNew: boolean } {
  const given = textAt(data, 'id');
  const existing =
    given !== undefined && account.has('profile', given) ? given : account.findProfile(attributesOf(data));
  if (existing !== undefined) {
    changeProfile(account, existing, data);
    return { id: existing, isNew: false };
  }
  const { _kx, anonymous_id: _, meta: __, subscriptions: ___, ...attributes } = attributesOf(data);
  const id = account.create('profile', attributes);
  patchProperties(account, id, at(data, 'meta'));
  return { id, isNew: true };
}

function changeProfile(account: Account, id: string, data: unknown): void {
  const { subscriptions: _, meta: inner, ...attributes } = attributesOf(data);
  updateResource(account, { type: 'profile', id }, { attributes });
  patchProperties(account, id, at(data, 'meta') ?? inner);
}

/** `append` and `unappend` change lists among the custom properties, `unset` removes properties. */
function patchProperties(account: Account, id: string, meta: unknown): void {
  const patch = at(meta, 'patch_properties');
  if (!isObject(patch)) return;
  const properties = { ...objectAt(account.attributesOf('profile', id), 'properties') };
  for (const [name, value] of Object.entries(objectAt(patch, 'append')))
    properties[name] = [...new Set([...asList(properties[name]), ...asList(value)])];
  for (const [name, value] of Object.entries(objectAt(patch, 'unappend')))
    properties[name] = asList(properties[name]).filter(item => !asList(value).includes(item));
  const unset = asList(patch['unset']);
  const kept = Object.entries(properties).filter(([name]) => !unset.includes(name));
  account.change('profile', id, { properties: Object.fromEntries(kept) });
}

function asList(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : [value].flat();
}

function objectAt(owner: unknown, name: string): JsonObject {
  const value = at(owner, name);
  return isObject(value) ? value : {};
}

function duplicateProfile(id: string): Refusal {
  return {
    status: 409,
    code: 'duplicate_profile',
    title: 'Conflict.',
    detail: 'A profile already exists with one of these identifiers.',
    source: { pointer: '/data/attributes' },
    meta: { duplicate_profile_id: id },
  };
}

/** Whether a profile in a body says who it is. */
export function hasIdentifier(profile: unknown): boolean {
  const others = ['_kx', 'anonymous_id'];
  return (
    ['id', ...others].some(name => textAt(profile, name) !== undefined) ||
    [...IDENTIFIERS, ...others].some(name => textAt(profile, 'attributes', name) !== undefined)
  );
}

export function withoutIdentifier(pointer: string): Refusal & { source: { pointer: string } } {
  return {
    ...invalid("At least one identifier is required: 'email', 'phone_number', 'external_id' or 'id'."),
    source: { pointer },
  };
}
