import type { FieldType } from '../../vendors/klaviyo/shapes.ts';
import { momentOf } from '../moment.ts';
import { comparisonsIn, isMoment, readFilter } from './filter.ts';
import type { Comparison, Literal } from './filter.ts';
import { quotable } from './refusal.ts';

/** What the values of a field are, as the shape of the answer says; undefined where it does not. */
export type KindOf = (field: string) => readonly FieldType[] | undefined;

/**
 * What is wrong with a filter; undefined for nothing.
 *
 * @param allowed the operators of each field that the operation filters by; undefined where the SDK does not tell them
 */
export function problemOfFilter(
  text: string,
  allowed: ReadonlyMap<string, readonly string[]> | undefined,
  kindOf: KindOf,
): string | undefined {
  const filter = readFilter(text);
  if (filter === undefined)
    return 'Invalid filter provided. A filter has the form operator(field,value), and texts stand in quotes.';
  return comparisonsIn(filter)
    .map(comparison => problemOf(comparison, allowed, kindOf))
    .find(problem => problem !== undefined);
}

function problemOf(
  { operator, field, value }: Comparison,
  allowed: ReadonlyMap<string, readonly string[]> | undefined,
  kindOf: KindOf,
): string | undefined {
  const operators = allowed?.get(field);
  if (operators === undefined && allowed !== undefined)
    return `Invalid filter provided. '${quotable(field)}' is not a field to filter by. Valid are: ${[...allowed.keys()].join(', ')}.`;
  if (operators !== undefined && !operators.includes(operator))
    return `Invalid filter provided. '${quotable(operator)}' is not an operator of '${quotable(field)}'. Valid are: ${operators.join(', ')}.`;
  if (operator === 'has') return value === undefined ? undefined : `Invalid filter provided. 'has' takes no value.`;
  if (value === undefined) return `Invalid filter provided. '${quotable(operator)}' needs a value.`;
  if (Array.isArray(value) !== isListWanted(operator, value))
    return `Invalid filter provided. '${quotable(operator)}' takes ${operator === 'any' ? 'a list of values' : 'one value'}.`;
  const kinds = kindOf(field);
  const isRight = [value].flat().every(item => kinds === undefined || isOfKind(item, kinds, field.includes('.')));
  return isRight ? undefined : `Invalid filter provided. The value is none of '${quotable(field)}'.`;
}

/** `equals` and the `contains` of lists take both. */
function isListWanted(operator: string, value: Literal): boolean {
  if (operator === 'any') return true;
  return ['equals', 'contains', 'contains-any', 'contains-all'].includes(operator) && Array.isArray(value);
}

/** @param isNested whether the field is a part of another one, of which filters take any text */
function isOfKind(value: Literal, types: readonly FieldType[], isNested: boolean): boolean {
  if (value === null) return true;
  const literals = types.filter(({ kind }) => kind === 'literal').map(({ name }) => name);
  if (literals.length > 0) return typeof value === 'string' && (isNested || literals.includes(value));
  return types.some(({ kind }) => {
    switch (kind) {
      case 'date':
        return isMoment(value) || (typeof value === 'string' && momentOf(value) !== undefined);
      case 'boolean':
      case 'number':
        return typeof value === kind;
      case 'string':
        return typeof value === 'string';
      case 'any':
      case 'object':
      case 'shape':
        return true;
      case 'literal':
      case 'null':
        return false;
    }
  });
}
