import { momentOf } from '../../moment.ts';
import { at, isObject, textAt, textOf } from '../../json.ts';
import type { JsonObject } from '../../json.ts';

const UNITS_MS: Readonly<Record<string, number>> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/**
 * Whether a value is what a filter of a segment's definition asks for.
 *
 * Source: the filters of `ProfilePropertyCondition` in klaviyo/openapi, revision 2026-07-15; read 2026-11-21. Regular expressions are not
 * evaluated, because they are those of another engine.
 *
 * @param now in milliseconds, for dates that count from it
 */
export function isValueTrue(filter: unknown, value: unknown, now: number): boolean {
  if (!isObject(filter)) return value !== undefined && value !== null;
  const isSet = value !== undefined && value !== null && value !== '';
  const { operator, value: wanted } = filter;
  switch (filter['type']) {
    case 'existence':
      return isSet === (operator === 'is-set');
    case 'boolean':
      return value === wanted;
    case 'numeric':
      return isSet && isCompared(operator, Number(value), wanted);
    case 'string':
      return isTextTrue(String(operator), isSet ? textOf(value) : undefined, wanted);
    case 'list':
      return isListTrue(String(operator), Array.isArray(value) ? value : [], wanted);
    case 'date': {
      const moment = typeof value === 'string' ? momentOf(value) : undefined;
      return moment !== undefined && isDateTrue(filter, moment, now);
    }
    default:
      return false;
  }
}

/** `equals`, `greater-than-or-equal` and the others of numbers. */
export function isCompared(operator: unknown, actual: number, wanted: unknown): boolean {
  if (typeof wanted !== 'number' || Number.isNaN(actual)) return false;
  switch (operator) {
    case 'equals':
      return actual === wanted;
    case 'not-equals':
      return actual !== wanted;
    case 'greater-than':
      return actual > wanted;
    case 'greater-than-or-equal':
      return actual >= wanted;
    case 'less-than':
      return actual < wanted;
    case 'less-than-or-equal':
      return actual <= wanted;
    default:
      return false;
  }
}

/** Upper and lower case make no other text, and what is not set is not equal to anything. */
function isTextTrue(operator: string, value: string | undefined, wanted: unknown): boolean {
  const [isNegated, positive] = negation(operator);
  const text = value?.toLowerCase();
  const parts = [wanted].flat().map(part => String(part).toLowerCase());
  const tests: Readonly<Record<string, (part: string) => boolean>> = {
    equals: part => text === part,
    in: part => text === part,
    contains: part => text?.includes(part) === true,
    'starts-with': part => text?.startsWith(part) === true,
    'ends-with': part => text?.endsWith(part) === true,
  };
  const test = Object.hasOwn(tests, positive) ? tests[positive] : undefined;
  return test !== undefined && parts.some(test) !== isNegated;
}

function isListTrue(operator: string, items: readonly unknown[], wanted: unknown): boolean {
  const length = /^length-(.+)$/.exec(operator)?.[1];
  if (length !== undefined) return isCompared(length, items.length, wanted);
  const [isNegated, positive] = negation(operator);
  const parts: unknown[] = [wanted].flat();
  switch (positive) {
    case 'contains':
    case 'contains-any':
      return parts.some(part => items.includes(part)) !== isNegated;
    case 'contains-all':
      return parts.every(part => items.includes(part)) !== isNegated;
    case 'contains-substring':
      return items.some(item => String(item).includes(String(wanted))) !== isNegated;
    default:
      return false;
  }
}

function negation(operator: string): [isNegated: boolean, positive: string] {
  return operator.startsWith('not-') ? [true, operator.slice('not-'.length)] : [false, operator];
}

/** Whether a moment is in a time frame. Anniversaries and calendar months are not evaluated. @param now in milliseconds, as is the moment */
export function isDateTrue(filter: unknown, moment: number, now: number): boolean {
  if (!isObject(filter)) return true;
  const unit = UNITS_MS[textAt(filter, 'unit') ?? ''] ?? 0;
  const span = Number(at(filter, 'quantity') ?? 0) * unit;
  switch (filter['operator']) {
    case 'alltime':
      return true;
    case 'after':
      return moment > readMoment(filter, 'date');
    case 'before':
      return moment < readMoment(filter, 'date');
    case 'between-static':
      return moment >= readMoment(filter, 'start') && moment <= readMoment(filter, 'end');
    case 'in-the-last':
      return moment <= now && moment >= now - span;
    case 'in-the-next':
      return moment >= now && moment <= now + span;
    case 'at-least':
      return moment <= now - span;
    case 'between':
      return isBetween(moment, now - Number(filter['start']) * unit, now - Number(filter['end']) * unit);
    default:
      return false;
  }
}

/** Both ends are so many units ago, in either order. */
function isBetween(moment: number, one: number, other: number): boolean {
  return moment >= Math.min(one, other) && moment <= Math.max(one, other);
}

function readMoment(filter: JsonObject, name: string): number {
  return momentOf(textAt(filter, name) ?? '') ?? Number.NaN;
}
