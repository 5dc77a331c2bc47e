import { SDK_CALLS } from './generated/calls.ts';
import { OLDER_CALLS } from './generated/older-calls.ts';
import { OLDER_SHAPES } from './generated/older-shapes.ts';
import { SHAPES } from './generated/shapes.ts';
import type { SdkOperation } from './operations.ts';

/** Names of the shapes that are sent and answered (empty for none), and the parameters of the query, separated by spaces. */
export type CallRow = readonly [takes: string, gives: string, query: string];

/** What an operation sends and answers, as the types of the newest SDK say. */
export interface CallTypes {
  /** The shape of the body, where it is JSON. */
  takes?: string;
  /** Absent where nothing is answered. */
  gives?: string;
  query: readonly QueryParameter[];
}

export interface QueryParameter {
  /** Such as `page[cursor]`. */
  name: string;
  isRequired: boolean;
  /** What `include` and `sort` may name; empty for others. */
  values: readonly string[];
  /** Of `filter`: the operators that each field allows. */
  filters?: ReadonlyMap<string, readonly string[]>;
  /** Of `page[size]`: what it is by default, and at most. */
  sizes?: { usual: number; most: number };
}

export interface Field {
  /** As it travels: `phone_number`. */
  name: string;
  isOptional: boolean;
  /** Only there when a request names it in `additional-fields`. */
  isAdditional: boolean;
  /** What it may be; the first is an example of its kind. */
  types: readonly FieldType[];
}

export interface FieldType {
  kind: 'string' | 'number' | 'boolean' | 'date' | 'object' | 'any' | 'null' | 'literal' | 'shape';
  /** The text of a literal, the number that it has to be, or the name of a shape. */
  name?: string;
  isArray: boolean;
}

/** @param method the current name, not an alias */
export function findCall(apiClass: string, method: string): CallTypes | undefined {
  const row = own(own(SDK_CALLS, apiClass) ?? {}, method);
  return row && callOf(row);
}

/** The revisions whose shapes are known, newest first; the newest of all is not among them. */
export const OLDER_REVISIONS: readonly string[] = Object.keys(OLDER_CALLS);

/**
 * What an operation sends and answers in a revision.
 *
 * @param revision that of the newest SDK for anything but one of {@link OLDER_REVISIONS}
 * @returns undefined where the revision lacks the operation
 */
export function findCallIn(revision: string, { verb, path, sdk }: SdkOperation): CallTypes | undefined {
  const row = own(own(SDK_CALLS, sdk.apiClass) ?? {}, sdk.method);
  if (row === undefined) return undefined;
  const depth = OLDER_REVISIONS.indexOf(revision) + 1;
  const changes = OLDER_REVISIONS.slice(0, depth).map(older => own(OLDER_CALLS[older]!, `${verb} ${path}`));
  if (changes.includes(null)) return undefined;
  return callOf(changes.filter(change => change != null).reduce(changed, row));
}

/** A part that is `=` stays as it is. */
function changed(row: CallRow, change: CallRow): CallRow {
  return row.map((part, index) => (change[index] === '=' ? part : change[index]!)) as unknown as CallRow;
}

function callOf([takes, gives, query]: CallRow): CallTypes {
  return {
    ...(takes && { takes }),
    ...(gives && { gives }),
    query: query.split(' ').filter(Boolean).map(readParameter),
  };
}

/** The fields of a shape. @throws for a name that no call and no other shape uses */
export function fieldsOf(shape: string): readonly Field[] {
  const known = READ.get(shape);
  if (known !== undefined) return known;
  const text = own(SHAPES, shape) ?? own(OLDER_SHAPES, shape);
  if (text === undefined) throw new Error(`There is no shape '${shape}'.`);
  const fields = text.split('; ').filter(Boolean).map(readField);
  READ.set(shape, fields);
  return fields;
}

const READ = new Map<string, readonly Field[]>();

/** `name`, `name!` where it is required, `name=one,other`, `page[size]=20..100`, `filter=id:any|equals,email:any`. */
function readParameter(text: string): QueryParameter {
  const [, name = '', mark, values = ''] = /^([^=!]+)(!?)(?:=(.*))?$/.exec(text) ?? [];
  const [, usual, most] = /^(\d+)\.\.(\d+)$/.exec(values) ?? [];
  const parameter = { name, isRequired: mark === '!' };
  if (usual !== undefined) return { ...parameter, values: [], sizes: { usual: Number(usual), most: Number(most) } };
  const listed = values.split(',').filter(Boolean);
  return name === 'filter'
    ? { ...parameter, values: [], filters: new Map(listed.map(readFilter)) }
    : { ...parameter, values: listed };
}

function readFilter(text: string): [field: string, operators: string[]] {
  const [field = '', operators = ''] = text.split(':');
  return [field, operators.split('|')];
}

/** `name: type | type`; `name?` is optional, `name+` is additional. */
function readField(text: string): Field {
  const [, name = '', mark, types = ''] = /^(.+?)([?+]?): (.*)$/.exec(text) ?? [];
  return { name, isOptional: mark !== '', isAdditional: mark === '+', types: types.split(' | ').map(readType) };
}

/** `string`, `date` and others, `=literal`, `#5`, `Shape`; `[]` behind it is an array. */
function readType(text: string): FieldType {
  const isArray = text.endsWith('[]');
  const item = isArray ? text.slice(0, -2) : text;
  if (item.startsWith('=')) return { kind: 'literal', name: item.slice(1), isArray };
  if (item.startsWith('#')) return { kind: 'number', name: item.slice(1), isArray };
  if (/^[A-Z]/.test(item)) return { kind: 'shape', name: item, isArray };
  return { kind: item as FieldType['kind'], isArray };
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
