import { emptyAnswer, jsonAnswer } from '../exchange.ts';
import type { Answer } from '../exchange.ts';
import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Call } from './call.ts';
import type { Refusal } from './refusal.ts';
import type { Workspace } from './workspace.ts';

/** Kinds that begin empty: their examples would call other machines, or stand for what nobody asked for. */
const WITHOUT_EXAMPLES: readonly string[] = ['reporting_webhooks', 'exports', 'imports'];

/** What a path of the App API is about. */
interface Target {
  /** Path of the collection, with the ids of what is around it: `newsletters`, `design_studio/emails/3/languages`. */
  collection: string;
  /** Of the one that is meant; absent for all of them. */
  id?: string;
  /** What of the one is meant: `metrics`, `contents`; absent for itself. */
  part?: string;
}

/**
 * Lists, reads, creates, changes and deletes the things of a workspace: whatever the App API has that follows no rule of its own. Things of a
 * thing are there as soon as it is; numbers about it are all zero.
 *
 * Source of the shapes: what customerio-node 5.2.0 documents for each method. Where it documents none, the collection names the member.
 */
export function answerResource(call: Call): Answer | Refusal {
  const { operation, workspace } = call;
  const target = targetOf(call);
  const outer = outermostOf(call);
  if (outer.id !== undefined && !exists(workspace, outer.collection, outer.id))
    return { status: 404, reason: 'not found' };
  switch (operation.verb) {
    case 'GET':
      return read(call, target);
    case 'POST':
      return target.id === undefined || target.part !== undefined ? create(call, target) : change(call, target);
    case 'PUT':
      return change(call, target);
    default:
      return remove(call, target);
  }
}

/** Whether something is there: an example that was not deleted, or what a request created. */
export function exists(workspace: Workspace, collection: string, id: string): boolean {
  const kept = workspace.store.find(collection, id);
  if (kept !== undefined) return !kept.isDeleted;
  return exampleIds(workspace, collection).includes(id);
}

/** Keeps something new. @returns it, with its id */
export function created(workspace: Workspace, collection: string, attributes: JsonObject): JsonObject {
  const number = workspace.nextNumber();
  const times = { created_at: workspace.seconds, updated_at: workspace.seconds };
  // Snippets have no number: their name is what they are deleted by.
  const id = collection === 'snippets' ? String(attributes['name']) : String(number);
  workspace.store.create(collection, id, { ...attributes, ...times });
  return { id: number, ...attributes, ...times };
}

function read({ operation, query, workspace }: Call, { collection, id, part }: Target): Answer {
  if (id === undefined)
    return jsonAnswer(200, shaped(operation.gives, collection, page(everything(workspace, collection), query)));
  const thing = one(workspace, collection, id);
  if (part === undefined) return jsonAnswer(200, shapedOne(operation.gives, collection, thing));
  return jsonAnswer(200, shaped(operation.gives, part, { items: [], next: '' }));
}

function create({ operation, body, workspace }: Call, { collection, id, part }: Target): Answer {
  const path = id === undefined ? collection : `${collection}/${id}/${part!}`;
  const thing = created(workspace, path, attributesIn(body, path));
  return jsonAnswer(200, shapedOne(operation.gives, path, thing));
}

function change({ operation, body, workspace }: Call, { collection, id, part }: Target): Answer {
  const attributes = attributesIn(body, collection);
  // A snippet is named by its body, and is created where there is none.
  const name = id ?? (typeof attributes['name'] === 'string' ? attributes['name'] : '');
  const changed = part === undefined ? attributes : { [part]: body };
  workspace.store.change(collection, name, { ...changed, updated_at: workspace.seconds });
  if (operation.gives === '204') return emptyAnswer(204);
  return jsonAnswer(200, shapedOne(operation.gives, collection, one(workspace, collection, name)));
}

function remove({ operation, workspace }: Call, { collection, id }: Target): Answer {
  workspace.store.delete(collection, id ?? '');
  return operation.gives === '204' ? emptyAnswer(204) : jsonAnswer(200, {});
}

/** The last collection in the path, with what of it is meant. */
function targetOf({ operation, ids }: Call): Target {
  const segments = operation.path.split('/').slice(2);
  const last = segments.findLastIndex(segment => segment.startsWith('{'));
  const concrete = segments.map(segment => (segment.startsWith('{') ? ids[segment.slice(1, -1)]! : segment));
  if (last === -1) return { collection: concrete.join('/') };
  const rest = concrete.slice(last + 1).join('/');
  return { collection: concrete.slice(0, last).join('/'), id: concrete[last]!, ...(rest !== '' && { part: rest }) };
}

/** The outermost thing in the path. A trigger is one of a broadcast, although its path says `campaigns`. */
function outermostOf({ operation, ids }: Call): Target {
  const segments = operation.path.split('/').slice(2);
  const first = segments.findIndex(segment => segment.startsWith('{'));
  if (first === -1) return { collection: segments.join('/') };
  const name = segments[first]!.slice(1, -1);
  return { collection: name === 'broadcastId' ? 'broadcasts' : segments.slice(0, first).join('/'), id: ids[name]! };
}

function everything(workspace: Workspace, collection: string): JsonObject[] {
  const examples = exampleIds(workspace, collection).filter(
    id => workspace.store.find(collection, id)?.isDeleted !== true,
  );
  const ids = [...examples, ...workspace.store.createdIds(collection).reverse()];
  return ids.map(id => one(workspace, collection, id));
}

function one(workspace: Workspace, collection: string, id: string): JsonObject {
  const kept = workspace.store.find(collection, id)?.attributes ?? {};
  const name = `${singular(collection)} ${id}`;
  return { id: /^\d+$/.test(id) ? Number(id) : id, name, ...kept };
}

function exampleIds({ options }: Workspace, collection: string): string[] {
  if (WITHOUT_EXAMPLES.includes(collection) || /\/\d+\//.test(collection)) return [];
  return Array.from({ length: options.resources }, (_, index) => String(index + 1));
}

interface Page {
  items: readonly JsonObject[];
  next: string;
}

/** `start` is the `next` of the page before. */
function page(items: readonly JsonObject[], query: URLSearchParams): Page {
  const limit = Number(query.get('limit') ?? 50);
  const start = Number(query.get('start') ?? 0);
  const [from, size] = [Number.isInteger(start) ? start : 0, Number.isInteger(limit) && limit > 0 ? limit : 50];
  const isLast = from + size >= items.length;
  return { items: items.slice(from, from + size), next: isLast ? '' : String(from + size) };
}

/** Members of a documented answer, such as `{ segments: [...], next }`, with the items in the first list. */
function shaped(gives: string, collection: string, { items, next }: Page): JsonObject {
  const members = [...gives.matchAll(/(\w+)(: \[\.\.\.\]|: \{\.\.\.\}|: "\.\.\.")?/g)];
  if (members.length === 0) return { [lastName(collection)]: items };
  const list = members.find(([, , kind]) => kind === ': [...]')?.[1];
  return Object.fromEntries(
    members.map(([, name = '', kind]) => [
      name,
      name === list ? items : kind === ': [...]' ? [] : name === 'next' ? next : name === 'count' ? items.length : {},
    ]),
  );
}

/** The one member of a documented answer, `{ segment: {...} }`; the thing itself for webhooks, as the SDK documents them. */
function shapedOne(gives: string, collection: string, thing: JsonObject): JsonObject {
  const name = /\b(\w+): \{\.\.\.\}/.exec(gives)?.[1];
  if (collection === 'reporting_webhooks') return thing;
  return { [name ?? singular(collection)]: thing };
}

/** `{ segment: { name } }` and `{ name }` alike. */
function attributesIn(body: unknown, collection: string): JsonObject {
  if (!isObject(body)) return {};
  const inner = body[singular(collection)];
  return isObject(inner) ? inner : body;
}

function singular(collection: string): string {
  const name = lastName(collection);
  return name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, '');
}

function lastName(collection: string): string {
  return collection.split('/').at(-1)!;
}
