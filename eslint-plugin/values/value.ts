import type { TSESTree } from '@typescript-eslint/utils';
import { HOLE } from '../../src/vendors/klaviyo/endpoints.ts';
import type { Frame } from './frame.ts';
import { keysOf, writtenAs } from './key-origins.ts';
import { once } from './remember.ts';

/** What an expression can be, as far as the source tells. Unknown stays unknown. */
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
  | SymbolValue
  | MemberValue
  | ResultValue
  | Union;

/** Nothing is known but, at most, how the source names it (`env:KLAVIYO_URL`, `path`). */
export interface Unknown {
  kind: 'unknown';
  hint: string;
}

export interface Nullish {
  kind: 'nullish';
}

/** A text with holes for what is unknown; each known part remembers the node that wrote it. */
export interface Text {
  kind: 'text';
  parts: TextPart[];
}

export type TextPart = { text: string; node: TSESTree.Node } | { hole: string };

/** A value that is evaluated when somebody asks, once. */
export type Lazy = () => Value;

export interface ObjectValue {
  kind: 'object';
  properties: Map<string, Lazy>;
  /** More properties than these may be there: an unknown spread, a computed key, an unresolved type. */
  open: boolean;
  node: TSESTree.Node | undefined;
  /** Packages whose exports are among the properties: `export * from 'package'`. */
  packages?: readonly SymbolValue[];
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
  self: Value | undefined;
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
  writes?: readonly Write[];
}

/** An interface or the alias of a type, by itself; what an object of it is depends on its parameters. */
export interface TypeValue {
  kind: 'type';
  node: TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration;
  frame: Frame;
}

/** Something from outside: a package's export, or a global. `default` is left out of the path. */
export interface SymbolValue {
  kind: 'symbol';
  /** The package, or undefined for a global. */
  module: string | undefined;
  path: readonly string[];
  writes?: readonly Write[];
  /** The first arguments, where `bind` gave them. */
  bound?: readonly Value[];
}

/** A member of what an outside function returned. */
export interface MemberValue {
  kind: 'member';
  object: ResultValue | MemberValue;
  name: string;
  /** The first arguments, where `bind` gave them. */
  bound?: readonly Value[];
}

/** Names a member that is read by a key that is not known: `axios[method]`. */
export const ANY_MEMBER = '*';

/** What an outside function or constructor returned. */
export interface ResultValue {
  kind: 'result';
  callee: SymbolValue | MemberValue;
  args: Value[];
  node: TSESTree.Node;
  constructed: boolean;
  /** Assignments and calls on the variable or field that holds it. */
  writes?: readonly Write[];
}

/** `holder.path = value`, or `holder.path.method(...args)`. */
export interface Write {
  path: readonly (string | undefined)[];
  method: string | undefined;
  args: Lazy[];
  node: TSESTree.Node;
}

export interface Union {
  kind: 'union';
  options: Exclude<Value, Union>[];
}

export const UNKNOWN: Unknown = { kind: 'unknown', hint: '' };
export const NULLISH: Nullish = { kind: 'nullish' };

const MOST_OPTIONS = 12;
const MOST_PARTS = 100;

export function unknown(hint: string): Unknown {
  return hint === '' ? UNKNOWN : { kind: 'unknown', hint };
}

/** The alternatives of a value; one that is no union is its own only alternative. */
export function optionsOf(value: Value): Exclude<Value, Union>[] {
  return value.kind === 'union' ? value.options : [value];
}

/** One value for several alternatives. Nothing (null, undefined) does not count beside something. */
export function unite(values: readonly Value[]): Value {
  if (values.length === 1 && values[0]) return values[0];
  const options = [...new Set(values.flatMap(optionsOf))];
  const something = options.filter(option => option.kind !== 'nullish');
  const [first, ...rest] = something.length > 0 ? something : options;
  if (first === undefined) return UNKNOWN;
  if (rest.length === 0) return first;
  return { kind: 'union', options: [first, ...rest].slice(0, MOST_OPTIONS) };
}

/** Applies a question to each alternative. */
export function mapOptions(value: Value, map: (option: Exclude<Value, Union>) => Value): Value {
  return value.kind === 'union' ? unite(value.options.map(map)) : map(value);
}

export function lazy(compute: () => Value): Lazy {
  return once(compute, UNKNOWN);
}

/** The same value, but anything more may be in it, at any depth. */
export function opened(value: Value): Value {
  return mapOptions(value, option => {
    if (option.kind === 'array') return { ...option, open: true };
    if (option.kind !== 'object') return option;
    const properties = new Map(
      [...option.properties].map(([name, read]) => [
        name,
        writtenAs(
          lazy(() => opened(read())),
          ...keysOf(read),
        ),
      ]),
    );
    return { ...option, properties, open: true };
  });
}

export function textFrom(text: string, node: TSESTree.Node): Text {
  return { kind: 'text', parts: text === '' ? [] : [{ text, node }] };
}

/** The texts that a value can be; what is no text is one hole. */
export function textsOf(value: Value): Text[] {
  return optionsOf(value).flatMap((option): Text[] => {
    if (option.kind === 'text') return [option];
    if (option.kind === 'result' && isUrl(option) && option.args[0]) return textsOf(option.args[0]);
    return [{ kind: 'text', parts: [{ hole: option.kind === 'unknown' ? option.hint : '' }] }];
  });
}

/** A URL object; once it was evaluated, its text is its first argument. */
export function isUrl({ constructed, callee }: ResultValue): boolean {
  return constructed && callee.kind === 'symbol' && callee.path.at(-1) === 'URL';
}

/** All combinations of the parts, as texts with their alternatives, bounded. */
export function concatenate(pieces: readonly Value[]): Value {
  let texts: Text[] = [{ kind: 'text', parts: [] }];
  for (const piece of pieces) {
    const alternatives = textsOf(piece);
    if (alternatives.length === 1 && alternatives[0]?.parts.length === 0) continue;
    texts = texts
      .flatMap(text => alternatives.map(({ parts }): Text => ({ kind: 'text', parts: [...text.parts, ...parts] })))
      .slice(0, mostTexts(texts));
    if (texts.some(({ parts }) => parts.length > MOST_PARTS)) return UNKNOWN;
  }
  return unite(texts);
}

/** A long text, such as a query that is put together, is no address: few alternatives of it do. */
function mostTexts([first]: readonly Text[]): number {
  return first && first.parts.length > 20 ? 2 : MOST_OPTIONS;
}

/** Stands for a hole in a flattened text. */
export { HOLE };

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
export function singleText(value: Value): string | undefined {
  const texts = textsOf(value);
  return texts.length === 1 && texts[0] ? knownText(texts[0]) : undefined;
}
