import { METHOD_PAYLOADS, PAYLOAD_TYPES } from './generated/payloads.ts';
import { findMethod } from './operations.ts';

/** The payload that a method of the SDK serialises. */
export interface MethodPayload {
  /** The name of its type, for {@link payloadType}. */
  type: string;
  /** Its place among the arguments. */
  argument: number;
}

/** What the serialiser takes of an object; everything else in it is dropped. */
export interface PayloadType {
  /** By name: the type of what is in it, or undefined where that is sent as it is. */
  attributes: ReadonlyMap<string, { type: string; isList: boolean } | undefined>;
  /** By name without anything but letters and digits, in lower case. */
  byLetters: ReadonlyMap<string, string>;
  /** The names without which the SDK's class does not compile. */
  required: ReadonlySet<string>;
  /** The names of which the SDK's class takes a `Date`. */
  dates: ReadonlySet<string>;
}

/**
 * The payload of a method, if a name in it can be lost.
 *
 * @param method may be a deprecated alias
 */
export function payloadOf(apiClass: string, method: string): MethodPayload | undefined {
  const name = findMethod(apiClass, method)?.sdk.method ?? '';
  const methods = METHOD_PAYLOADS[apiClass];
  const [type, argument] = (methods && Object.hasOwn(methods, name) && methods[name]) || [];
  return type === undefined || argument === undefined ? undefined : { type, argument };
}

const types = new Map<string, PayloadType>();

/** The attributes of a type, which {@link payloadOf} or another type names. */
export function payloadType(name: string): PayloadType {
  const known = types.get(name) ?? readType(PAYLOAD_TYPES[name] ?? '');
  types.set(name, known);
  return known;
}

/**
 * The attribute that a key in another case means: `firstName` for `first_name`, `$first_name` and `first-name`.
 *
 * @returns undefined for a key without a sign between its words, and for one that means none
 */
export function attributeMeantBy(key: string, { byLetters }: PayloadType): string | undefined {
  return isInAnotherCase(key) ? byLetters.get(letters(key)) : undefined;
}

/** Whether words are separated by a sign, as in `first_name` or `campaign-messages`. */
export function isInAnotherCase(key: string): boolean {
  return /[_-]/.test(key);
}

let inSnakeCase: RegExp | undefined;

/** Whether a text writes an attribute of the SDK in snake_case, as a key or as a member that is assigned. */
export function writesSnakeCaseAttribute(text: string): boolean {
  if (!inSnakeCase) {
    const names = new Set(
      Object.values(PAYLOAD_TYPES).flatMap(type => type.split(' ').map(attribute => /^\w+/.exec(attribute)?.[0] ?? '')),
    );
    const words = [...names]
      .filter(name => /[A-Z\d]/.test(name))
      .map(name => name.replaceAll(/[A-Z]|\d+/g, word => `[_-]${word.toLowerCase()}`));
    inSnakeCase = new RegExp(`\\b(?:${words.join('|')})['"\`]?\\]?\\s*[:=,}]`);
  }
  return inSnakeCase.test(text);
}

/** `name`, `name!` where it is required, `name@` for a date, `name:Type`, `name:Type[]`. */
function readType(text: string): PayloadType {
  const entries = [...text.matchAll(/(\w+)(!?)(@?)(?::(\w+)(\[\])?)?/g)].map(
    ([, name = '', need, date, type, list]) => ({
      name,
      isRequired: need !== '',
      isDate: date !== '',
      inner: type === undefined ? undefined : { type, isList: list !== undefined },
    }),
  );
  return {
    attributes: new Map(entries.map(({ name, inner }) => [name, inner])),
    byLetters: new Map(entries.map(({ name }) => [letters(name), name])),
    required: new Set(entries.flatMap(({ name, isRequired }) => (isRequired ? [name] : []))),
    dates: new Set(entries.flatMap(({ name, isDate }) => (isDate ? [name] : []))),
  };
}

function letters(name: string): string {
  return name.replaceAll(/[^A-Za-z\d]/g, '').toLowerCase();
}
