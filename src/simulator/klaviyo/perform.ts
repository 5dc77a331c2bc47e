import type { Operation } from '../../vendors/klaviyo/operations.ts';
import { fieldsOf } from '../../vendors/klaviyo/shapes.ts';
import type { CallTypes, FieldType } from '../../vendors/klaviyo/shapes.ts';
import type { Account } from './account.ts';
import { notFound, refuseScopes } from './admission.ts';
import { readBody } from './body.ts';
import { refuseWrite } from './constraints.ts';
import type { Change, Owner, Write } from './effects/effect.ts';
import { applyEffect } from './effects/effects.ts';
import { exampleDocument, exampleId } from './example-document.ts';
import type { DocumentContext, PageLinks } from './example-document.ts';
import { answer } from './answer.ts';
import type { Answer, SimulatedRequest } from '../exchange.ts';
import { joinedAt, valuesOf } from './field-values.ts';
import { isObject, textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { isMatch, order } from './match.ts';
import { successStatus } from './operation-status.ts';
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
  /** In whose shape it is answered. */
  revision: string;
}

/** Does what an operation of the SDK does, as far as it shows. */
export function perform(context: PerformContext, call: CallTypes): Answer | Refusal {
  const data = call.gives === undefined ? undefined : dataOfShape(call.gives);
  const type = (data && typeOfShape(data.shape)) ?? 'resource';
  const query = readQuery(context.url.searchParams, call.query, type, kindsOf(type));
  if ('status' in query) return query;
  const refusal = refuseOwner(context) ?? refuseInclude(query, context.isGranted);
  if (refusal !== undefined) return refusal;
  const change = context.operation.verb === 'GET' ? {} : write(context, call, type);
  return 'code' in change ? change : tell(context, call, query, change);
}

function write(
  { account, now, operation, request, ...context }: PerformContext,
  { takes }: CallTypes,
  type: string,
): Change | Refusal {
  const read = takes === undefined ? { body: {} } : readBody(request.body, takes);
  if ('refusal' in read) return read.refusal;
  const { body } = read;
  const owner = ownerOf({ account, now, operation, request, ...context });
  const made = type === 'resource' ? (textAt(body, 'data', 'type') ?? type) : type;
  const asked: Write = { account, body, now, owner, type: made };
  return (
    refuseWrite(`${operation.verb} ${operation.path}`, asked, Buffer.byteLength(request.body)) ??
    applyEffect(operation.verb, operation.path, asked)
  );
}

/**
 * What the values of a field are, as far as the shape of its type tells. Of a union the shapes know one form only, so nothing is said of
 * what is inside of one.
 */
function kindsOf(type: string): (field: string) => readonly FieldType[] | undefined {
  return field => {
    let shape = findResourceType(type)?.shape;
    let types: readonly FieldType[] | undefined;
    for (const name of ['attributes', ...field.split('.')]) {
      types = shape === undefined ? undefined : fieldsOf(shape).find(each => each.name === name)?.types;
      const isUnion = types?.some(({ kind }) => kind === 'object') === true;
      shape = isUnion ? undefined : types?.find(({ kind }) => kind === 'shape')?.name;
    }
    return types;
  };
}

/** The answer to what was read or done. */
function tell(context: PerformContext, { gives }: CallTypes, query: Query, change: Change): Answer | Refusal {
  const { verb, path } = context.operation;
  const status = change.status ?? successStatus(verb, path, gives !== undefined);
  const data = gives === undefined ? undefined : dataOfShape(gives);
  if (gives === undefined || data === undefined) return { status, headers: {}, body: '' };
  const type = typeOfShape(data.shape) ?? 'resource';
  const page = data.isMany ? pageOf(context, type, query) : soleOf(context, type, change);
  if (page === undefined) return tellNothing(context, type);
  const known = documentContext(context, query, change.shown ?? {});
  return answer(status, JSON.stringify(sparse(exampleDocument(gives, page.ids, page.links, known), query)));
}

/** What belongs to nothing: a relationship says so, a resource is not there. */
function tellNothing(context: PerformContext, type: string): Answer | Refusal {
  if (!context.operation.path.includes('/relationships/')) return notFound(`There is no ${type} that belongs to it.`);
  return answer(200, JSON.stringify({ data: null, links: { self: selfLink(context) } }));
}

/** The resource that the path names first. */
function ownerOf({ operation, url }: PerformContext): Owner | undefined {
  const [, collection, id, rest = ''] =
    /^(\/api\/[^/]+)\/([^/]+)(?:\/(.+))?$/.exec(url.pathname.replace(/\/$/, '')) ?? [];
  if (collection === undefined || id === undefined || !operation.path.startsWith(`${collection}/{`)) return undefined;
  return { type: typeAtPath(collection) ?? collection.slice('/api/'.length), id: decoded(id), rest };
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

/** The id of the one resource that is read: the one in the path, or the one that belongs to it. */
function singleId(context: PerformContext, type: string): string | undefined {
  const owner = ownerOf(context);
  if (owner === undefined) return exampleId(type, context.seed, context.operation.path);
  return owner.rest === '' ? owner.id : context.account.linked(owner, type)[0];
}

interface Page {
  ids: string[];
  links: PageLinks;
}

/** The one resource that is reported; undefined where there is none. */
function soleOf(context: PerformContext, type: string, { id = singleId(context, type) }: Change): Page | undefined {
  return id === undefined ? undefined : { ids: [id], links: { self: selfLink(context) } };
}

/** The ids of one page, and its links. */
function pageOf(context: PerformContext, type: string, query: Query): Page {
  const { account } = context;
  const owner = ownerOf(context);
  const all = owner === undefined ? account.idsOf(type) : account.linked(owner, type);
  const found = sorted(
    context,
    type,
    all.filter(id => isWanted(account, { type, id, owner }, query)),
    query,
  );
  const { offset, pageSize } = query;
  if (pageSize === undefined) return { ids: found, links: { self: selfLink(context) } };
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

function isWanted(account: Account, spot: Parameters<typeof valuesOf>[1], { filter }: Query): boolean {
  return filter === undefined || isMatch(filter, field => valuesOf(account, spot, field));
}

function sorted(context: PerformContext, type: string, ids: string[], { sort }: Query): string[] {
  if (sort === undefined) return ids;
  const owner = ownerOf(context);
  const keys = new Map(ids.map(id => [id, valuesOf(context.account, { type, id, owner }, sort.field)[0]]));
  const direction = sort.isDescending ? -1 : 1;
  return ids.toSorted((left, right) => direction * order(keys.get(left), keys.get(right)));
}

/** A URI as RFC 3986 has it: brackets are escaped. */
function selfLink({ apiUrl, url }: PerformContext): string {
  return `${apiUrl}${url.pathname}${url.search.replaceAll('[', '%5B').replaceAll(']', '%5D')}`;
}

function linkTo({ apiUrl, url }: PerformContext, offset: number): string {
  const search = new URLSearchParams(url.searchParams);
  search.set('page[cursor]', cursorOf(offset));
  return `${apiUrl}${url.pathname}?${search.toString()}`;
}

function documentContext(context: PerformContext, { include, additional }: Query, shown: JsonObject): DocumentContext {
  const { seed, apiUrl, account, accountChanges } = context;
  const owner = ownerOf(context);
  const known = (type: string, id: string): JsonObject => ({
    ...account.knownOf(type, id),
    ...(type === 'profile' && owner !== undefined && { joined_group_at: joinedAt(account, owner, { type, id }) }),
    ...(COUNTED.includes(type) && { profile_count: account.linked({ type, id }, 'profile').length }),
    ...(type === 'account' && accountChanges),
    ...shown,
  });
  return {
    seed,
    apiUrl,
    include,
    additional,
    known,
    isCreated: (type, id) => account.isCreated(type, id),
    linked: (resource, type) => account.linked(resource, type),
  };
}

/** These tell how many profiles they have. */
const COUNTED = ['list', 'segment'];

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
