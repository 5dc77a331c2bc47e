import { PIPELINES_BODY_LIMITS } from '../../vendors/customerio/limits.ts';
import { jsonAnswer } from '../exchange.ts';
import type { Answer } from '../exchange.ts';
import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Call, Handler } from './call.ts';
import type { Identifier } from './people.ts';
import type { Refusal } from './refusal.ts';
import type { Workspace } from './workspace.ts';

/** What a call needs besides its person. */
const NEEDED: Readonly<Record<string, string>> = { track: 'event', group: 'groupId', alias: 'previousId' };
const TYPES: readonly string[] = ['identify', 'track', 'page', 'screen', 'group', 'alias'];

/** How each operation of the Pipelines API is answered, by the method of the SDK. */
export const PIPELINES_HANDLERS: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(TYPES.map(type => [type, (call: Call) => accept(call, [{ type, payload: call.body }])])),
  batch: call => {
    const list: unknown = isObject(call.body) ? call.body['batch'] : undefined;
    if (!Array.isArray(list)) return wrong(call, 'batch must be a list');
    return accept(
      call,
      (list as unknown[]).map(payload => ({ type: isObject(payload) ? String(payload['type']) : '', payload })),
    );
  },
};

interface Item {
  type: string;
  payload: unknown;
}

/**
 * Accepts what is right. What is wrong is dropped without a word, unless the request asks for the strict mode.
 *
 * Source: customerio-node 5.2.0 on its option `strictMode`; the status and the wording are not published.
 */
function accept(call: Call, items: readonly Item[]): Answer | Refusal {
  const problem = items.map(problemOf).find(each => each !== undefined);
  if (problem !== undefined && call.isStrict) return wrong(call, problem);
  for (const item of items) if (problemOf(item) === undefined) perform(item, call.workspace);
  return jsonAnswer(200, {});
}

function problemOf({ type, payload }: Item): string | undefined {
  if (!TYPES.includes(type)) return `type must be one of ${TYPES.join(', ')}`;
  if (!isObject(payload)) return 'the body must be a JSON object';
  const needed = NEEDED[type];
  if (needed !== undefined && !isText(payload[needed])) return `${needed} must be present`;
  return isText(payload['userId']) || isText(payload['anonymousId'])
    ? undefined
    : 'userId or anonymousId must be present';
}

function perform({ type, payload }: Item, workspace: Workspace): void {
  const { userId, traits } = payload as JsonObject;
  const person = isText(userId) ? ({ id: String(userId) } satisfies Identifier) : undefined;
  if (type === 'identify') {
    if (person !== undefined) workspace.people.identify(person, isObject(traits) ? traits : {});
    return;
  }
  const known = person && (workspace.people.find(person) ?? workspace.people.identify(person, {}));
  workspace.addEvent(known, eventOf(type, payload as JsonObject));
}

function eventOf(type: string, payload: JsonObject): JsonObject {
  const { event, name, properties, traits } = payload;
  const others = ['anonymousId', 'previousId', 'groupId'].filter(member => payload[member] !== undefined);
  return {
    type,
    name: event ?? name ?? type,
    data: properties ?? traits ?? {},
    ...Object.fromEntries(others.map(member => [member, payload[member]])),
  };
}

/** Only in strict mode; without it the same is accepted. */
function wrong({ isStrict }: Call, reason: string): Answer | Refusal {
  return isStrict ? { status: 400, reason } : jsonAnswer(200, {});
}

/** The most bytes that an operation takes. */
export function bodyLimit(method: string): number {
  return method === 'batch' ? PIPELINES_BODY_LIMITS.batchBytes : PIPELINES_BODY_LIMITS.requestBytes;
}

function isText(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
