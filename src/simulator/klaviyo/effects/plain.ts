import { at, isObject } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import type { Account } from '../account.ts';
import type { Reference } from '../links.ts';
import { attributesOf, referencesIn } from './effect.ts';
import type { Change, Write } from './effect.ts';

/** What most operations do: they make, change or delete one resource, or what belongs to it. */
export function plainEffect(verb: string, write: Write): Change {
  const { owner } = write;
  if (owner === undefined)
    return verb === 'POST' ? { id: createResource(write.account, write.type, at(write.body, 'data')) } : {};
  if (owner.rest !== '') return changeRelationship(verb, owner, write);
  return changeResource(verb, owner, write);
}

/** Makes a resource as a body describes it. @param data the resource in the body @returns its id */
export function createResource(account: Account, type: string, data: unknown, id?: string): string {
  const made = account.create(type, attributesOf(data), id === undefined ? {} : { id });
  relate(account, { type, id: made }, data);
  return made;
}

/** Changes a resource as a body describes it. Objects such as a location keep what the body does not name. */
export function updateResource(account: Account, resource: Reference, data: unknown): void {
  account.change(
    resource.type,
    resource.id,
    merged(account.attributesOf(resource.type, resource.id), attributesOf(data)),
  );
  relate(account, resource, data);
}

function changeResource(verb: string, { type, id }: Reference, { account, body }: Write): Change {
  if (verb === 'PATCH') updateResource(account, { type, id }, at(body, 'data'));
  if (verb === 'DELETE') account.delete(type, id);
  return { id };
}

/** `POST`, `PATCH` and `DELETE` of `relationships/…`: adds, replaces and removes what the body names. */
function changeRelationship(verb: string, { type, id }: Reference, { account, body }: Write): Change {
  const others = referencesIn(body);
  if (verb === 'POST') for (const other of others) account.link({ type, id }, other);
  if (verb === 'DELETE') for (const other of others) account.unlink({ type, id }, other);
  if (verb === 'PATCH' && others[0] !== undefined)
    account.relink(
      { type, id },
      others[0].type,
      others.map(other => other.id),
    );
  return { id };
}

/** Links a resource with what its body names under `relationships`. */
function relate(account: Account, resource: Reference, data: unknown): void {
  const relationships = at(data, 'relationships');
  if (!isObject(relationships)) return;
  for (const relationship of Object.values(relationships)) {
    const others = referencesIn(relationship);
    if (others[0] !== undefined)
      account.relink(
        resource,
        others[0].type,
        others.map(({ id }) => id),
      );
  }
}

const MERGED = ['location', 'properties'];

function merged(before: JsonObject, given: JsonObject): JsonObject {
  const parts = MERGED.filter(name => isObject(given[name]) && isObject(before[name]));
  return {
    ...given,
    ...Object.fromEntries(
      parts.map(name => [name, { ...(before[name] as JsonObject), ...(given[name] as JsonObject) }]),
    ),
  };
}
