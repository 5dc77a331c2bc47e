import { fieldsOf } from '../../vendors/klaviyo/shapes.ts';
import { bareObject, exampleObject } from './example-body.ts';
import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { Reference } from './links.ts';
import { dataOfShape, findResourceType, typeOfShape } from './resource-types.ts';
import { longId, shortId, uuid } from '../seeded.ts';

/** What a document is made for. */
export interface DocumentContext {
  seed: number;
  apiUrl: string;
  /** Relationships whose resources are to be included. */
  include: readonly string[];
  /** Names of additional fields that were asked for, by type; undefined for all of them. */
  additional: ReadonlyMap<string, readonly string[]> | undefined;
  /** Attributes that are known of a resource, which win over made-up ones. */
  known(type: string, id: string): JsonObject;
  /** Whether a request made a resource, so that what it did not give is nothing. */
  isCreated(type: string, id: string): boolean;
  /** Ids of the resources of a type that belong to one. */
  linked(owner: Reference, type: string): readonly string[];
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
  const isAsked = (name: string): boolean =>
    context.additional === undefined || context.additional.get(type)?.includes(name) === true;
  const place = { seed: context.seed, type, id, path: '' };
  const made = exampleObject(shape, place, isAsked);
  const self = `${context.apiUrl}${findResourceType(type)?.path ?? `/api/${type}s`}/${encodeURIComponent(id)}`;
  const attributes = shapeIn(shape, 'attributes');
  return {
    ...made,
    type,
    ...('id' in made && { id }),
    ...(attributes !== undefined && { attributes: attributesIn(attributes, { type, id }, context, isAsked) }),
    ...(isObject(made['relationships']) && {
      relationships: relationshipsOf(made['relationships'], self, { type, id }, context),
    }),
    ...('links' in made && { links: { self } }),
  };
}

function shapeIn(shape: string, name: string): string | undefined {
  return fieldsOf(shape)
    .find(field => field.name === name)
    ?.types.find(({ kind }) => kind === 'shape')?.name;
}

/** What is known of a resource, beside its example, or beside nothing where a request made it. */
function attributesIn(
  shape: string,
  { type, id }: Reference,
  { seed, known, isCreated }: DocumentContext,
  isAsked: (name: string) => boolean,
): JsonObject {
  const make = isCreated(type, id) ? bareObject : exampleObject;
  return withKnown(make(shape, { seed, type, id, path: 'attributes' }, isAsked), known(type, id), shape);
}

/** What is known but is no attribute of an answer stays out of it. */
function withKnown(made: JsonObject, known: JsonObject, shape: string): JsonObject {
  const names = fieldsOf(shape).filter(
    ({ name, isAdditional }) => name in made || (!isAdditional && known[name] !== undefined),
  );
  return Object.fromEntries(
    names.map(({ name, types }) => {
      const value = Object.hasOwn(known, name) ? known[name] : made[name];
      const inner = types.find(({ kind, isArray }) => kind === 'shape' && !isArray)?.name;
      const example = made[name];
      const isUnion = types.some(({ kind }) => kind === 'object');
      const isPart = inner !== undefined && !isUnion && isObject(value) && isObject(example);
      return [name, isPart ? { ...example, ...value } : value];
    }),
  );
}

/** Links, and which resources are meant only where those are included. */
function relationshipsOf(
  made: JsonObject,
  self: string,
  owner: Reference,
  { include, linked }: DocumentContext,
): JsonObject {
  return Object.fromEntries(
    Object.entries(made).map(([name, relationship]) => {
      if (!isObject(relationship)) return [name, relationship];
      const { data, links } = relationship;
      const isShown = 'data' in relationship && (include.includes(name) || links === undefined);
      return [
        name,
        {
          ...(isShown && { data: identified(data, owner, linked) }),
          ...(isObject(links) && {
            links: {
              ...('self' in links && { self: `${self}/relationships/${name}` }),
              ...('related' in links && { related: `${self}/${name}` }),
            },
          }),
        },
      ];
    }),
  );
}

/** The resources that a relationship names. @param data an example of it */
function identified(data: unknown, owner: Reference, linked: DocumentContext['linked']): unknown {
  const [example] = [data].flat();
  if (!isObject(example)) return data;
  const named = linked(owner, String(example['type'])).map(id => ({ ...example, id }));
  return Array.isArray(data) ? named : (named[0] ?? null);
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
