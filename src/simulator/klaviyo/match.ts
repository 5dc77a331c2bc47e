import { momentOf } from '../moment.ts';
import { isMoment } from './filter.ts';
import type { Comparison, Condition, Literal } from './filter.ts';

/** Whether a resource is what a filter asks for. @param valuesOf what the resource has under the name of a field */
export function isMatch(condition: Condition, valuesOf: (field: string) => readonly unknown[]): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.conditions.every(inner => isMatch(inner, valuesOf));
    case 'or':
      return condition.conditions.some(inner => isMatch(inner, valuesOf));
    case 'not':
      return !condition.conditions.some(inner => isMatch(inner, valuesOf));
    case 'comparison':
      return isTrue(condition, valuesOf(condition.field));
  }
}

function isTrue({ operator, field, value = null }: Comparison, actual: readonly unknown[]): boolean {
  const wanted = Array.isArray(value) ? (value as readonly Literal[]) : [value];
  const isOne = (one: unknown): boolean => wanted.some(each => isEqual(field, one, each));
  switch (operator) {
    case 'has':
      return actual.length > 0;
    case 'equals':
    case 'any':
    case 'contains-any':
      return actual.some(isOne) || (actual.length === 0 && wanted.includes(null));
    case 'contains-all':
      return wanted.every(each => actual.some(one => isEqual(field, one, each)));
    case 'contains':
      return actual.some(one => isText(one, (text, part) => text.includes(part)) || (actual.length > 1 && isOne(one)));
    case 'starts-with':
      return actual.some(one => isText(one, (text, part) => text.startsWith(part)));
    case 'ends-with':
      return actual.some(one => isText(one, (text, part) => text.endsWith(part)));
    default:
      return actual.some(one => wanted.some(each => isInOrder(operator, one, each)));
  }

  function isText(one: unknown, test: (text: string, part: string) => boolean): boolean {
    return typeof one === 'string' && wanted.some(each => typeof each === 'string' && test(one, each));
  }
}

/** Upper and lower case make no other e-mail address. */
function isEqual(field: string, actual: unknown, wanted: Literal): boolean {
  if (field === 'email' && typeof actual === 'string' && typeof wanted === 'string')
    return actual.toLowerCase() === wanted.toLowerCase();
  return actual === wanted || compare(actual, wanted) === 0;
}

function isInOrder(operator: string, actual: unknown, wanted: Literal): boolean {
  const order = compare(actual, wanted);
  if (order === undefined) return false;
  switch (operator) {
    case 'greater-than':
      return order > 0;
    case 'greater-or-equal':
      return order >= 0;
    case 'less-than':
      return order < 0;
    case 'less-or-equal':
      return order <= 0;
    default:
      return false;
  }
}

/** Compares moments, also where one is written as a text, and numbers. */
function compare(actual: unknown, wanted: Literal): number | undefined {
  if (typeof actual === 'number' && typeof wanted === 'number') return actual - wanted;
  const [left, right] = [actual, isMoment(wanted) ? wanted.milliseconds : wanted].map(value =>
    typeof value === 'string' ? momentOf(value) : value,
  );
  return typeof left === 'number' && typeof right === 'number' ? left - right : undefined;
}

/** Puts values in an order: moments and numbers by their size, texts by their letters, nothing last. */
export function order(left: unknown, right: unknown): number {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [one, other] = [left, right].map(value => (typeof value === 'string' ? value : JSON.stringify(value))) as [
    string,
    string,
  ];
  const [first, second] = [momentOf(one), momentOf(other)];
  if (first !== undefined && second !== undefined) return first - second;
  return one < other ? -1 : one > other ? 1 : 0;
}
