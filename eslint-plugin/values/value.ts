import type { TSESTree } from '@typescript-eslint/utils';
import type { Frame } from './frame.ts';
import { keysOf, writtenAs } from './key-origins.ts';
import { once } from './memo.ts';
import { idOf } from './value-id.ts';

/** What an expression can be, as far as the source shows. Unknown stays unknown. */
export type Value =
  | Unknown
  | Nullish
  | Text
  | ObjectValue
  | ArrayValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | TypeValue
  | ExternalValue
  | ExternalMemberValue
  | ExternalCallValue
  | Union;

/** Nothing is known but, at most, how the source names it (`env:KLAVIYO_URL`, `path`). */
export interface Unknown {
  kind: 'unknown';
  hint: string;
  /** Where it is read that has the name of a constant, such as a variable of the environment, from the first place to the last. */
  reads?: readonly TSESTree.Node[];
}

export interface Nullish {
  kind: 'nullish';
}

/** A text with holes for what is unknown; each known part remembers the node that wrote it, and each hole what it stands for. */
export interface Text {
  kind: 'text';
  parts: TextPart[];
}

export type TextPart = { text: string; node: TSESTree.Node } | { hole: string; of?: Alternative };

/** A value that is evaluated when somebody asks, once. */
export interface Lazy {
  (): Value;
  /** Where the name of the property is written that it is the value of. */
  keys?: readonly TSESTree.Node[];
}

export interface ObjectValue {
  kind: 'object';
  properties: Map<string, Lazy>;
  /** More properties than these may be there: an unknown spread, a computed key, an unresolved type. */
  open: boolean;
  node: TSESTree.Node | undefined;
  /** Packages whose exports are among the properties: `export * from 'package'`. */
  packages?: readonly ExternalValue[];
}

export interface ArrayValue {
  kind: 'array';
  elements: Lazy[];
  open: boolean;
}

export interface FunctionValue {
  kind: 'function';
  node: FunctionNode;
  frame: Frame;
  /** What `this` is inside, when the function was read off an object. */
  thisValue: Value | undefined;
  /** The first arguments, where `bind` gave them. */
  bound?: readonly Value[];
}

export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression | FunctionNode;

export interface ClassValue {
  kind: 'class';
  node: ClassNode;
  frame: Frame;
}

/** An object of a class in the checked code. */
export interface InstanceValue {
  kind: 'instance';
  of: ClassValue;
  /** The constructor's arguments, where one construction is meant; otherwise any. */
  args: Value[] | undefined;
  /** The object of a derived class that this is the inherited part of. */
  whole?: InstanceValue;
  /** What stands for the parameters of a generic class. */
  types?: readonly Value[];
  /** What is called on the variable or field that holds it, where its class extends one from outside. */
  mutations?: readonly Mutation[];
}

/** An interface or the alias of a type, by itself; what an object of it is depends on its parameters. */
export interface TypeValue {
  kind: 'type';
  node: TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration;
  frame: Frame;
}

/** Something from outside: a package's export, or a global. `default` is left out of the path. */
export interface ExternalValue {
  kind: 'external';
  /** The package, or undefined for a global. */
  module: string | undefined;
  path: readonly string[];
  mutations?: readonly Mutation[];
  /** The first arguments, where `bind` gave them. */
  bound?: readonly Value[];
  /** Where it is read, if it has the name of a constant, such as a variable of `$env/static/private`. */
  reads?: readonly TSESTree.Node[];
}

/** A member of what an outside function returned. */
export interface ExternalMemberValue {
  kind: 'externalMember';
  object: ExternalCallValue | ExternalMemberValue;
  name: string;
  /** The first arguments, where `bind` gave them. */
  bound?: readonly Value[];
}

/** Names a member that is read by a key that is not known: `axios[method]`. */
export const ANY_MEMBER = '*';

/** What an outside function or constructor returned. */
export interface ExternalCallValue {
  kind: 'externalCall';
  callee: ExternalValue | ExternalMemberValue;
  args: Value[];
  node: TSESTree.Node;
  constructed: boolean;
  /** Assignments and calls on the variable or field that holds it. */
  mutations?: readonly Mutation[];
}

/** `holder.path = value`, or `holder.path.method(...args)`. */
export interface Mutation {
  path: readonly (string | undefined)[];
  method: string | undefined;
  args: Lazy[];
  node: TSESTree.Node;
}

export interface Union {
  kind: 'union';
  alternatives: Exclude<Value, Union>[];
}

export type Alternative = Exclude<Value, Union>;

export const UNKNOWN: Unknown = { kind: 'unknown', hint: '' };
/** Stands for alternatives that are not followed, because there are too many. What is made of it is the same. */
export const CUT: Unknown = { kind: 'unknown', hint: 'too many alternatives' };
export const NULLISH: Nullish = { kind: 'nullish' };

export function unknown(hint: string): Unknown {
  return hint === '' ? UNKNOWN : { kind: 'unknown', hint };
}

/** The specifier of the module outside of the checked code whose export a value is, or was made or returned by. */
export function packageOf(value: Value): string | undefined {
  if (value.kind === 'externalMember') return packageOf(value.object);
  if (value.kind === 'externalCall') return packageOf(value.callee);
  return value.kind === 'external' ? value.module : undefined;
}

/** The alternatives of a value; one that is no union is its own only alternative. */
export function alternativesOf(value: Value): Exclude<Value, Union>[] {
  return value.kind === 'union' ? value.alternatives : [value];
}

/** One value for several alternatives. Nothing (null, undefined) does not count beside something. */
export function join(values: readonly Value[]): Value {
  if (values.length === 1 && values[0]) return values[0];
  const options = distinct(values.flatMap(alternativesOf));
  const something = options.filter(option => option.kind !== 'nullish');
  const [first, ...rest] = something.length > 0 ? something : options;
  if (first === undefined) return UNKNOWN;
  if (rest.length === 0) return first;
  return { kind: 'union', alternatives: cutOff(withoutManyTexts([first, ...rest])) };
}

/** From a number on, alternatives are compared by what they are: a table has many, and a product of tables many more. */
const FEW = 16;
/** How many alternatives are followed; `CUT` stands for all others. */
export const MOST_ALTERNATIVES = 128;

function distinct(options: Alternative[]): Alternative[] {
  const different = new Set(options);
  if (different.size <= FEW) return [...different];
  return [...new Map([...different].map(option => [idOf(option), option])).values()];
}

function cutOff(options: Alternative[]): Alternative[] {
  if (options.length <= MOST_ALTERNATIVES) return options;
  return [...options.filter(option => option !== CUT).slice(0, MOST_ALTERNATIVES - 1), CUT];
}

/** Applies a question to each alternative. */
export function mapAlternatives(value: Value, map: (option: Exclude<Value, Union>) => Value): Value {
  if (value.kind !== 'union') return value === CUT ? CUT : map(value);
  return join(value.alternatives.map(option => (option === CUT ? CUT : map(option))));
}

export function lazy(compute: () => Value): Lazy {
  return once(compute, UNKNOWN);
}

const opened = new WeakMap<Value, ArrayValue | ObjectValue>();

/** The same value, but anything more may be in it, at any depth. */
export function withUnknownProperties(value: Value): Value {
  return mapAlternatives(value, option => {
    if (option.kind !== 'array' && option.kind !== 'object') return option;
    const known = opened.get(option) ?? openCopyOf(option);
    opened.set(option, known);
    opened.set(known, known);
    return known;
  });
}

function openCopyOf(option: ArrayValue | ObjectValue): ArrayValue | ObjectValue {
  if (option.kind === 'array') return { ...option, open: true };
  const properties = new Map(
    [...option.properties].map(([name, read]) => [
      name,
      writtenAs(
        lazy(() => withUnknownProperties(read())),
        ...keysOf(read),
      ),
    ]),
  );
  return { ...option, properties, open: true };
}

export function textFrom(text: string, node: TSESTree.Node): Text {
  return { kind: 'text', parts: text === '' ? [] : [{ text, node }] };
}

/** The first of many values, so that no more are computed than are followed. */
export function followed<Item>(items: readonly Item[], read: (item: Item) => Value, most = MOST_ALTERNATIVES): Value {
  const values = items.slice(0, most).map(read);
  return join(items.length > most ? [...values, CUT] : values);
}

/** The texts that a value can be; what is no text is one hole. */
export function textsOf(value: Value): Text[] {
  return alternativesOf(value).flatMap((option): Text[] => {
    if (option.kind === 'text') return [option];
    if (option.kind === 'externalCall' && isUrl(option) && option.args[0]) return textsOf(option.args[0]);
    return [{ kind: 'text', parts: [{ hole: nameOf(option), of: option }] }];
  });
}

/** How the source names what is not known. */
function nameOf(value: Alternative): string {
  switch (value.kind) {
    case 'unknown':
      return value.hint;
    case 'external':
      return (value.module !== undefined && value.path.at(-1)) || '';
    case 'externalMember':
      return value.name;
    default:
      return '';
  }
}

/** A URL object; once it was evaluated, its text is its first argument. */
export function isUrl({ constructed, callee }: ExternalCallValue): boolean {
  return constructed && callee.kind === 'external' && callee.path.at(-1) === 'URL';
}

/** How many texts the combinations of alternatives make; more of them are one text with a hole where they differ. */
const MOST_COMBINATIONS = 64;
/** A longer text, such as a query that is put together, is no address: few alternatives of it do. */
const LONG = 20;
const MOST_COMBINATIONS_OF_LONG = 2;
const MOST_PARTS = 100;

/** All combinations of the parts, as texts with their alternatives. */
export function concatenate(pieces: readonly Value[]): Value {
  let texts: Text[] = [{ kind: 'text', parts: [] }];
  for (const piece of pieces) {
    const alternatives = textsOf(piece);
    if (alternatives.length === 1 && alternatives[0]?.parts.length === 0) continue;
    texts = combine(texts, alternatives);
  }
  return join(texts);
}

function combine(texts: readonly Text[], alternatives: readonly Text[]): Text[] {
  const most = (texts[0]?.parts.length ?? 0) > LONG ? MOST_COMBINATIONS_OF_LONG : MOST_COMBINATIONS;
  const isTooMany = texts.length > 1 && alternatives.length > 1 && texts.length * alternatives.length > most;
  const following = isTooMany ? [inCommon(alternatives)] : alternatives;
  return texts.flatMap(text => following.map(({ parts }): Text => shortened(text.parts.concat(parts))));
}

function shortened(parts: TextPart[]): Text {
  return {
    kind: 'text',
    parts: parts.length > MOST_PARTS ? [...parts.slice(0, MOST_PARTS - 1), { hole: CUT.hint }] : parts,
  };
}

/** The beginning that texts have in common, and a hole for what is not followed. */
function inCommon(texts: readonly Text[]): Text {
  const [first, ...others] = texts;
  const parts = first?.parts ?? [];
  const end = parts.findIndex((part, index) => others.some(other => !isSamePart(part, other.parts[index])));
  return { kind: 'text', parts: [...(end < 0 ? parts : parts.slice(0, end)), { hole: CUT.hint }] };
}

function isSamePart(one: TextPart, other: TextPart | undefined): boolean {
  if (!other) return false;
  return 'text' in one ? 'text' in other && one.text === other.text : 'hole' in other && one.hole === other.hole;
}

const MOST_TEXTS = 64;
const MOST_LONG_TEXTS = 8;

/** From a number on that only combinations reach, texts that have a beginning in common are one text with a hole. */
function withoutManyTexts(options: Exclude<Value, Union>[]): Exclude<Value, Union>[] {
  if (options.length <= MOST_LONG_TEXTS) return options;
  const combined = options.filter((option): option is Text => option.kind === 'text' && option.parts.length > 1);
  const long = combined.filter(({ parts }) => parts.length > LONG).slice(MOST_LONG_TEXTS);
  const more = [...new Set([...combined.slice(MOST_TEXTS), ...long])];
  const common = inCommon(more);
  if (more.length < 2 || common.parts.length === 1) return options;
  const left = new Set<Value>(more);
  return [...options.filter(option => !left.has(option)), common];
}

/** Stands for a hole in a flattened text; it occurs in no source. */
export const HOLE = '\0';

/** The text as one string with `HOLE` for each unknown part. */
export function flatten(text: Text): string {
  return text.parts.map(part => ('text' in part ? part.text : HOLE)).join('');
}

/** The text, if it has no hole. */
export function knownText(text: Text): string | undefined {
  const flat = flatten(text);
  return flat.includes(HOLE) ? undefined : flat;
}

/** The one text without holes that a value is, if it is just that. */
export function constantString(value: Value): string | undefined {
  const texts = textsOf(value);
  return texts.length === 1 && texts[0] ? knownText(texts[0]) : undefined;
}
