import type { TSESTree } from '@typescript-eslint/utils';
import type { SdkOperation } from '../../../src/vendors/klaviyo/operations.ts';
import type { Module } from '../../program/module.ts';
import { staticName } from '../../program/node.ts';
import { isEvidentText, isGuarded } from './evident-types.ts';
import { constantOf, usesOf, writtenAt } from './names.ts';
import { refuse } from './refusal.ts';
import { objectAsText, type Piece, piecesAt } from './url-pieces.ts';

/** What the code around a translated call is like. */
export interface Surroundings {
  module: Module;
  source: string;
  isTypeScript: boolean;
  call: TSESTree.CallExpression;
}

/** The arguments of an SDK method that come from the address: those of the path, the filter where it is one by itself, the options. */
export interface AddressArguments {
  ids: string[];
  /** Behind the body. */
  options: string | undefined;
}

/** Methods whose filter is an argument of its own. Source: klaviyo-api 23.0.0; 2026-07-15. */
const WITH_FILTER = new Set(['getCampaigns', 'getCouponCodes']);
const HOLE = '\0';

/** Translates the address and the parameters beside it. @throws Refusal */
export function addressArguments(
  { url, query }: { url: TSESTree.Node; query: TSESTree.Node | undefined },
  { path, sdk }: SdkOperation,
  surroundings: Surroundings,
): AddressArguments {
  const { ids, parameters: written } = addressParts({ url, query }, path, surroundings);
  const hasFilter = WITH_FILTER.has(sdk.method);
  const filter = written.find(({ name }) => name === 'filter');
  if (hasFilter && !filter) refuse('the SDK wants a filter');
  const rest = written.filter(parameter => !hasFilter || parameter !== filter);
  const options = rest.map(parameter => `${optionNamed(parameter.name)}: ${optionValue(parameter, surroundings)}`);
  return {
    ids: [...ids, ...(hasFilter && filter ? [textArgument(filter.pieces, surroundings)] : [])],
    options: options.length > 0 ? `{ ${options.join(', ')} }` : undefined,
  };
}

/** The arguments for the ids of a path, and the parameters of the address and beside it. @throws Refusal */
export function addressParts(
  { url, query }: { url: TSESTree.Node; query: TSESTree.Node | undefined },
  path: string,
  surroundings: Surroundings,
): { ids: string[]; parameters: Parameter[] } {
  const pieces = piecesAt(objectAsText(url), surroundings.module);
  const [before, behind] = cut(pieces, '?');
  return {
    ids: idsIn(before, path).map(id => textArgument(id, surroundings)),
    parameters: [...parametersIn(behind ?? [], surroundings.module), ...parametersOf(query, surroundings.module)],
  };
}

/** An expression as text that an argument of the SDK is. */
export function textOf(node: TSESTree.Node, surroundings: Surroundings): string {
  return textArgument(piecesAt(node, surroundings.module), surroundings);
}

/** Divides pieces at the first occurrence of a character. */
function cut(pieces: readonly Piece[], sign: string): [Piece[], Piece[] | undefined] {
  const index = pieces.findIndex(({ text }) => text?.includes(sign));
  const text = pieces[index]?.text;
  if (text === undefined) return [[...pieces], undefined];
  const at = text.indexOf(sign);
  return [
    [...pieces.slice(0, index), ...some(text.slice(0, at))],
    [...some(text.slice(at + 1)), ...pieces.slice(index + 1)],
  ];
}

function some(text: string): Piece[] {
  return text === '' ? [] : [{ text }];
}

function divided(pieces: readonly Piece[], sign: string): Piece[][] {
  const [first, rest] = cut(pieces, sign);
  return rest === undefined ? [first] : [first, ...divided(rest, sign)];
}

/** The pieces that stand where the vendor's path has an id, compared from its end. */
function idsIn(pieces: readonly Piece[], path: string): Piece[][] {
  const segments = divided(pieces, '/').filter(segment => segment.length > 0);
  const wanted = path.split('/').filter(Boolean);
  const ids: Piece[][] = [];
  for (let back = 1; back <= wanted.length; back += 1) {
    const [name = '', segment] = [wanted.at(-back), segments.at(-back)];
    if (name.startsWith('{')) ids.unshift(segment ?? refuse('a part of the path is not in the call'));
    else if (segment && back <= segments.length && flat(segment) !== name && !isBase(name, segment))
      refuse('a part of the path is not known');
  }
  return ids;
}

/** `/api` may be a part of what the path is behind. */
function isBase(name: string, segment: readonly Piece[]): boolean {
  return name === 'api' && segment.some(({ node }) => node !== undefined);
}

function flat(pieces: readonly Piece[]): string {
  return pieces.map(({ text = HOLE }) => text).join('');
}

/** A parameter of an address. */
export interface Parameter {
  name: string;
  pieces: Piece[];
}

function parametersIn(pieces: readonly Piece[], module: Module): Parameter[] {
  return divided(pieces, '&')
    .filter(part => part.length > 0)
    .flatMap(part => {
      const [name, value] = cut(part, '=');
      const [only] = part;
      if (value === undefined && part.length === 1 && only?.node) return parametersOf(only.node, module);
      if (value === undefined || name.some(({ text }) => text === undefined))
        refuse('a part of the query is not known');
      return [{ name: decoded(flat(name)), pieces: value.map(decodedPiece) }];
    });
}

function decodedPiece(piece: Piece): Piece {
  return piece.text === undefined ? piece : { text: decoded(piece.text) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return refuse('the query is not well encoded');
  }
}

/** An object of parameters, or a `URLSearchParams` that is made of one and never changed. */
function parametersOf(node: TSESTree.Node | undefined, module: Module): Parameter[] {
  if (!node) return [];
  let at = writtenAt(objectAsText(node));
  if (at.type === 'NewExpression') {
    if (at.callee.type !== 'Identifier' || at.callee.name !== 'URLSearchParams') refuse('the query is not known');
    if (isChangedLater(objectAsText(node))) refuse('the query is put together in steps');
    at = at.arguments[0] ? writtenAt(at.arguments[0]) : refuse('the query is not known');
  }
  if (at.type !== 'ObjectExpression') refuse('the query is not known');
  return at.properties.map(property => {
    if (property.type !== 'Property') return refuse('the query is not known');
    const name = staticName(property) ?? refuse('the query is not known');
    if (['ArrayExpression', 'ConditionalExpression', 'LogicalExpression'].includes(property.value.type))
      refuse('a parameter of the query is a list or depends on something');
    return { name, pieces: piecesAt(property.value, module) };
  });
}

/** Anything but its text is asked of it. */
function isChangedLater(node: TSESTree.Node): boolean {
  const constant = constantOf(node);
  return (
    constant !== undefined &&
    usesOf(constant.variable).some(
      ({ parent }) => parent?.type === 'MemberExpression' && staticName(parent) !== 'toString',
    )
  );
}

function optionNamed(name: string): string {
  if (!/^(?:filter|include|sort|(?:fields|additional-fields|page)\[[\w-]+\])$/.test(name))
    refuse(`the parameter '${name}' is not one of the SDK`);
  const [first = '', ...words] = name.split(/[^a-z]/i).filter(Boolean);
  return first + words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function optionValue({ name, pieces }: Parameter, surroundings: Surroundings): string {
  const known = pieces.every(({ node }) => node === undefined) ? flat(pieces) : undefined;
  if (name === 'page[size]')
    return known !== undefined && /^\d+$/.test(known) ? known : numberArgument(pieces, surroundings);
  const isList = name === 'include' || name.includes('fields[');
  if (isList && known !== undefined)
    return `[${known
      .split(',')
      .map(value => quoted(value.trim()))
      .join(', ')}]`;
  if (isList || (name === 'sort' && known === undefined)) return refuse(`the value of '${name}' is not known`);
  return textArgument(pieces, surroundings);
}

function numberArgument(pieces: readonly Piece[], { source }: Surroundings): string {
  const [only] = pieces;
  if (pieces.length !== 1 || !only?.node) return refuse('the size of a page is not known');
  const { node } = only;
  const isText = node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'String';
  const number = isText ? (node.arguments[0] ?? node) : node;
  return `Number(${source.slice(...number.range)})`;
}

/** Text that an argument of the SDK is. */
function textArgument(pieces: readonly Piece[], { source, isTypeScript, call }: Surroundings): string {
  const [only] = pieces;
  if (pieces.every(({ node }) => node === undefined)) return quoted(flat(pieces));
  if (pieces.length === 1 && only?.node) {
    const text = source.slice(...only.node.range);
    const isText = !isTypeScript || isEvidentText(only.node) || isGuarded(only.node, call, source);
    return isText ? text : `String(${text})`;
  }
  return `\`${pieces.map(({ text, node }) => (node ? `\${${source.slice(...node.range)}}` : inTemplate(text ?? ''))).join('')}\``;
}

function inTemplate(text: string): string {
  return text.replaceAll(/[`\\]|\$\{/g, '\\$&');
}

export function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&').replaceAll('\n', '\\n')}'`;
}
