import { emptyAnswer, jsonAnswer } from '../exchange.ts';
import type { Answer } from '../exchange.ts';
import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { WORKSPACE_ID } from './admission.ts';
import type { Call, Handler } from './call.ts';
import { identifierIn } from './people.ts';
import type { Person } from './people.ts';
import { isHit } from './person-filter.ts';
import type { Refusal } from './refusal.ts';
import { created, exists } from './resources.ts';
import { sendMessage } from './sends.ts';

/** The operations of the App API that have a rule of their own, by the method of the SDK. */
export const APP_HANDLERS: Readonly<Record<string, Handler>> = {
  sendEmail: sendMessage,
  sendPush: sendMessage,
  sendSMS: sendMessage,
  sendWhatsApp: sendMessage,
  sendInboxMessage: sendMessage,
  sendInApp: sendMessage,
  triggerBroadcast,
  getBroadcastTriggers: ({ workspace, ids }) =>
    jsonAnswer(200, { triggers: workspace.kept(`broadcasts/${ids['broadcastId']!}/triggers`) }),
  getBroadcastTriggerStatus: triggerStatus,
  getBroadcastTriggerErrors: () => jsonAnswer(200, { errors: [], next: '' }),
  getCustomersByEmail: ({ query, workspace }) => {
    const person = workspace.people.find({ email: query.get('email') ?? '' });
    return jsonAnswer(200, { results: person === undefined ? [] : [namesOf(person)] });
  },
  searchCustomers: ({ body, workspace }) => {
    const found = workspace.people.all().filter(person => isHit(person, isObject(body) ? body['filter'] : undefined));
    const ids = found.flatMap(({ id }) => (id === undefined ? [] : [id]));
    return jsonAnswer(200, { identifiers: found.map(namesOf), ids, next: '' });
  },
  getCustomersAttributes: ({ body, workspace }) => {
    const ids: unknown[] = isObject(body) && Array.isArray(body['ids']) ? (body['ids'] as unknown[]) : [];
    const people = ids.flatMap(id => workspace.people.find({ id: String(id) }) ?? []);
    return jsonAnswer(200, { customers: people.map(attributesOf) });
  },
  getAttributes: ofPerson(person => ({ customer: attributesOf(person) })),
  getCustomerSegments: ofPerson(({ segments }) => ({ segments: [...segments].map(id => ({ id: Number(id) })) })),
  getCustomerRelationships: ofPerson(() => ({ identifiers: [], relationships: [], next: '' })),
  getCustomerSubscriptionPreferences: ofPerson(person => ({
    customer: { ...namesOf(person), unsubscribed: person.isUnsubscribed, topics: [] },
  })),
  getSubscriptionCenterToken: ofPerson((_person, { workspace }) => ({ token: workspace.nextId('token') })),
  getCustomerActivities: ofPerson(({ cioId }, { workspace }) => ({
    activities: workspace.kept('event').filter(event => event['cio_id'] === cioId),
    next: '',
  })),
  getCustomerMessages: ofPerson(({ cioId }, { workspace }) => ({
    messages: workspace.kept('message').filter(message => message['cio_id'] === cioId),
    next: '',
  })),
  listActivities: ({ workspace }) => jsonAnswer(200, { activities: workspace.kept('event'), next: '' }),
  getMessages: ({ workspace }) => jsonAnswer(200, { messages: workspace.kept('message'), next: '' }),
  getMessage: ofMessage(message => ({ message })),
  getArchivedMessage: ofMessage(({ id, recipient, subject, body }) => ({
    archived_message: { id, recipient, subject, body: body ?? '' },
  })),
  getSegmentCustomerCount: ofSegment(people => ({ count: people.length })),
  getSegmentMembership: ofSegment(people => ({
    identifiers: people.map(namesOf),
    ids: people.flatMap(({ id }) => (id === undefined ? [] : [id])),
    next: '',
  })),
  createCustomersExport: makeExport,
  createDeliveriesExport: makeExport,
  downloadExport: ({ ids, workspace, homeUrl }) =>
    exists(workspace, 'exports', ids['id']!)
      ? jsonAnswer(200, { url: `${homeUrl}/exports/${ids['id']!}.csv` })
      : notFound(),
  createSuppression: suppression('create'),
  deleteSuppression: suppression('delete'),
  searchSuppression: ({ ids, workspace }) => {
    const found = workspace.kept('suppression').filter(each => each['email'] === ids['email']);
    return jsonAnswer(200, { category: found[0]?.['category'] ?? '', suppressions: found });
  },
  getSuppressions: suppressions,
  getDomainSuppressions: suppressions,
  getObjectAttributes: ({ ids }) =>
    jsonAnswer(200, {
      object: { identifiers: { object_type_id: ids['objectTypeId'], object_id: ids['objectId'] }, attributes: {} },
    }),
  getObjectRelationships: () => jsonAnswer(200, { relationships: [], next: '' }),
  findObjects: () => jsonAnswer(200, { identifiers: [], ids: [], next: '' }),
  batchUpdateAttributes: () => emptyAnswer(204),
  batchUpdateEvents: () => emptyAnswer(204),
  listWorkspaces: () => jsonAnswer(200, { workspaces: [{ id: Number(WORKSPACE_ID), name: 'Simulated' }] }),
  getIpAddresses: () => jsonAnswer(200, { ip_addresses: ['127.0.0.1'] }),
};

/**
 * Starts a broadcast.
 *
 * Source: the change log of customerio-node, 5.0.1, for the refusal of recipients that are nobody; its live tests for the answer; read 2026-11-22.
 */
function triggerBroadcast({ ids, body, workspace }: Call): Answer | Refusal {
  const broadcast = ids['broadcastId']!;
  if (!exists(workspace, 'broadcasts', broadcast)) return notFound();
  const recipients = isObject(body) ? body['recipients'] : undefined;
  if (recipients !== undefined && (!isObject(recipients) || Object.keys(recipients).length === 0))
    return { status: 422, reason: 'empty recipients filter is not valid', pointer: '/data/attributes/recipients' };
  const { id } = created(workspace, `broadcasts/${broadcast}/triggers`, isObject(body) ? body : {});
  return jsonAnswer(200, { id });
}

function triggerStatus({ ids, workspace }: Call): Answer | Refusal {
  const trigger = workspace.store.find(`broadcasts/${ids['broadcastId']!}/triggers`, ids['triggerId']!);
  return trigger === undefined
    ? notFound()
    : jsonAnswer(200, { id: Number(ids['triggerId']), ...trigger.attributes, processed: true });
}

function makeExport({ body, workspace }: Call): Answer {
  return jsonAnswer(200, {
    export: { ...created(workspace, 'exports', isObject(body) ? body : {}), status: 'pending' },
  });
}

/** Someone named by the path and `id_type`. */
function ofPerson(give: (person: Person, call: Call) => JsonObject): Handler {
  return call => {
    const name = call.ids['customerId'] ?? call.ids['id'];
    const person = call.workspace.people.find(
      identifierIn({ [call.query.get('id_type') ?? 'id']: name }) ?? { id: '' },
    );
    return person === undefined ? notFound() : jsonAnswer(200, give(person, call));
  };
}

function ofMessage(give: (message: JsonObject) => JsonObject): Handler {
  return ({ ids, workspace }) => {
    const id = ids['messageId']!;
    const message = workspace.store.find('message', id);
    return message === undefined ? notFound() : jsonAnswer(200, give({ id, ...message.attributes }));
  };
}

function ofSegment(give: (people: Person[]) => JsonObject): Handler {
  return ({ ids, workspace }) => {
    const id = ids['segmentId']!;
    if (!exists(workspace, 'segments', id)) return notFound();
    return jsonAnswer(200, give(workspace.people.all().filter(({ segments }) => segments.has(id))));
  };
}

function suppression(act: 'create' | 'delete'): Handler {
  return ({ ids, workspace }) => {
    const { email = '', suppressionType: category = '' } = ids;
    if (act === 'create') workspace.store.create('suppression', `${category}/${email}`, { category, email });
    else workspace.store.delete('suppression', `${category}/${email}`);
    return act === 'create' ? jsonAnswer(200, {}) : emptyAnswer(204);
  };
}

function suppressions({ ids, workspace }: Call): Answer {
  const { suppressionType: category, domainName } = ids;
  const found = workspace
    .kept('suppression')
    .filter(
      each =>
        each['category'] === category && (domainName === undefined || String(each['email']).endsWith(`@${domainName}`)),
    );
  return jsonAnswer(200, { category, suppressions: found, ...(domainName !== undefined && { next: '' }) });
}

function attributesOf(person: Person): JsonObject {
  const names = namesOf(person);
  return {
    id: person.id ?? person.cioId,
    identifiers: names,
    attributes: { ...person.attributes, ...names },
    unsubscribed: person.isUnsubscribed,
    devices: [...person.devices.values()],
  };
}

function namesOf({ cioId, id, email }: Person): JsonObject {
  return { cio_id: cioId, id: id ?? null, email: email ?? null };
}

function notFound(): Refusal {
  return { status: 404, reason: 'not found' };
}
