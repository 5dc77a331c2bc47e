import { findSendRequest } from '../../vendors/customerio/send-requests.ts';
import { jsonAnswer } from '../exchange.ts';
import type { Answer } from '../exchange.ts';
import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Call } from './call.ts';
import { identifierIn } from './people.ts';
import type { Person } from './people.ts';
import type { Refusal } from './refusal.ts';
import { deliverWebhooks } from './webhooks.ts';
import type { Workspace } from './workspace.ts';

/** What reporting webhooks call each channel. Source: the vendor's OpenAPI document of reporting webhooks; read 2026-11-22. */
const OBJECT_TYPES: Readonly<Record<string, string>> = {
  sendEmail: 'email',
  sendPush: 'push',
  sendSMS: 'sms',
  sendWhatsApp: 'whatsapp',
  sendInboxMessage: 'in_app',
  sendInApp: 'in_app',
};

/**
 * Takes a transactional message, keeps it, and tells reporting webhooks that it was sent. Every name and number of a template is known, because
 * templates are made in the vendor's own application.
 *
 * Source: the types and the live tests of customerio-node 5.2.0 for what is needed and for `delivery_id`; read 2026-11-22.
 */
export function sendMessage({ operation: { method }, body, workspace }: Call): Answer | Refusal {
  if (!isObject(body)) return wrong('the body must be a JSON object');
  const problem = problemOf(method, body);
  if (problem !== undefined) return problem;
  const identifier = identifierIn(body['identifiers'])!;
  const person = workspace.people.find(identifier) ?? workspace.people.identify(identifier, {});
  const id = keepMessage(method, body, person, workspace);
  return jsonAnswer(200, { delivery_id: id, queued_at: workspace.seconds });
}

function problemOf(method: string, body: JsonObject): Refusal | undefined {
  const request = findSendRequest(method)!;
  const isThere = (name: string): boolean => body[name] !== undefined && body[name] !== '';
  const missing = request.required.find(name => !isThere(name));
  if (missing !== undefined) return wrong(`${missing} is required`);
  if (identifierIn(body['identifiers']) === undefined)
    return wrong('identifiers must have exactly one of id, email and cio_id');
  if (request.oneOf.length > 0 && !request.oneOf.some(set => set.every(isThere)))
    return wrong(`${request.oneOf.map(set => set.join(', ')).join(' or ')} is required`);
  return undefined;
}

function keepMessage(method: string, body: JsonObject, person: Person | undefined, workspace: Workspace): string {
  const id = workspace.nextId('message');
  const type = OBJECT_TYPES[method]!;
  workspace.store.create('message', id, {
    type,
    recipient: body['to'] ?? '',
    transactional_message_id: body['transactional_message_id'],
    subject: body['subject'],
    message_data: body['message_data'] ?? {},
    // Of a message that must not be kept, only that it was sent is.
    ...(body['disable_message_retention'] === true ? {} : { body: body['body'] }),
    ...(person !== undefined && { cio_id: person.cioId, customer_id: person.id }),
    created: workspace.seconds,
    metrics: { created: workspace.seconds, sent: workspace.seconds },
  });
  deliverWebhooks(workspace, type, 'sent', {
    delivery_id: id,
    recipient: body['to'] ?? '',
    transactional_message_id: body['transactional_message_id'],
    subject: body['subject'],
    ...(person !== undefined && {
      customer_id: person.id ?? '',
      identifiers: { id: person.id ?? null, email: person.email ?? null, cio_id: person.cioId },
    }),
  });
  return id;
}

function wrong(reason: string): Refusal {
  return { status: 400, reason };
}
