import type { TSESTree } from '@typescript-eslint/utils';
import { isAnySdkModule, mentionsAnyVendor } from '../../src/vendors/signs.ts';
import { spelledNames } from '../program/node.ts';
import { alternativesOf, packageOf, constantString, UNKNOWN, type Value } from '../values/value.ts';
import type { RequestDraft } from './client-model.ts';
import { hasNoAddress } from './options.ts';
import { urlAndOptions } from './url-and-options.ts';
import { takesBody, verbNamed } from './verbs.ts';

/** n8n's helpers: `this.helpers.httpRequest(options)` and its relatives, and `z.request(options)` of Zapier. */
const REQUEST_HELPERS = new Set([
  'httpRequest',
  'httpRequestWithAuthentication',
  'request',
  'requestWithAuthentication',
  'requestWithAuthenticationPaginated',
  'requestOAuth1',
  'requestOAuth2',
]);

export function isRequestHelper(names: readonly string[]): boolean {
  return (names.at(-2) === 'helpers' && REQUEST_HELPERS.has(names.at(-1) ?? '')) || names.join('.') === 'z.request';
}

const VERB_METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'request', 'fetch']);
const SENDING =
  /fetch|request|axios|^https?$|^(?:got|ky|call|send|api|ajax)$|(?:call|send|api|http)(?:api|call|json|request)?$|^(?:get|post|put|patch|delete)(?:json|data|url)$/i;
const CLIENT_NAME = /http|fetch|axios|request|client|agent|api|rest|^(?:got|ky|superagent)$/i;

/** Objects that have `get` or `post` and never send: mocks, servers, interceptors, tests, logs, maps. */
const NOT_A_CLIENT =
  /nock|msw|mock|intercept|stub|spy|fixture|sinon|server|router|^app$|^page$|^cy$|^route|fastify|express|polly|expect|assert|logger|^log$|console|^map$|cache|store|registry|storage|url$|urls$|params|headers/i;

/** Returns whether a callee, as it is spelled, belongs to a test double, an expectation, a server or a log. */
export function isNoClient(names: readonly string[]): boolean {
  return names.some(name => NOT_A_CLIENT.test(name));
}

/**
 * Decides by its spelling whether a callee that is not resolved may be an injected HTTP client. The call still counts only when its
 * arguments name a vendor's API.
 *
 * @param names the callee from left to right, such as `this`, `http`, `post`
 * @param value what the callee evaluates to
 */
export function isInjectedClient(names: readonly string[], value: Value): boolean {
  if (value.kind !== 'unknown' && value.kind !== 'nullish' && !isRelative(value)) return false;
  const spelled = names.filter(name => name !== 'this' && name !== 'call');
  // A session sends as the SDK does: `session.requestWithRetry(config)`.
  if (isAnySdkModule(packageOf(value)) || (value.kind === 'external' && NOT_A_CLIENT.test(value.module ?? '')))
    return false;
  if (isNoClient(spelled)) return false;
  const last = spelled.at(-1) ?? '';
  const holder = spelled.at(-2);
  if (holder === undefined) return SENDING.test(last);
  return VERB_METHODS.has(last)
    ? CLIENT_NAME.test(holder) || mentionsAnyVendor(holder) || SENDING.test(holder)
    : SENDING.test(last);
}

/**
 * A binding from a file of the same project that cannot be seen, or from a package: `import { http } from './http'`. An object
 * of a class of the language, such as a `Map`, is none.
 */
function isRelative(value: Value): boolean {
  const holder = value.kind === 'externalMember' ? value.object : value;
  if (
    holder.kind === 'externalCall' &&
    holder.constructed &&
    holder.callee.kind === 'external' &&
    holder.callee.module === undefined
  )
    return false;
  return (
    (value.kind === 'external' && value.module !== undefined) ||
    value.kind === 'externalCall' ||
    value.kind === 'externalMember'
  );
}

/**
 * The request of a call on something that is injected: its arguments alone must show that it is an HTTP request.
 *
 * @param callee how the function is written
 * @param value what it evaluates to
 */
export function injectedRequest(callee: TSESTree.Node, value: Value, args: readonly Value[]): RequestDraft | undefined {
  const names = spelledNames(callee);
  if (isRequestHelper(names)) return helperRequest(names, args);
  if (!isInjectedClient(names, value)) return undefined;
  const method = names.at(-1)?.toLowerCase() ?? '';
  const [first, second, third] = args;
  if (!first) return undefined;
  if (takesBody(method) && first.kind !== 'object') {
    const verb = verbNamed(method, callee);
    return third === undefined && namesPartOfRequest(second)
      ? { verb, url: first, options: second }
      : { verb, url: first, body: second, options: third ?? UNKNOWN };
  }
  const isUrlSecond = first.kind === 'text' && /^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(constantString(first) ?? '');
  if (isUrlSecond) return { verb: first, url: second, body: third, options: UNKNOWN };
  return hasNoAddress(first) ? undefined : { ...urlAndOptions(args), verb: verbNamed(method, callee) };
}

function helperRequest(names: readonly string[], args: readonly Value[]): RequestDraft | undefined {
  // The others add the headers of the credentials, and an app of Zapier may add its own to all requests.
  const isOpen = names[0] === 'z' || (names.at(-1) !== 'httpRequest' && names.at(-1) !== 'request');
  const options = args.find(argument =>
    alternativesOf(argument).some(
      choice =>
        choice.kind === 'object' && (choice.properties.has('url') || choice.properties.has('uri') || choice.open),
    ),
  );
  if (options) return { options, isOpen };
  return args[0]?.kind === 'text' ? { ...urlAndOptions(args), isOpen } : undefined;
}

function namesPartOfRequest(options: Value | undefined): boolean {
  return (
    options?.kind === 'object' &&
    ['headers', 'body', 'json', 'data', 'payload'].some(key => options.properties.has(key))
  );
}
