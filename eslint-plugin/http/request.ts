import type { TSESTree } from '@typescript-eslint/utils';
import { valueOfReturn } from '../evaluator/calls.ts';
import { elementOf, evaluate } from '../evaluator/evaluate.ts';
import type { Frame } from '../values/frame.ts';
import { type HeaderSet, mergeHeaders, noHeaders, readHeaders, setHeader } from './headers.ts';
import { clientUse, type ClientUse, type HttpClient } from './client.ts';
import { isInjectedClient, isRequestHelper } from './injected-client.ts';
import { invocationOf } from '../call-graph/invocation.ts';
import { variableOf } from '../program/module.ts';
import { spelledNames, staticName, unwrap, wrapped } from '../program/node.ts';
import { joinUrl } from '../evaluator/urls.ts';
import {
  ANY_MEMBER,
  concatenate,
  type Lazy,
  optionsOf,
  type ResultValue,
  singleText,
  textFrom,
  textsOf,
  unite,
  UNKNOWN,
  type Value,
  type Write,
} from '../values/value.ts';
import { HANDED_OVER, writesTo } from '../evaluator/mutations.ts';

export type CallSite = TSESTree.CallExpression | TSESTree.NewExpression;

/** An HTTP request as far as the source tells. Each part is known, partly known (texts with holes) or unknown. */
export interface HttpRequest {
  /** The call that sends it. */
  node: CallSite;
  /** The client, as its package or global is named; `injected` for one that is handed in. */
  client: string;
  /** Upper-case verbs, or unknown. */
  verb: Value;
  url: Value;
  headers: HeaderSet;
  /** Undefined when the call gives none. */
  body: Value | undefined;
}

/** What a client makes of a call's arguments, before defaults are added. */
interface Draft {
  verb?: Value | undefined;
  url?: Value | undefined;
  base?: Value | undefined;
  options?: Value | undefined;
  body?: Value | undefined;
  /** What was called on the request before it is sent. */
  calls?: ChainedCall[];
  /** A helper of a framework that adds no headers of its own. */
  isComplete?: boolean;
}

const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options']);
const VERBS_WITH_BODY = new Set(['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm']);

/** The request that a call itself sends, if its callee is an HTTP client. */
export function directRequests(node: TSESTree.CallExpression, frame: Frame): HttpRequest[] {
  const called = invocationOf(node, frame);
  const names = spelledNames(called.callee);
  return optionsOf(evaluate(called.callee, frame)).flatMap(option => {
    const use = clientUse(option);
    // Most calls are none of a client; their arguments are never read.
    if (!use && !isRequestHelper(names) && !isInjectedClient(names, option)) return [];
    const draft = use ? draftFor(use, called.args(), node) : injectedDraft(called.callee, option, called.args());
    return draft ? [complete(draft, node, use?.client, frame)] : [];
  });
}

/** The request that a call sends if its callee, whatever it is, sends what it is given. */
export function injectedRequests(node: TSESTree.CallExpression, frame: Frame): HttpRequest[] {
  const called = invocationOf(node, frame);
  const names = spelledNames(called.callee);
  const draft =
    isRequestHelper(names) || isInjectedClient(names, UNKNOWN)
      ? injectedDraft(called.callee, UNKNOWN, called.args())
      : undefined;
  return draft ? [complete(draft, node, undefined, frame)] : [];
}

function draftFor({ client, method }: ClientUse, args: readonly Value[], node: TSESTree.Node): Draft | undefined {
  const [name = '', ...more] = method;
  const verb = VERBS.has(name) ? textFrom(name === 'del' ? 'DELETE' : name.toUpperCase(), node) : undefined;
  if (name === ANY_MEMBER) return { verb: UNKNOWN, url: args[0], options: UNKNOWN };
  switch (client.family) {
    case 'fetch':
      return name === '' ? urlAndOptions(args) : undefined;
    case 'axios':
      return axiosDraft(name, verb, args);
    case 'pipedream':
      return name === '' ? { options: args[1] } : undefined;
    case 'got':
      if (name !== '' && !verb && name !== 'stream' && name !== 'paginate') return undefined;
      return { ...urlAndOptions(args), verb };
    case 'ofetch':
      return name === '' || name === 'raw' ? urlAndOptions(args) : undefined;
    case 'request':
      return name === '' || verb ? { ...urlAndOptions(args), verb } : undefined;
    case 'superagent':
      return superagentDraft(name, verb, args, node);
    case 'undici':
      return urlAndOptions(args);
    case 'undici-client':
      return name === 'request' || name === 'stream' ? { options: args[0], base: client.defaults[0] } : undefined;
    case 'http':
      return (name === 'request' || name === 'get') && more.length === 0
        ? { ...urlAndOptions(args), verb: name === 'get' ? verb : undefined }
        : undefined;
    case 'meteor':
      if (name === 'call') return { verb: args[0], url: args[1], options: args[2] };
      return verb ? { verb, url: args[0], options: args[1] } : undefined;
    case 'jquery':
      return jqueryDraft(name, verb, args);
    case 'url-fetch-app':
      if (name === 'fetchAll') return { options: args[0] ? elementOf(args[0]) : UNKNOWN };
      return name === 'fetch' ? urlAndOptions(args) : undefined;
    case 'xml-http-request':
      return name === 'open' ? { verb: args[0], url: args[1], options: { kind: 'unknown', hint: 'xhr' } } : undefined;
    case 'needle':
      return needleDraft(name, verb, args);
    case 'wretch':
      return verb || name === 'fetch' ? wretchDraft(client, verb, args) : undefined;
  }
}

/** `client(url, options)` or `client(options)`. */
function urlAndOptions([first, second]: readonly Value[]): Draft {
  if (first && optionsOf(first).some(({ kind }) => kind === 'object')) return { options: first };
  const request = first && requestObject(first);
  if (request)
    return {
      url: request.args[0],
      options: second && second.kind !== 'nullish' ? second : request.args[1],
      calls: headerCalls(request),
    };
  const isCallback = second?.kind === 'function';
  return { url: first, options: isCallback ? undefined : second };
}

function requestObject(value: Value): ResultValue | undefined {
  const isRequest =
    value.kind === 'result' &&
    value.constructed &&
    value.callee.kind === 'symbol' &&
    value.callee.path.at(-1) === 'Request';
  return isRequest ? value : undefined;
}

/** `request.headers.set(…)`. */
function headerCalls({ writes = [] }: ResultValue): ChainedCall[] {
  return writes.flatMap(({ path, method, args }) =>
    path.join('.') === 'headers' && method !== undefined ? [{ method, args }] : [],
  );
}

function axiosDraft(name: string, verb: Value | undefined, args: readonly Value[]): Draft | undefined {
  const [first, second, third] = args;
  if (name === '') return urlAndOptions(args);
  if (name === 'request')
    return first && first.kind === 'text' ? { verb: first, url: second, options: third } : { options: first };
  if (VERBS_WITH_BODY.has(name)) return { verb: verb ?? UNKNOWN, url: first, body: second, options: third };
  return verb ? { verb, url: first, options: second } : undefined;
}

function superagentDraft(
  name: string,
  verb: Value | undefined,
  args: readonly Value[],
  node: TSESTree.Node,
): Draft | undefined {
  if (verb) return { verb, url: args[0], options: { kind: 'nullish' } };
  if (name !== '') return undefined;
  return args.length > 1 ? { verb: args[0], url: args[1] } : { verb: textFrom('GET', node), url: args[0] };
}

function jqueryDraft(name: string, verb: Value | undefined, args: readonly Value[]): Draft | undefined {
  if (name === 'ajax') return urlAndOptions(args);
  if (name === 'getJSON') return { url: args[0] };
  return verb && (name === 'get' || name === 'post') ? { verb, url: args[0], body: args[1] } : undefined;
}

function needleDraft(name: string, verb: Value | undefined, args: readonly Value[]): Draft | undefined {
  if (name === '') return { verb: args[0], url: args[1], body: args[2], options: args[3] };
  if (!verb) return undefined;
  return VERBS_WITH_BODY.has(name)
    ? { verb, url: args[0], body: args[1], options: args[2] }
    : { verb, url: args[0], options: args[1] };
}

function wretchDraft(client: HttpClient, verb: Value | undefined, args: readonly Value[]): Draft {
  const steps = client.defaults.flatMap(step => (step.kind === 'object' ? [...step.properties] : []));
  const given = (name: string): Value[] => steps.flatMap(([key, read]) => (key === name ? [read()] : []));
  const [base, ...paths] = [...given('url#0'), ...(args[0]?.kind === 'text' ? [args[0]] : [])];
  const headers = steps.flatMap(([key, read]): [string, Lazy][] => (key === 'auth#0' ? [['authorization', read]] : []));
  const sets = given('headers#0').flatMap(value => (value.kind === 'object' ? [...value.properties] : []));
  const hasMiddlewares = steps.some(([key]) => key.startsWith('middlewares#'));
  const options: Value = {
    kind: 'object',
    properties: new Map<string, Lazy>([
      ...(hasMiddlewares ? [['hooks', (): Value => UNKNOWN] as const] : []),
      ['headers', () => ({ kind: 'object', properties: new Map([...headers, ...sets]), open: false, node: undefined })],
    ]),
    open: false,
    node: undefined,
  };
  return { verb, url: base ? concatenate([base, ...paths]) : UNKNOWN, options, body: args[0] ?? given('json#0')[0] };
}

/** A call on something that was handed in: its arguments must say themselves that it is an HTTP request. */
function injectedDraft(callee: TSESTree.Node, value: Value, args: readonly Value[]): Draft | undefined {
  const names = spelledNames(callee);
  if (isRequestHelper(names)) {
    const options = args.find(argument =>
      optionsOf(argument).some(
        option =>
          option.kind === 'object' && (option.properties.has('url') || option.properties.has('uri') || option.open),
      ),
    );
    const isComplete = names.at(-1) === 'httpRequest' || names.at(-1) === 'request';
    if (options) return { options, isComplete };
    return args[0]?.kind === 'text' ? { ...urlAndOptions(args), isComplete } : undefined;
  }
  if (!isInjectedClient(names, value)) return undefined;
  const name = names.at(-1)?.toLowerCase() ?? '';
  const [first, second, third] = args;
  if (!first) return undefined;
  if (VERBS_WITH_BODY.has(name) && first.kind !== 'object') {
    const isOptions =
      second?.kind === 'object' &&
      third === undefined &&
      ['headers', 'body', 'json', 'data', 'payload'].some(key => second.properties.has(key));
    const verb = textFrom(name.toUpperCase(), callee);
    return isOptions
      ? { verb, url: first, options: second }
      : { verb, url: first, body: second, options: third ?? UNKNOWN };
  }
  const verb = VERBS.has(name) ? textFrom(name.toUpperCase(), callee) : undefined;
  const isUrlSecond = first.kind === 'text' && /^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(singleText(first) ?? '');
  if (isUrlSecond) return { verb: first, url: second, body: third, options: UNKNOWN };
  return hasNoAddress(first) ? undefined : { ...urlAndOptions(args), ...(verb ? { verb } : {}) };
}

/** `.send({ name: 'x' })` sends something, but to nobody that it names. */
function hasNoAddress(options: Value): boolean {
  return options.kind === 'object' && !options.open && !ADDRESS_KEYS.some(key => options.properties.has(key));
}

const URL_KEYS = ['url', 'uri', 'path', 'pathname', 'endpoint'];
const BASE_KEYS = ['baseURL', 'baseUrl', 'prefixUrl', 'prefix', 'origin'];
const HOST_KEYS = ['hostname', 'host'];
const ADDRESS_KEYS = [...URL_KEYS, ...BASE_KEYS, ...HOST_KEYS];
const BODY_KEYS = ['body', 'data', 'json', 'payload', 'form'];

function option(options: Value | undefined, names: readonly string[]): Value | undefined {
  if (!options) return undefined;
  const found = optionsOf(options).flatMap(choice => {
    if (choice.kind !== 'object') return [];
    const name = names.find(candidate => choice.properties.has(candidate));
    return name === undefined ? [] : [choice.properties.get(name)?.() ?? UNKNOWN];
  });
  return found.length > 0 ? unite(found) : undefined;
}

/** Adds what the options, the client's defaults, its interceptors and the calls on the request say. */
function complete(
  draft: Draft,
  node: TSESTree.CallExpression,
  client: HttpClient | undefined,
  frame: Frame,
): HttpRequest {
  const chain = [...(draft.calls ?? []), ...chainAfter(node, frame)];
  const sources = [...(client ? configurationsOf(client) : []), draft.options].filter(source => source !== undefined);
  const headers = sources.map(headersIn).reduce(mergeHeaders, noHeaders());
  applyChain(headers, chain);
  // A client that was handed in may have headers of its own.
  if (!client && !draft.isComplete) headers.open = true;
  const base = draft.base ?? lastDefined(sources.map(source => option(source, BASE_KEYS)));
  const given = draft.url ?? option(draft.options, URL_KEYS) ?? (isOpen(draft.options) ? UNKNOWN : undefined);
  const host = hostOf(draft.options, node);
  return {
    node,
    client: client?.name ?? 'injected',
    verb: verbOf(draft, sources, node),
    url: joinUrl(host ?? base, given ?? textFrom('', node)),
    headers,
    body: draft.body ?? lastDefined(sources.map(source => option(source, BODY_KEYS))) ?? sentInChain(chain),
  };
}

function lastDefined(values: readonly (Value | undefined)[]): Value | undefined {
  return values.findLast(value => value !== undefined);
}

function isOpen(options: Value | undefined): boolean {
  return options !== undefined && optionsOf(options).some(({ kind }) => kind !== 'object' && kind !== 'nullish');
}

/** `{ hostname, path }` of `http.request`. */
function hostOf(options: Value | undefined, node: TSESTree.Node): Value | undefined {
  const host = option(options, HOST_KEYS);
  if (!host) return undefined;
  return unite(
    textsOf(host).map(text =>
      /^\w+:\/\//.test(singleText(text) ?? '') ? text : concatenate([textFrom('https://', node), text]),
    ),
  );
}

function verbOf(draft: Draft, sources: readonly Value[], node: TSESTree.Node): Value {
  const verb = draft.verb ?? lastDefined(sources.map(source => option(source, ['method', 'type'])));
  if (verb)
    return unite(
      textsOf(verb).map(text => ({
        ...text,
        parts: text.parts.map(part => ('text' in part ? { ...part, text: part.text.toUpperCase() } : part)),
      })),
    );
  return isOpen(draft.options) ? UNKNOWN : textFrom('GET', node);
}

/** Options through which a client calls back before it sends; they may set any header. */
const HOOKS = ['hooks', 'beforeSend', 'beforeRequest', 'onRequest', 'transformRequest', 'adapter'];

/** The headers that one configuration names; axios keeps defaults per verb below `common`. */
function headersIn(source: Value): HeaderSet {
  const choices = optionsOf(source);
  const sets = choices.map(choice => {
    if (choice.kind === 'nullish' || choice.kind === 'text' || choice.kind === 'function') return noHeaders();
    if (choice.kind !== 'object') return { entries: new Map<string, Value>(), open: true };
    const headers = choice.properties.get('headers');
    const set = readHeaders(headers?.());
    const common = set.entries.get('common');
    const merged = common ? mergeHeaders(set, readHeaders(common)) : set;
    const isOpen = (!headers && choice.open) || HOOKS.some(name => choice.properties.has(name));
    return isOpen ? { ...merged, open: true } : merged;
  });
  const [first, ...rest] = sets;
  return rest.reduce(
    (one, other) => ({ entries: new Map([...one.entries, ...other.entries]), open: one.open || other.open }),
    first ?? noHeaders(),
  );
}

/** The configurations of a client: what it was made with, then assignments to its defaults, then its interceptors. */
function configurationsOf(client: HttpClient): Value[] {
  const assigned = client.writes.flatMap(write => assignedDefault(write));
  const intercepted = client.writes
    .filter(({ path, method }) => path.includes('request') && method === 'use')
    .map(({ args }) => interceptedConfiguration(args[0]?.()));
  const isPrepared = client.writes.some(({ method }) => method === HANDED_OVER);
  return [...client.defaults, ...assigned, ...intercepted, ...(isPrepared ? [UNKNOWN] : [])];
}

/** `client.defaults.headers.common['name'] = value` as the configuration `{ headers: { name: value } }`. */
function assignedDefault({ path, method, args }: Write): Value[] {
  const [root, ...rest] = path;
  const [read] = args;
  if (root !== 'defaults' || method !== undefined || !read) return [];
  const names = rest.filter(name => name !== 'common' && !VERBS.has(name ?? ''));
  const value = names.reduceRight<Lazy>(
    (inner, name) => () => ({
      kind: 'object',
      properties: name === undefined ? new Map<string, Lazy>() : new Map([[name, inner]]),
      open: name === undefined,
      node: undefined,
    }),
    read,
  );
  return [value()];
}

const HEADERS: Value = { kind: 'object', properties: new Map(), open: false, node: undefined };
/** What an interceptor is called with, one for all. */
const CONFIGURATION: Value = {
  kind: 'object',
  properties: new Map([['headers', () => HEADERS]]),
  open: true,
  node: undefined,
};

function interceptedConfiguration(interceptor: Value | undefined): Value {
  if (interceptor?.kind !== 'function') return { kind: 'unknown', hint: 'interceptor' };
  const returned = valueOfReturn(interceptor, [CONFIGURATION], interceptor.frame);
  return returned.kind === 'object' ? { ...returned, open: false } : UNKNOWN;
}

interface ChainedCall {
  method: string;
  args: readonly Lazy[];
}

/** What is called on the request that a call starts: `.set(…).send(…)`, or through the variable that holds it. */
function chainAfter(node: TSESTree.CallExpression, frame: Frame): ChainedCall[] {
  const calls: ChainedCall[] = [];
  let at = wrapped(node);
  while (
    at.parent?.type === 'MemberExpression' &&
    at.parent.object === at &&
    at.parent.parent.type === 'CallExpression' &&
    at.parent.parent.callee === at.parent
  ) {
    const call = at.parent.parent;
    calls.push({
      method: staticName(at.parent) ?? '',
      args: call.arguments.map(argument => () => evaluate(argument, frame)),
    });
    at = wrapped(call);
  }
  const holder =
    at.parent?.type === 'VariableDeclarator' && at.parent.id.type === 'Identifier' ? at.parent.id : requestHolder(node);
  const variable = holder ? variableOf(holder) : undefined;
  const writes = variable ? writesTo(variable, frame) : [];
  return [
    ...calls,
    ...writes.flatMap(({ path, method, args }) =>
      path.length === 0 && method !== undefined ? [{ method, args }] : [],
    ),
  ];
}

/** `xhr.open(…)` has no result; what follows is called on `xhr` itself. */
function requestHolder(node: TSESTree.CallExpression): TSESTree.Node | undefined {
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' && staticName(callee) === 'open' ? callee.object : undefined;
}

function applyChain(headers: HeaderSet, chain: readonly ChainedCall[]): void {
  for (const { method, args } of chain) {
    const [name, value] = args.map(read => read());
    if (method === 'use') headers.open = true;
    if (!['set', 'append', 'setHeader', 'setRequestHeader', 'header'].includes(method) || !name) continue;
    if (args.length > 1) setHeader(headers, name, value);
    else for (const [key, entry] of readHeaders(name).entries) headers.entries.set(key, entry);
    if (method === 'setRequestHeader') headers.open = false;
  }
}

function sentInChain(chain: readonly ChainedCall[]): Value | undefined {
  return chain.find(({ method }) => method === 'send' || method === 'write' || method === 'end')?.args[0]?.();
}
