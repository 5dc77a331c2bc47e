import type { QueryParameter } from '../../vendors/klaviyo/shapes.ts';
import { problemOfFilter } from './filter-problems.ts';
import type { KindOf } from './filter-problems.ts';
import { readFilter } from './filter.ts';
import type { Condition } from './filter.ts';
import { invalid, quotable } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** What a query asks for. */
export interface Query {
  include: readonly string[];
  /** Attributes to send, by type; a type that is not there has all. */
  fields: ReadonlyMap<string, readonly string[]>;
  additional: ReadonlyMap<string, readonly string[]>;
  filter?: Condition;
  /** The field that the resources are in the order of. */
  sort?: { field: string; isDescending: boolean };
  /** How many resources are skipped. */
  offset: number;
  /** Absent where the operation has no pages. */
  pageSize?: number;
}

const USUAL_PAGE_SIZE = 20;

/** Reads a query. @param type of the resources, for messages @param kindOf what the values of a field are */
export function readQuery(
  search: URLSearchParams,
  parameters: readonly QueryParameter[],
  type: string,
  kindOf: KindOf,
): Query | Refusal {
  const refusal = findRefusal(search, parameters, type, kindOf);
  if (refusal !== undefined) return refusal;
  const size = parameters.find(({ name }) => name === 'page[size]')?.sizes;
  const isPaged = parameters.some(({ name }) => name === 'page[cursor]');
  return {
    include: listOf(search.get('include')),
    fields: byType(search, 'fields'),
    additional: byType(search, 'additional-fields'),
    ...filterOf(search.get('filter')),
    ...sortOf(search.get('sort')),
    offset: offsetOf(search.get('page[cursor]')) ?? 0,
    ...(isPaged && { pageSize: Number(search.get('page[size]') ?? size?.usual ?? USUAL_PAGE_SIZE) }),
  };
}

/** The cursor of a page, as opaque as the vendor's. */
export function cursorOf(offset: number): string {
  return Buffer.from(`next::offset::${offset}`).toString('base64url');
}

function findRefusal(
  search: URLSearchParams,
  parameters: readonly QueryParameter[],
  type: string,
  kindOf: KindOf,
): Refusal | undefined {
  for (const name of search.keys()) {
    if (!parameters.some(parameter => parameter.name === name)) return notValid(name, type);
  }
  for (const parameter of parameters) {
    const value = search.get(parameter.name);
    const problem = value === null ? missing(parameter) : problemOf(parameter, value, kindOf);
    if (problem !== undefined) return invalid(problem, { parameter: parameter.name });
  }
  return undefined;
}

/** The vendor names `page[size]` as `page_size`. Source: error documents in public code, revisions 2024-10-15 and 2026-07-15; read 2026-11-21. */
function notValid(name: string, type: string): Refusal {
  const field = name.replace(/\[([\w-]+)\]$/, '_$1').replaceAll('-', '_');
  return invalid(`'${quotable(field)}' is not a valid field for the resource '${type}'.`, {
    parameter: quotable(name),
  });
}

function missing({ name, isRequired }: QueryParameter): string | undefined {
  return isRequired ? `The parameter '${name}' is required.` : undefined;
}

function problemOf(
  { name, values, sizes, filters }: QueryParameter,
  value: string,
  kindOf: KindOf,
): string | undefined {
  if (values.length > 0) return unknownValue(name, listOf(value), values);
  if (sizes !== undefined)
    return isSize(value, sizes.most) ? undefined : `'${name}' is a whole number from 1 to ${sizes.most}.`;
  if (name === 'page[cursor]')
    return offsetOf(value) === undefined ? 'The cursor is not one that this API gave.' : undefined;
  return name === 'filter' ? problemOfFilter(value, filters, kindOf) : undefined;
}

function unknownValue(name: string, asked: readonly string[], values: readonly string[]): string | undefined {
  const unknown = asked.find(value => !values.includes(name === 'sort' ? value.replace(/^-/, '') : value));
  return unknown === undefined
    ? undefined
    : `'${quotable(unknown)}' is not a valid value of '${name}'. Valid are: ${values.join(', ')}.`;
}

function isSize(value: string, most: number): boolean {
  return /^[1-9]\d{0,4}$/.test(value) && Number(value) <= most;
}

/** Also reads the whole link of a page, which some clients pass on in place of its cursor. */
function offsetOf(cursor: string | null): number | undefined {
  if (cursor === null) return undefined;
  const own = URL.canParse(cursor) ? (new URL(cursor).searchParams.get('page[cursor]') ?? '') : cursor;
  const [, offset] = /^next::offset::(\d{1,6})$/.exec(Buffer.from(own, 'base64url').toString('latin1')) ?? [];
  return offset === undefined ? undefined : Number(offset);
}

function filterOf(text: string | null): Pick<Query, 'filter'> {
  const filter = text === null ? undefined : readFilter(text);
  return filter === undefined ? {} : { filter };
}

function sortOf(text: string | null): Pick<Query, 'sort'> {
  if (text === null || text === '') return {};
  return { sort: { field: text.replace(/^-/, ''), isDescending: text.startsWith('-') } };
}

function listOf(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map(value => value.trim())
    .filter(Boolean);
}

function byType(search: URLSearchParams, kind: string): ReadonlyMap<string, readonly string[]> {
  const entries = [...search].map(
    ([name, value]) => [new RegExp(`^${kind}\\[([\\w-]+)\\]$`).exec(name)?.[1], listOf(value)] as const,
  );
  return new Map(entries.filter((entry): entry is readonly [string, string[]] => entry[0] !== undefined));
}
