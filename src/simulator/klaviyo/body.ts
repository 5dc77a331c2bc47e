import { fieldsOf } from '../../vendors/klaviyo/shapes.ts';
import type { Field, FieldType } from '../../vendors/klaviyo/shapes.ts';
import { isObject, parse } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { invalid, quotable } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { typeOfShape } from './resource-types.ts';

/** E.164. Source: klaviyo/openapi, `phone_number`, revision 2026-07-15; read 2026-11-20. */
const PHONE_NUMBER = /^\+[1-9]\d{6,14}$/;
/** One `@`, no space, and a domain with a dot; what else makes an address is only known to its server. */
const EMAIL = /^(?!\.)(?!.*\.\.)[^\s@,;<>()"]{1,64}@(?!-)[^\s@,;<>()"_]{1,250}\.[\p{L}\d-]{2,}$/u;
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?$/;
const MAX_DEPTH = 30;

/** Reads a body as JSON of a shape. @returns why it is refused, or the body */
export function readBody(text: string, shape: string): { body: JsonObject } | { refusal: Refusal } {
  const body = parse(text);
  if (!isObject(body))
    return { refusal: invalid('The payload provided in the request is invalid.', { pointer: '/data' }) };
  const refusal = findProblem(body, shape, { pointer: '', resource: 'request', depth: 0 });
  return refusal === undefined ? { body } : { refusal };
}

interface Spot {
  /** Of JSON Pointer. */
  pointer: string;
  /** Type of the resource around it, for messages. */
  resource: string;
  depth: number;
}

/**
 * The first thing that is wrong.
 *
 * Source of the wording: error documents in public issues and code, revisions 2023-06-15 to 2026-07-15; read 2026-11-21.
 */
function findProblem(value: JsonObject, shape: string, spot: Spot): Refusal | undefined {
  if (spot.depth > MAX_DEPTH) return undefined;
  const fields = fieldsOf(shape);
  const inner = { ...spot, resource: typeOfShape(shape) ?? spot.resource };
  const unknown = Object.keys(value).find(name => !fields.some(field => field.name === name));
  if (unknown !== undefined) {
    return invalid(`'${quotable(unknown)}' is not a valid field for the resource '${inner.resource}'.`, {
      pointer: `${spot.pointer}/${quotable(unknown)}`,
    });
  }
  for (const field of fields) {
    const problem = problemOfField(value, field, {
      ...inner,
      pointer: `${spot.pointer}/${field.name}`,
      depth: spot.depth + 1,
    });
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemOfField(owner: JsonObject, field: Field, spot: Spot): Refusal | undefined {
  const { name, isOptional, types } = field;
  const value = owner[name];
  const isNullable = isOptional || types.some(({ kind }) => kind === 'null' || kind === 'any');
  if (value === undefined)
    return isOptional
      ? undefined
      : invalid(`'${name}' is a required field for the resource '${spot.resource}'.`, { pointer: spot.pointer });
  if (value === null) return isNullable ? undefined : wrongKind(name, spot);
  if (name === 'phone_number' && typeof value === 'string' && !PHONE_NUMBER.test(value)) {
    return invalid('Invalid phone number format (Example of a valid format: +12345678901).', { pointer: spot.pointer });
  }
  if (name === 'email' && typeof value === 'string' && !EMAIL.test(value))
    return invalid('Invalid email address.', { pointer: spot.pointer });
  return problemOfValue(value, field, spot);
}

function problemOfValue(value: unknown, { name, types }: Field, spot: Spot): Refusal | undefined {
  const isArray = Array.isArray(value);
  const candidates = types.filter(type => type.kind === 'any' || type.isArray === isArray);
  if (candidates.length === 0) return wrongKind(name, spot);
  if (!isArray) return problemOfItem(value, candidates, name, spot);
  for (const [index, item] of value.entries()) {
    const problem = problemOfItem(item, candidates, name, { ...spot, pointer: `${spot.pointer}/${index}` });
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemOfItem(item: unknown, types: readonly FieldType[], name: string, spot: Spot): Refusal | undefined {
  if (types.some(type => isOfKind(item, type))) return undefined;
  const shape = types.find(({ kind }) => kind === 'shape')?.name;
  return shape !== undefined && isObject(item) ? findProblem(item, shape, spot) : wrongKind(name, spot);
}

function isOfKind(item: unknown, { kind, name }: FieldType): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'date':
      return typeof item === 'string' && DATE.test(item);
    case 'literal':
      return item === name;
    case 'object':
      return typeof item === 'object';
    case 'null':
      return item === null;
    case 'shape':
      return false;
    case 'number':
      return typeof item === kind && (name === undefined || item === Number(name));
    case 'string':
    case 'boolean':
      return typeof item === kind;
  }
}

function wrongKind(name: string, spot: Spot): Refusal {
  return invalid(`Invalid input for '${name}' of the resource '${spot.resource}'.`, { pointer: spot.pointer });
}
