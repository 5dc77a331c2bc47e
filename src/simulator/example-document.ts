import { fieldsOf } from '../vendors/klaviyo/shapes.ts';
import { exampleObject } from './example-body.ts';
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { dataOfShape, findResourceType, typeOfShape } from './resource-types.ts';
import { longId, shortId, uuid } from './seeded.ts';

/** What a document is made for. */
export interface DocumentContext {
  seed: number;
  apiUrl: string;
  /** Relationships whose resources are to be included. */
  include: readonly string[];
  /** Names of additional fields that were asked for, by type. */
  additional: ReadonlyMap<string, readonly string[]>;
  /** Attributes that are known of a resource, which win over made-up ones. */
  known(type: string, id: string): JsonObject;
  /** Whether a request made a resource, so that what it did not give is nothing. */
  isCreated(type: string, id: string): boolean;
}

/** Links of a document that has pages. */
export interface PageLinks {
  self: string;
  next?: string;
  prev?: string;
}

/** A document with one resource, or with one for each id. @param shape of the document @param ids one for a document of one */
export function exampleDocument(
  shape: string,
  ids: readonly string[],
  links: PageLinks,
  context: DocumentContext,
): JsonObject {
  const data = dataOfShape(shape)!;
  const resources = ids.map(id => exampleResource(data.shape, id, context));
  const hasLinks = fieldsOf(shape).some(({ name }) => name === 'links');
  return {
    data: data.isMany ? resources : resources[0],
    ...(hasLinks && { links }),
    ...(context.include.length > 0 && { included: includedIn(shape, resources, context) }),
  };
}

/** Ids that the vendor would give; those of the account's own examples are made of the place in their list. */
export function exampleId(type: string, ...parts: readonly (string | number)[]): string {
  if (type === 'profile') return longId(type, ...parts);
  if (type.startsWith('catalog-') && !type.endsWith('-job'))
    return `$custom:::$default:::EXAMPLE-${shortId(type, ...parts)}`;
  return type.endsWith('-job') ? uuid(type, ...parts) : shortId(type, ...parts);
}

/** One resource, with its attributes, links and relationships. */
export function exampleResource(shape: string, id: string, context: DocumentContext): JsonObject {
  const type = typeOfShape(shape) ?? '';
  const isAsked = (name: string): boolean => context.additional.get(type)?.includes(name) === true;
  const made = exampleObject(shape, { seed: context.seed, type, id, path: '' }, isAsked);
  const self = `${context.apiUrl}${findResourceType(type)?.path ?? `/api/${type}s`}/${encodeURIComponent(id)}`;
  return {
    ...made,
    type,
    ...('id' in made && { id }),
    ...(isObject(made['attributes']) && {
      attributes: withKnown(made['attributes'], givenOf(shape, type, id, context)),
    }),
    ...(isObject(made['relationships']) && {
      relationships: relationshipsOf(made['relationships'], self, id, context),
    }),
    ...('links' in made && { links: { self } }),
  };
}

/** What is known of a resource. Of one that a request made, the rest is null, where it may be and is no date. */
function givenOf(shape: string, type: string, id: string, { known, isCreated }: DocumentContext): JsonObject {
  if (!isCreated(type, id)) return known(type, id);
  const attributes = fieldsOf(shape).find(({ name }) => name === 'attributes')?.types[0]?.name;
  const nullable =
    attributes === undefined
      ? []
      : fieldsOf(attributes).filter(
          ({ types }) => types.some(({ kind }) => kind === 'null') && !types.some(({ kind }) => kind === 'date'),
        );
  return { ...Object.fromEntries(nullable.map(({ name }) => [name, null])), ...known(type, id) };
}

/** What is known but is no attribute of an answer stays out of it. */
function withKnown(made: JsonObject, known: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(made).map(([name, value]) => [name, Object.hasOwn(known, name) ? known[name] : value]),
  );
}

/** Links, and which resources are meant only where those are included. */
function relationshipsOf(made: JsonObject, self: string, id: string, { seed, include }: DocumentContext): JsonObject {
  return Object.fromEntries(
    Object.entries(made).map(([name, relationship]) => {
      if (!isObject(relationship)) return [name, relationship];
      const { data, links } = relationship;
      const isShown = 'data' in relationship && (include.includes(name) || links === undefined);
      return [
        name,
        {
          ...(isShown && {
            data: Array.isArray(data) ? data.map(item => identified(item, seed, id)) : identified(data, seed, id),
          }),
          ...(links !== undefined && { links: { self: `${self}/relationships/${name}`, related: `${self}/${name}` } }),
        },
      ];
    }),
  );
}

/** The resource that a relationship names: one of the account's own. */
function identified(item: unknown, seed: number, owner: string): unknown {
  if (!isObject(item)) return item;
  const type = String(item['type']);
  return { ...item, id: exampleId(type, seed, 'of', owner) };
}

function includedIn(shape: string, resources: readonly JsonObject[], context: DocumentContext): JsonObject[] {
  const shapes =
    fieldsOf(shape)
      .find(({ name }) => name === 'included')
      ?.types.filter(({ kind }) => kind === 'shape') ?? [];
  const named = resources.flatMap(({ relationships }) =>
    isObject(relationships) ? context.include.map(name => relationships[name]) : [],
  );
  const identifiers = named
    .filter(isObject)
    .flatMap(({ data }) => [data].flat())
    .filter(isObject);
  const included = new Map(
    identifiers.map(({ type, id }) => {
      const found = shapes.find(({ name }) => typeOfShape(name!) === type);
      return [
        `${String(type)}/${String(id)}`,
        found && exampleResource(found.name!, String(id), { ...context, include: [] }),
      ] as const;
    }),
  );
  return [...included.values()].filter(resource => resource !== undefined);
}
