import { fieldsOf } from '../../vendors/klaviyo/shapes.ts';
import type { Field, FieldType } from '../../vendors/klaviyo/shapes.ts';
import { exampleBoolean, exampleDate, exampleLiteral, exampleNumber, exampleText } from './example-value.ts';
import type { Place } from './example-value.ts';
import type { JsonObject } from '../json.ts';

/** Shapes that hold themselves end here. */
const MAX_DEPTH = 12;

/** What a value is made for. */
interface Making {
  place: Place;
  /** Whether an additional field was asked for. */
  isAsked: (name: string) => boolean;
  /** Whether nothing is said that is not known: of a resource that a request made. */
  isBare: boolean;
  depth: number;
}

/** An object of a shape, always the same for the same place. @param isAsked whether an additional field was asked for */
export function exampleObject(shape: string, place: Place, isAsked: (name: string) => boolean): JsonObject {
  return objectOf(shape, { place, isAsked, isBare: false, depth: 0 });
}

/** The same with nothing in it but what has to be: null where that is allowed, and no optional value. */
export function bareObject(shape: string, place: Place, isAsked: (name: string) => boolean): JsonObject {
  return objectOf(shape, { place, isAsked, isBare: true, depth: 0 });
}

function objectOf(shape: string, making: Making): JsonObject {
  const fields = fieldsOf(shape).filter(field => isThere(field, making));
  return Object.fromEntries(
    fields.map(field => [field.name, valueOf(field, { ...making, place: within(making.place, field.name) })]),
  );
}

function isThere({ name, isOptional, isAdditional, types }: Field, { isAsked, isBare, depth }: Making): boolean {
  if (isAdditional) return isAsked(name);
  if (isBare && isOptional) return types.some(({ kind }) => kind === 'null' || kind === 'shape');
  return !isOptional || depth < MAX_DEPTH / 2;
}

function within(place: Place, name: string): Place {
  return { ...place, path: place.path === '' ? name : `${place.path}.${name}` };
}

function valueOf({ types }: Field, making: Making): unknown {
  const type = types.find(({ kind }) => kind !== 'null');
  if (type === undefined || (making.isBare && types.some(({ kind }) => kind === 'null'))) return null;
  if (making.isBare && type.isArray) return [];
  const values = types.filter(({ kind }) => kind === 'literal').map(({ name }) => name!);
  if (!type.isArray) return itemOf(type, values, making);
  return making.depth < MAX_DEPTH ? [itemOf(type, values, making)] : [];
}

function itemOf({ kind, name }: FieldType, values: readonly string[], { depth, ...making }: Making): unknown {
  const { place } = making;
  switch (kind) {
    case 'shape':
      return objectOf(name!, { ...making, depth: depth + 1 });
    case 'literal':
      return exampleLiteral(values, place);
    case 'date':
      return exampleDate(place);
    case 'number':
      return name === undefined ? exampleNumber(place) : Number(name);
    case 'boolean':
      return exampleBoolean(place);
    case 'object':
      return {};
    case 'null':
      return null;
    case 'any':
    case 'string':
      return exampleText(place);
  }
}
