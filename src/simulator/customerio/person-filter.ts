import { isObject, textOf } from '../json.ts';
import type { Person } from './people.ts';

/**
 * Whether a person is meant by a filter of `searchCustomers`: `and`, `or`, `not`, a segment, or an attribute that is there or has a value.
 * Whatever else there might be holds for nobody.
 *
 * Source: the type `Filter` of customerio-node 5.2.0; read 2026-11-22.
 */
export function isHit(person: Person, filter: unknown): boolean {
  if (!isObject(filter)) return false;
  const { and, or, not, segment, attribute } = filter;
  if (Array.isArray(and)) return (and as unknown[]).every(inner => isHit(person, inner));
  if (Array.isArray(or)) return (or as unknown[]).some(inner => isHit(person, inner));
  if (isObject(not)) return !isHit(person, not);
  if (isObject(segment)) return person.segments.has(textOf(segment['id']));
  if (!isObject(attribute)) return false;
  const value = valueOf(person, textOf(attribute['field']));
  if (attribute['operator'] === 'exists') return value !== undefined;
  return attribute['operator'] === 'eq' && value !== undefined && textOf(value) === textOf(attribute['value']);
}

function valueOf({ id, email, attributes }: Person, field: string): unknown {
  if (field === 'id') return id;
  if (field === 'email') return email;
  return Object.hasOwn(attributes, field) ? attributes[field] : undefined;
}
