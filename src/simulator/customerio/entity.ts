import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { identifierIn } from './people.ts';
import type { Identifier } from './people.ts';
import type { Refusal } from './refusal.ts';
import type { Workspace } from './workspace.ts';

type Act = (operation: JsonObject, identifier: Identifier, workspace: Workspace) => Refusal | undefined;

/** What can be done to a person in version 2 of the Track API. Source: its OpenAPI document by the vendor; read 2026-11-22. */
const PERSON_ACTIONS: Readonly<Record<string, Act>> = {
  identify: ({ attributes }, identifier, { people }) => {
    people.identify(identifier, isObject(attributes) ? attributes : {});
    return undefined;
  },
  delete: (_operation, identifier, { people }) => {
    const person = people.find(identifier);
    if (person !== undefined) people.delete(person);
    return undefined;
  },
  event: addEvent('event'),
  page: addEvent('page'),
  screen: addEvent('screen'),
  add_device: ({ device }, identifier, { people }) => {
    if (!isObject(device) || typeof device['token'] !== 'string') return missing('device.token');
    const person = people.identify(identifier, {});
    person?.devices.set(device['token'], { ...device, id: device['token'] });
    if (person !== undefined) people.saved(person);
    return undefined;
  },
  delete_device: ({ device }, identifier, { people }) => {
    if (!isObject(device) || typeof device['token'] !== 'string') return missing('device.token');
    const person = people.find(identifier);
    if (person?.devices.delete(device['token']) === true) people.saved(person);
    return undefined;
  },
  suppress: (_operation, identifier, { people }) => {
    people.suppress(identifier);
    return undefined;
  },
  unsuppress: (_operation, identifier, { people }) => {
    people.unsuppress(identifier);
    return undefined;
  },
  add_relationships: relate,
  delete_relationships: relate,
};

/**
 * Does one operation of version 2 of the Track API. Merging is done by version 1 here; what concerns an object or a delivery is kept and has
 * no effect.
 *
 * @returns why it is refused
 */
export function performEntity(operation: unknown, workspace: Workspace): Refusal | undefined {
  if (!isObject(operation)) return { status: 400, reason: 'must be an object', field: 'body' };
  const { type, action, identifiers } = operation;
  if (type === 'object' || type === 'delivery') {
    workspace.store.create(type, workspace.nextId(type), operation);
    return undefined;
  }
  if (type !== 'person') return { status: 400, reason: 'must be person, object or delivery', field: 'type' };
  const act = typeof action === 'string' && Object.hasOwn(PERSON_ACTIONS, action) ? PERSON_ACTIONS[action] : undefined;
  if (act === undefined)
    return { status: 400, reason: `must be one of ${Object.keys(PERSON_ACTIONS).join(', ')}`, field: 'action' };
  const isAnonymous = isObject(identifiers) && typeof identifiers['anonymous_id'] === 'string';
  const identifier = identifierIn(identifiers);
  if (identifier !== undefined) return act(operation, identifier, workspace);
  if (!isAnonymous) return { status: 400, reason: 'must have one of id, email and cio_id', field: 'identifiers' };
  workspace.addEvent(undefined, { ...operation, ...identifiers });
  return undefined;
}

function addEvent(type: string): Act {
  return ({ name, attributes, timestamp }, identifier, workspace) => {
    if (typeof name !== 'string' || name === '') return missing('name');
    const person = workspace.people.find(identifier) ?? workspace.people.identify(identifier, {});
    if (person !== undefined)
      workspace.addEvent(person, { type, name, data: attributes ?? {}, ...(timestamp !== undefined && { timestamp }) });
    return undefined;
  };
}

function relate({ cio_relationships: relationships }: JsonObject): Refusal | undefined {
  return Array.isArray(relationships) ? undefined : missing('cio_relationships');
}

function missing(field: string): Refusal {
  return { status: 400, reason: 'must be present', field };
}
