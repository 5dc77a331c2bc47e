import type { TSESTree } from '@typescript-eslint/utils';
import { API_URL } from '../../../src/vendors/klaviyo/hosts.ts';
import { legacySuccessor } from '../../../src/vendors/klaviyo/legacy.ts';
import { findMethod } from '../../../src/vendors/klaviyo/operations.ts';
import type { HttpRequest } from '../../http/request.ts';
import { spelledNames, staticName } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { flatten } from '../../values/value.ts';
import type { Endpoint } from '../queries.ts';
import { environmentRead } from '../../vendor/written-keys/environment-read.ts';
import { KEY_VARIABLE } from '../key-variable.ts';
import { addressParts, type Parameter, type Surroundings } from './call-arguments.ts';
import { keyAt, type KeyExpression, keyOf } from './key-expression.ts';
import { legacyTranslation } from './legacy-payloads.ts';
import { constantOf, usesOf, writtenAt } from './names.ts';
import { Refusal, refuse } from './refusal.ts';
import { resultPlan } from './result-edits.ts';
import { callOfSdk, type SdkSuggestions, type SuggestionPlace, surroundingsOf } from './sdk-suggestions.ts';
import { readRequest, stringified } from './written-request.ts';

/**
 * Translates a call of v1 or v2 to its successor in the SDK, where its payload is written down and all of it has a place there, and
 * where nothing reads what the old API answered.
 */
export function legacySuggestions(request: HttpRequest, endpoint: Endpoint, place: SuggestionPlace): SdkSuggestions {
  try {
    return { suggestions: [suggestionOf(request, endpoint, place)] };
  } catch (error) {
    if (error instanceof Refusal) return { suggestions: [], reason: error.message };
    throw error;
  }
}

function suggestionOf(
  request: HttpRequest,
  { verb, path, text }: Endpoint,
  place: SuggestionPlace,
): SdkSuggestions['suggestions'][number] {
  const translation = verb === undefined ? undefined : legacyTranslation(verb, path);
  const [apiClass = '', name = ''] = legacySuccessor(verb, path)?.method.split('.') ?? [];
  const operation = findMethod(apiClass, name);
  if (!translation || !operation) return refuse('the successor takes or gives something else');
  if (!flatten(text).startsWith(`${API_URL}/`)) refuse("the host is not known to be Klaviyo's");
  if (place.call && place.call !== request.node) refuse('the call is that of a wrapper');
  const written = readRequest(request, place.module);
  const surroundings = surroundingsOf(request, written, place);
  if (readsBody(written.call)) refuse('the answer is read');
  const { ids, parameters } = addressParts(written, translation.path, surroundings);
  const body = written.body ?? inQuery(parameters);
  const key = keyFor(request, { body, parameters, surroundings }, place);
  const args = translation.translate({ body, ids, surroundings });
  checkConstants(written.call, body);
  const result = resultPlan(written, surroundings.source);
  return callOfSdk(operation, { request, written, args, key, result, surroundings }, place);
}

/** `data=${btoa(JSON.stringify(payload))}` */
function inQuery(parameters: readonly Parameter[]): TSESTree.Node | undefined {
  const value = parameters.find(({ name }) => name === 'data')?.pieces;
  const [only] = value ?? [];
  return only?.node && value?.length === 1 ? parsed(only.node) : undefined;
}

function parsed(node: TSESTree.Node): TSESTree.Node {
  const at = writtenAt(node);
  const json = stringified(at);
  if (json) return json;
  if (at.type !== 'CallExpression') return refuse('the body is not written here');
  const name = spelledNames(at.callee).join('.');
  const isBuffer = at.callee.type === 'MemberExpression' && name.endsWith('.toString');
  const [inner] = isBuffer && at.callee.type === 'MemberExpression' ? [writtenAt(at.callee.object)] : [undefined];
  const isEncoding = name === 'btoa' || name === 'encodeURIComponent';
  const encoded = isEncoding
    ? at
    : inner?.type === 'CallExpression' && spelledNames(inner.callee).join('.') === 'Buffer.from'
      ? inner
      : undefined;
  const [argument] = encoded?.arguments ?? [];
  return argument ? parsed(argument) : refuse('the body is not written here');
}

interface Sent {
  body: TSESTree.Node | undefined;
  parameters: readonly Parameter[];
  surroundings: Surroundings;
}

/** The private key that was sent, else one of the environment: the public key of a legacy call is none for the SDK. */
function keyFor(
  request: HttpRequest,
  { body, parameters, surroundings }: Sent,
  { context }: SuggestionPlace,
): KeyExpression {
  if (request.headers.entries.has('authorization')) return keyOf(request, surroundings);
  for (const { name } of parameters)
    if (name !== 'api_key' && name !== 'data') refuse(`the parameter '${name}' is not one of the SDK`);
  const at = body && writtenAt(body);
  const own =
    at?.type === 'ObjectExpression'
      ? at.properties.find(each => each.type === 'Property' && staticName(each) === 'api_key')
      : undefined;
  const [piece, ...more] = parameters.find(({ name }) => name === 'api_key')?.pieces ?? [];
  const given = own?.type === 'Property' ? own.value : more.length === 0 ? piece?.node : undefined;
  if (given) return keyAt(given, surroundings);
  if (piece || !isOfServer(surroundings.source)) return refuse('there is no private key');
  const read = environmentRead(surroundings.call, KEY_VARIABLE, context) ?? refuse('there is no private key');
  const text = read.mayBeMissing ? `${read.text} ?? ''` : read.text;
  return { text, isOfModule: /^(?:process\.env|Deno|import\.meta)\b/.test(read.text), declaration: undefined };
}

const OF_SERVER = /\bprocess\.env\b|\bDeno\.|\brequire\(|\bmodule\.exports\b|['"]node:/;

function isOfServer(source: string): boolean {
  return OF_SERVER.test(source) && !/\bdocument\.|\bwindow\.|\blocalStorage\b/.test(source);
}

/** What is said in a constant is said once more in the new call, so that nobody else may use it or change it. */
function checkConstants(call: TSESTree.Node, body: TSESTree.Node | undefined): void {
  const check = (root: TSESTree.Node): void =>
    visit(root, at => {
      const constant = constantOf(at);
      const init = constant?.declarator.init;
      if (init?.type !== 'ObjectExpression' && init?.type !== 'ArrayExpression') return;
      if (constant && usesOf(constant.variable).length > 1) refuse('a part of the body is used in more ways');
      check(init);
    });
  check(call);
  if (body) check(writtenAt(body));
}

const BODY = /^(?:json|data|body|arrayBuffer|blob|formData)$/;

/** Whether anything but its status is asked of the answer. */
function readsBody(call: TSESTree.Node): boolean {
  for (let at = call; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'VariableDeclarator') return readsBodyOf(parent.id);
    if (parent.type === 'MemberExpression' && parent.object === at && BODY.test(staticName(parent) ?? '')) return true;
    if (parent.type === 'CallExpression' && parent.callee !== at) return true;
    if (/Statement$|Function/.test(parent.type)) return parent.type !== 'ExpressionStatement';
    if (parent.type === 'CallExpression' && parent.arguments.some(readsBodyIn)) return true;
  }
  return false;
}

function readsBodyIn(callback: TSESTree.Node): boolean {
  let isRead = false;
  visit(callback, at => (isRead ||= at.type === 'MemberExpression' && BODY.test(staticName(at) ?? '')));
  return isRead;
}

function readsBodyOf(id: TSESTree.Node): boolean {
  if (id.type !== 'Identifier') return true;
  const constant = constantOf(id);
  return (
    !constant ||
    usesOf(constant.variable).some(
      ({ parent }) => parent?.type !== 'MemberExpression' || BODY.test(staticName(parent) ?? ''),
    )
  );
}
