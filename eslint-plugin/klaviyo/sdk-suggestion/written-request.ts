import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import type { HttpRequest } from '../../http/request.ts';
import { clientUse } from '../../http/client.ts';
import type { Module } from '../../program/module.ts';
import { staticName } from '../../program/node.ts';
import { alternativesOf, type Value } from '../../values/value.ts';
import { constantOf, withoutTypes, writtenAt } from './names.ts';
import { refuse } from './refusal.ts';

/** How the client of a raw call gives its answer. */
export type Family = 'fetch' | 'axios' | 'got' | 'ky';

/** A raw call as it is written, as far as it can be translated. */
export interface WrittenRequest {
  call: TSESTree.CallExpression;
  family: Family;
  url: TSESTree.Node;
  /** What is sent as JSON. */
  body: TSESTree.Node | undefined;
  /** An object of parameters beside those of the address. */
  query: TSESTree.Node | undefined;
  /** The answer is read as JSON. */
  isJson: boolean;
}

const FAMILIES: Readonly<Record<string, Family>> = {
  fetch: 'fetch',
  'node-fetch': 'fetch',
  'cross-fetch': 'fetch',
  'cross-fetch#fetch': 'fetch',
  'isomorphic-fetch': 'fetch',
  'undici#fetch': 'fetch',
  axios: 'axios',
  'axios#AxiosInstance': 'axios',
  got: 'got',
  'got#got': 'got',
  ky: 'ky',
};

/** Options that say what the SDK does anyway. */
const HARMLESS: Readonly<Record<Family, readonly string[]>> = {
  fetch: ['method', 'headers', 'body', 'mode', 'credentials', 'redirect', 'keepalive'],
  axios: ['method', 'url', 'baseURL', 'headers', 'data', 'params', 'maxBodyLength', 'maxContentLength'],
  got: ['method', 'headers', 'json', 'searchParams', 'prefixUrl'],
  ky: ['method', 'headers', 'json', 'searchParams', 'prefixUrl'],
};
export const HARMLESS_OF_FETCH = HARMLESS.fetch;
const HARMLESS_VALUES: ReadonlyMap<string, string> = new Map([
  ['cache', 'no-store'],
  ['responseType', 'json'],
]);

const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head']);

/** Reads a call of a client that is known. @throws Refusal for what cannot be translated */
export function readRequest(request: HttpRequest, module: Module): WrittenRequest {
  const { node: call, client } = request;
  const family = FAMILIES[client] ?? refuse(`the client '${client}' is not translated`);
  if (call.type !== 'CallExpression') refuse('the request is constructed');
  const callee = withoutTypes(call.callee);
  const name = callee.type === 'MemberExpression' ? (staticName(callee) ?? refuse('the method is computed')) : '';
  if (['call', 'apply', 'bind'].includes(name)) refuse('the client is called in another way');
  checkInstance(callee, family, module);
  const given = argumentsOf(call, family, VERBS.has(name) ? name : name === 'request' ? name : '');
  const options = given.options ? propertiesOf(given.options) : new Map<string, TSESTree.Node>();
  checkOptions(options, family);
  const written = {
    call,
    family,
    url: given.url ?? options.get('url') ?? refuse('the address is not in the call'),
    query: options.get(family === 'axios' ? 'params' : 'searchParams'),
    isJson: textOf(options.get('responseType')) === 'json',
  };
  const body = given.body ?? options.get(BODY[family]);
  return { ...written, body: body && (family === 'fetch' ? parsedFrom(body) : jsonIn(body)) };
}

const BODY: Readonly<Record<Family, string>> = { fetch: 'body', axios: 'data', got: 'json', ky: 'json' };

interface Given {
  url?: TSESTree.Node | undefined;
  body?: TSESTree.Node | undefined;
  options?: TSESTree.Node | undefined;
}

function argumentsOf(call: TSESTree.CallExpression, family: Family, method: string): Given {
  const [first, second, third] = call.arguments;
  if (call.arguments.some(({ type }) => type === 'SpreadElement')) refuse('arguments are spread');
  if (family !== 'axios') return { url: first, options: second };
  if (method === 'request' || (method === '' && first && isObject(first))) return { options: first };
  if (method === 'post' || method === 'put' || method === 'patch') return { url: first, body: second, options: third };
  return { url: first, options: second };
}

function isObject(node: TSESTree.Node): boolean {
  return writtenAt(node).type === 'ObjectExpression';
}

/** The options that are written; a spread or a computed one may be anything. */
function propertiesOf(node: TSESTree.Node): Map<string, TSESTree.Node> {
  const at = writtenAt(node);
  if (at.type === 'Identifier' && at.name === 'undefined') return new Map();
  if (at.type !== 'ObjectExpression') return refuse('the options are not written in the call');
  const constant = constantOf(withoutTypes(node));
  if (constant && constant.variable.references.some(({ identifier }) => isChanged(identifier)))
    refuse('the options are changed before the call');
  return new Map(
    at.properties.map(property => {
      const name = property.type === 'Property' ? staticName(property) : refuse('options are spread');
      return [name ?? refuse('an option is computed'), (property as TSESTree.Property).value];
    }),
  );
}

/** `options.body = …`, `Object.assign(options, …)` */
function isChanged({ parent }: TSESTree.Node): boolean {
  const member = parent?.type === 'MemberExpression' ? parent : undefined;
  return member?.parent.type === 'AssignmentExpression' && member.parent.left === member;
}

function checkOptions(options: ReadonlyMap<string, TSESTree.Node>, family: Family): void {
  for (const [name, value] of options)
    if (!isHarmless(name, value, family)) refuse(`the option '${name}' is not one of the SDK`);
}

/** Whether an option says what the SDK does anyway. */
export function isHarmless(name: string | undefined, value: TSESTree.Node, family: Family = 'fetch'): boolean {
  if (name === undefined) return false;
  const harmless = HARMLESS_VALUES.get(name);
  return HARMLESS[family].includes(name) || (harmless !== undefined && harmless === textOf(value));
}

function textOf(node: TSESTree.Node | undefined): string | undefined {
  const at = node && writtenAt(node);
  return at?.type === 'Literal' ? String(at.value) : undefined;
}

/** What an instance was made with counts for each call. */
function checkInstance(callee: TSESTree.Node, family: Family, module: Module): void {
  for (const choice of alternativesOf(evaluate(callee, module.frame))) {
    const client = clientUse(choice)?.client;
    if (client?.mutations.some(({ path }) => path.includes('interceptors'))) refuse('the client has interceptors');
    for (const name of client?.defaults.flatMap(namesIn) ?? [])
      if (!HARMLESS[family].includes(name)) refuse(`the client is made with the option '${name}'`);
  }
}

function namesIn(value: Value): string[] {
  if (value.kind !== 'object' || value.open) refuse('the client is made with options that are not known');
  return [...value.properties.keys()];
}

/** What `JSON.stringify` is given. */
export function parsedFrom(node: TSESTree.Node): TSESTree.Node {
  return stringified(writtenAt(node)) ?? refuse('the body is not made by JSON.stringify in the call');
}

function jsonIn(node: TSESTree.Node): TSESTree.Node {
  return stringified(writtenAt(node)) ?? node;
}

/** The argument of `JSON.stringify`. */
export function stringified(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property } = node.callee;
  const isStringify =
    object.type === 'Identifier' &&
    object.name === 'JSON' &&
    property.type === 'Identifier' &&
    property.name === 'stringify';
  const [value, replacer] = node.arguments;
  if (replacer && !(replacer.type === 'Literal' && replacer.value === null)) refuse('the body is made with a replacer');
  return isStringify ? value : undefined;
}
