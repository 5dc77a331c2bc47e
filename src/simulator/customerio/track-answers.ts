import { TRACK_LIMITS } from '../../vendors/customerio/limits.ts';
import { emptyAnswer, jsonAnswer } from '../exchange.ts';
import type { Answer } from '../exchange.ts';
import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { WORKSPACE_ID } from './admission.ts';
import type { Call, Handler } from './call.ts';
import { performEntity } from './entity.ts';
import { identifierIn, identifierOfPath } from './people.ts';
import type { Identifier } from './people.ts';
import { isRefusal, v2Error } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** How each operation of the Track API is answered, by the method of the SDK. Bodies of success are `{}`. Source: recorded answers in the tests of customerio/customerio-node; read 2026-11-22. */
export const TRACK_HANDLERS: Readonly<Record<string, Handler>> = {
  identify,
  destroy,
  suppress: call => done(call, person => call.workspace.people.suppress(person)),
  unsuppress: call => done(call, person => call.workspace.people.unsuppress(person)),
  track,
  trackAnonymous,
  addDevice,
  deleteDevice,
  trackPush: recorded('push-metric'),
  reportMetric: recorded('metric'),
  submitForm,
  mergeCustomers,
  addCustomersToSegment: changeSegment((segments, id) => segments.add(id)),
  removeCustomersFromSegment: changeSegment((segments, id) => segments.delete(id)),
  getAccountRegion: ({ homeUrl, region }) =>
    jsonAnswer(200, { url: homeUrl, region, environment_id: Number(WORKSPACE_ID) }),
  unsubscribe,
  entity: ({ body, workspace }) => performEntity(body, workspace) ?? jsonAnswer(200, {}),
  batch,
};

function done({ ids }: Call, act: (person: Identifier) => unknown): Answer {
  act(identifierOfPath(ids['customerId']!));
  return jsonAnswer(200, {});
}

function destroy({ ids, workspace }: Call): Answer {
  const person = workspace.people.find(identifierOfPath(ids['customerId']!));
  if (person !== undefined) workspace.people.delete(person);
  return jsonAnswer(200, {});
}

/** Source of the limits and their wording: docs.customer.io/journeys/invalid-api-requests; read 2026-11-22. */
function identify({ ids, body, workspace }: Call): Answer | Refusal {
  if (!isObject(body)) return invalid('the body must be a JSON object');
  const names = Object.keys(body);
  if (names.length > TRACK_LIMITS.attributes)
    return invalid(`cannot identify more than ${TRACK_LIMITS.attributes} attributes in one request`);
  if (names.some(name => bytes(name) > TRACK_LIMITS.attributeNameBytes))
    return invalid(`attribute name cannot be longer than ${TRACK_LIMITS.attributeNameBytes} bytes`);
  const long = names.find(name => bytes(textOf(body[name])) > TRACK_LIMITS.attributeValueBytes);
  if (long !== undefined)
    return invalid(`value for an attribute cannot be longer than ${TRACK_LIMITS.attributeValueBytes} bytes`);
  workspace.people.identify(identifierOfPath(ids['customerId']!), body);
  return jsonAnswer(200, {});
}

/** Someone who is not known yet becomes a person. */
function track({ ids, body, workspace }: Call): Answer | Refusal {
  const event = readEvent(body);
  if (isRefusal(event)) return event;
  const identifier = identifierOfPath(ids['customerId']!);
  const person = workspace.people.find(identifier) ?? workspace.people.identify(identifier, {});
  if (person !== undefined) workspace.addEvent(person, event);
  return jsonAnswer(200, {});
}

function trackAnonymous({ body, workspace }: Call): Answer | Refusal {
  const event = readEvent(body);
  if (isRefusal(event)) return event;
  workspace.addEvent(undefined, event);
  return jsonAnswer(200, {});
}

/** Source of the wording: docs.customer.io/journeys/invalid-api-requests; read 2026-11-22. */
function readEvent(body: unknown): JsonObject | Refusal {
  const name = isObject(body) ? body['name'] : undefined;
  if (!isObject(body) || typeof name !== 'string' || name.trim() === '') return invalid('event name must not be blank');
  if (bytes(name) > TRACK_LIMITS.eventNameBytes)
    return invalid(`event name cannot be longer than ${TRACK_LIMITS.eventNameBytes} bytes`);
  const data = body['data'] ?? {};
  if (!isObject(data)) return invalid('event data must be a hash');
  if (bytes(JSON.stringify(data)) > TRACK_LIMITS.eventDataBytes)
    return invalid(`event data cannot be longer than ${TRACK_LIMITS.eventDataBytes} bytes`);
  return { type: 'event', ...body, name, data };
}

function addDevice({ ids, body, workspace }: Call): Answer | Refusal {
  const device = isObject(body) && isObject(body['device']) ? body['device'] : {};
  const { id, platform } = device;
  if (typeof id !== 'string' || id === '') return invalid('device id must be present');
  if (platform !== 'ios' && platform !== 'android') return invalid('device platform must be ios or android');
  const person = workspace.people.identify(identifierOfPath(ids['customerId']!), {});
  person?.devices.set(id, device);
  if (person !== undefined) workspace.people.saved(person);
  return jsonAnswer(200, {});
}

function deleteDevice({ ids, workspace }: Call): Answer {
  const person = workspace.people.find(identifierOfPath(ids['customerId']!));
  if (person?.devices.delete(ids['deviceToken']!) === true) workspace.people.saved(person);
  return jsonAnswer(200, {});
}

function recorded(type: string): Handler {
  return ({ body, workspace }) => {
    if (!isObject(body)) return invalid('the body must be a JSON object');
    workspace.store.create(type, workspace.nextId(type), body);
    return jsonAnswer(200, {});
  };
}

function submitForm({ ids, body, workspace }: Call): Answer | Refusal {
  const data = isObject(body) ? body['data'] : undefined;
  if (!isObject(data)) return invalid('data must be present');
  const email = data['email'];
  if (typeof email === 'string') workspace.people.identify({ email }, data);
  workspace.store.create('form-submission', workspace.nextId('form'), { form_id: ids['formId'], ...data });
  return emptyAnswer(204);
}

/** The secondary person goes; without the primary one nothing happens. Source: the vendor's OpenAPI document of the Track API; read 2026-11-22. */
function mergeCustomers({ body, workspace }: Call): Answer | Refusal {
  const [primary, secondary] = [identifierIn(part(body, 'primary')), identifierIn(part(body, 'secondary'))];
  if (primary === undefined || secondary === undefined)
    return invalid('primary and secondary must each have one of id, email and cio_id');
  const [kept, gone] = [workspace.people.find(primary), workspace.people.find(secondary)];
  if (kept === undefined || gone === undefined || kept === gone) return jsonAnswer(200, {});
  workspace.people.delete(gone);
  kept.attributes = { ...gone.attributes, ...kept.attributes };
  for (const segment of gone.segments) kept.segments.add(segment);
  for (const [id, device] of gone.devices) kept.devices.set(id, device);
  workspace.people.saved(kept);
  return jsonAnswer(200, {});
}

const MOST_IN_A_SEGMENT_CALL = 1_000;

/** Source: the types of customerio-node 5.2.0 for the number of people; read 2026-11-22. */
function changeSegment(change: (segments: Set<string>, id: string) => void): Handler {
  return ({ ids, body, query, workspace }) => {
    const list: unknown = isObject(body) ? body['ids'] : undefined;
    if (!Array.isArray(list) || list.length === 0 || list.length > MOST_IN_A_SEGMENT_CALL)
      return invalid(`ids must be a list of 1 to ${MOST_IN_A_SEGMENT_CALL}`);
    for (const each of list as unknown[]) {
      const person = workspace.people.find(identifierIn({ [query.get('id_type') ?? 'id']: each }) ?? { id: '' });
      if (person === undefined) continue;
      change(person.segments, ids['segmentId']!);
      workspace.people.saved(person);
    }
    return jsonAnswer(200, {});
  };
}

function unsubscribe({ ids, body, workspace }: Call): Answer {
  const message = workspace.store.find('message', ids['deliveryId']!)?.attributes;
  const person = workspace.people.find({ cio_id: textOf(message?.['cio_id']) });
  if (person !== undefined) {
    person.isUnsubscribed = isObject(body) && body['unsubscribe'] !== false;
    workspace.people.saved(person);
  }
  return jsonAnswer(200, {});
}

/** What is wrong is reported with its place, and everything else is done. Source: the vendor's OpenAPI document of the Track API; read 2026-11-22. */
function batch({ body, workspace }: Call): Answer | Refusal {
  const list: unknown = isObject(body) ? body['batch'] : undefined;
  if (!Array.isArray(list) || list.length === 0) return { status: 400, reason: 'must be a list', field: 'batch' };
  const errors = (list as unknown[]).flatMap((each, index) => {
    const refusal = performEntity(each, workspace);
    return refusal === undefined ? [] : [{ batch_index: index, ...v2Error(refusal) }];
  });
  return errors.length === 0 ? jsonAnswer(200, {}) : jsonAnswer(errors.length === list.length ? 400 : 207, { errors });
}

function part(body: unknown, name: string): unknown {
  return isObject(body) ? body[name] : undefined;
}

function invalid(reason: string): Refusal {
  return { status: 400, reason };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
