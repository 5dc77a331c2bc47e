import type { Operation } from '../vendors/klaviyo/operations.ts';
import type { CallTypes } from '../vendors/klaviyo/shapes.ts';
import type { Account } from './account.ts';
import { notFound, refuseScopes } from './admission.ts';
import { readBody } from './body.ts';
import { exampleDocument, exampleId } from './example-document.ts';
import type { DocumentContext, PageLinks } from './example-document.ts';
import { answer } from './exchange.ts';
import type { Answer, SimulatedRequest } from './exchange.ts';
import { at, isObject, textAt } from './json.ts';
import type { JsonObject } from './json.ts';
import { successStatus } from './operation-status.ts';
import { createEvent, createEvents, createProfile, importProfile } from './people.ts';
import { cursorOf, readQuery } from './query.ts';
import type { Query } from './query.ts';
import { quotable } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { dataOfShape, findResourceType, typeAtPath, typeOfShape } from './resource-types.ts';

/** A request that was let in. */
export interface PerformContext {
  seed: number;
  apiUrl: string;
  account: Account;
  /** Attributes of the account that a scenario has in another way. */
  accountChanges: JsonObject;
  isGranted: (scope: string) => boolean;
  url: URL;
  request: SimulatedRequest;
  now: number;
  operation: Operation;
}

/** Resources that are listed where there are no pages. */
const WITHOUT_PAGES = 2;

/** Does what an operation of the SDK does, as far as it shows. */
export function perform(context: PerformContext, call: CallTypes): Answer | Refusal {
  const data = call.gives === undefined ? undefined : dataOfShape(call.gives);
  const type = (data && typeOfShape(data.shape)) ?? 'resource';
  const query = readQuery(context.url.searchParams, call.query, type);
  if ('status' in query) return query;
  const refusal = refuseOwner(context) ?? refuseInclude(query, context.isGranted);
  if (refusal !== undefined) return refusal;
  const read = call.takes === undefined ? { body: {} } : readBody(context.request.body, call.takes);
  if ('refusal' in read) return read.refusal;
  const change = applyChange(context, read.body, type);
  return 'code' in change ? change : tell(context, call, query, change);
}

/** The answer to what was read or done. */
function tell(context: PerformContext, { gives }: CallTypes, query: Query, change: Change): Answer {
  const { verb, path } = context.operation;
  const status = change.status ?? successStatus(verb, path, gives !== undefined);
  const data = gives === undefined ? undefined : dataOfShape(gives);
  if (gives === undefined || data === undefined) return { status, headers: {}, body: '' };
  const type = typeOfShape(data.shape) ?? 'resource';
  const { ids, links } = data.isMany
    ? pageOf(context, type, query)
    : { ids: [change.id ?? singleId(context, type)], links: { self: selfLink(context) } };
  return answer(
    status,
    JSON.stringify(sparse(exampleDocument(gives, ids, links, documentContext(context, query)), query)),
  );
}

interface Owner {
  type: string;
  id: string;
  /** Whether the path ends with the id. */
  isItself: boolean;
}

/** The resource that the path names first. */
function ownerOf({ operation, url }: PerformContext): Owner | undefined {
  const [, collection, id, rest] = /^(\/api\/[^/]+)\/([^/]+)(\/.+)?$/.exec(url.pathname.replace(/\/$/, '')) ?? [];
  if (collection === undefined || id === undefined || !operation.path.startsWith(`${collection}/{`)) return undefined;
  return {
    type: typeAtPath(collection) ?? collection.slice('/api/'.length),
    id: decoded(id),
    isItself: rest === undefined,
  };
}

/** A malformed escape stays as it is. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function refuseOwner(context: PerformContext): Refusal | undefined {
  const owner = ownerOf(context);
  if (owner === undefined || context.account.has(owner.type, owner.id)) return undefined;
  return notFound(`A ${owner.type} with id ${quotable(owner.id)} does not exist.`);
}

/** What is included has to be readable, too. Source: the vendor's help page on scopes; read 2026-11-20. */
function refuseInclude({ include }: Query, isGranted: (scope: string) => boolean): Refusal | undefined {
  const needed = include.flatMap(
    name => findResourceType(name)?.scopes ?? findResourceType(name.replace(/s$/, ''))?.scopes ?? [],
  );
  return refuseScopes([...new Set(needed)], isGranted);
}

interface Change {
  /** Of the resource that was made or changed. */
  id?: string;
  status?: number;
}

/** What a write does to the account. */
function applyChange(context: PerformContext, body: JsonObject, type: string): Change | Refusal {
  const { operation, account, now } = context;
  switch (`${operation.verb} ${operation.path}`) {
    case 'POST /api/profiles': {
      const id = createProfile(account, body);
      return typeof id === 'string' ? { id } : id;
    }
    case 'POST /api/profile-import': {
      const { id, isNew } = importProfile(account, body);
      return { id, status: isNew ? 201 : 200 };
    }
    case 'POST /api/events':
      return createEvent(account, body, now) ?? {};
    case 'POST /api/event-bulk-create-jobs':
      return createEvents(account, body, now) ?? {};
    default:
      return applyPlainChange(context, body, type);
  }
}

function applyPlainChange(context: PerformContext, body: JsonObject, type: string): Change {
  const { operation, account } = context;
  const owner = ownerOf(context);
  const attributes = at(body, 'data', 'attributes');
  const given = isObject(attributes) ? attributes : {};
  if (owner === undefined)
    return operation.verb === 'POST' && type !== 'resource' ? { id: account.create(type, given) } : {};
  if (!owner.isItself) return {};
  if (operation.verb === 'PATCH') account.store.change(owner.type, owner.id, given);
  if (operation.verb === 'DELETE') account.store.delete(owner.type, owner.id);
  return { id: owner.id };
}

/** The id of the one resource that is read: the one in the path, or the one that belongs to it. */
function singleId(context: PerformContext, type: string): string {
  const owner = ownerOf(context);
  if (owner === undefined)
    return textAt(context.account.knownOf(type, ''), 'id') ?? exampleId(type, context.seed, context.operation.path);
  return owner.isItself ? owner.id : exampleId(type, context.seed, 'of', owner.id);
}

/** The ids of one page, and its links. */
function pageOf(context: PerformContext, type: string, query: Query): { ids: string[]; links: PageLinks } {
  const { account, operation } = context;
  const all = ownerOf(context) === undefined ? account.idsOf(type) : account.exampleIdsOf(type);
  const found = all.filter(id => isMatch(account, type, id, query));
  const { offset, pageSize } = query;
  if (pageSize === undefined)
    return {
      ids: operation.path === '/api/accounts' ? found : found.slice(0, WITHOUT_PAGES),
      links: { self: selfLink(context) },
    };
  const before = Math.max(0, offset - pageSize);
  return {
    ids: found.slice(offset, offset + pageSize),
    links: {
      self: selfLink(context),
      ...(offset > 0 && { prev: linkTo(context, before) }),
      ...(offset + pageSize < found.length && { next: linkTo(context, offset + pageSize) }),
    },
  };
}

/** What can be filtered by and is no attribute: all campaigns of the simulator are e-mails. */
const OTHER_FIELDS: Readonly<Record<string, string>> = { 'messages.channel': 'email' };

/** Only `equals` is obeyed, and only for the id and for texts among the attributes; what lacks the attribute does not match. */
function isMatch(account: Account, type: string, id: string, { equals }: Query): boolean {
  if (equals.size === 0) return true;
  const attributes = account.attributesOf(type, id);
  return [...equals].every(([name, value]) => {
    const actual = name === 'id' ? id : (textAt(attributes, ...name.split('.')) ?? OTHER_FIELDS[name]);
    return actual === value;
  });
}

function selfLink({ apiUrl, url }: PerformContext): string {
  return `${apiUrl}${url.pathname}${url.search}`;
}

function linkTo({ apiUrl, url }: PerformContext, offset: number): string {
  const search = new URLSearchParams(url.searchParams);
  search.set('page[cursor]', cursorOf(offset));
  return `${apiUrl}${url.pathname}?${search.toString()}`;
}

function documentContext(
  { seed, apiUrl, account, accountChanges }: PerformContext,
  { include, additional }: Query,
): DocumentContext {
  const known = (type: string, id: string): JsonObject => ({
    ...account.knownOf(type, id),
    ...(type === 'account' && accountChanges),
  });
  return { seed, apiUrl, include, additional, known, isCreated: (type, id) => account.isCreated(type, id) };
}

/** Leaves out the attributes that a sparse query did not name; a part of one brings all of it. */
function sparse(document: JsonObject, { fields }: Query): JsonObject {
  if (fields.size === 0) return document;
  const thin = (resource: unknown): unknown => {
    const names = isObject(resource) ? fields.get(String(resource['type'])) : undefined;
    if (names === undefined || !isObject(resource) || !isObject(resource['attributes'])) return resource;
    const wanted = names.map(name => name.split('.')[0]);
    return {
      ...resource,
      attributes: Object.fromEntries(Object.entries(resource['attributes']).filter(([name]) => wanted.includes(name))),
    };
  };
  return Object.fromEntries(
    Object.entries(document).map(([name, part]) => {
      if (name !== 'data' && name !== 'included') return [name, part];
      return [name, Array.isArray(part) ? part.map(thin) : thin(part)];
    }),
  );
}
