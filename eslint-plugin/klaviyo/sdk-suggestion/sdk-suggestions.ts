import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { compareReleases, deprecationIn, historyOf } from '../../../src/vendors/klaviyo/method-history.ts';
import { findMethod, findOperation, type SdkOperation } from '../../../src/vendors/klaviyo/operations.ts';
import { payloadOf } from '../../../src/vendors/klaviyo/payloads.ts';
import { API_URL } from '../../../src/vendors/klaviyo/hosts.ts';
import { findPrivateKeys } from '../../../src/vendors/klaviyo/keys.ts';
import { sdkPlaceIn } from '../../../src/messages/sdk-place.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { Module } from '../../program/module.ts';
import { sdkVersion } from '../../settings.ts';
import { flatten } from '../../values/value.ts';
import { isClient } from '../../vendor/browsers/browser.ts';
import { apiExpression } from './api-expression.ts';
import { addressArguments, type Surroundings } from './call-arguments.ts';
import { inOrder, isInside, rendered, type Edit } from './edits.ts';
import { type KeyExpression, keyOf } from './key-expression.ts';
import { type PayloadEdits, payloadEdits } from './payload-edits.ts';
import { Refusal, refuse } from './refusal.ts';
import { type ResultPlan, resultPlan } from './result-edits.ts';
import { sdkImports } from './sdk-imports.ts';
import { unusedDeclarations } from './unused-declarations.ts';
import { readWrapped, wrappedResultPlan } from './wrapped-request.ts';
import type { Extra } from './wrapper-body.ts';
import { readRequest, type WrittenRequest } from './written-request.ts';
import { type Endpoint } from '../queries.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** A call of the SDK that takes the place of a raw one. */
export interface SdkSuggestion {
  /** Such as `ProfilesApi.createOrUpdateProfile`. */
  method: string;
  edits: Edit[];
  /** What the wrapper did that the SDK does not, or in its own way. */
  without: Extra[];
}

/** The calls of the SDK that a raw call can become, best first, or why there is none. */
export type SdkSuggestions = { suggestions: SdkSuggestion[]; reason?: undefined } | { suggestions: []; reason: string };

interface Options extends SuggestionPlace {
  methods?: readonly string[];
}

/** To create fails for a profile that exists, so the method that updates it comes first. */
const SAFER: Readonly<Record<string, string>> = { createProfile: 'createOrUpdateProfile' };

/**
 * Translates a raw call to the SDK where all of it is known: address, body, key and what becomes of the answer. Values are read
 * where they are written, so that the new code compiles and sends the same.
 *
 * @param options.methods names of methods that are wanted; by default those for the endpoint
 * @param options.call the call of a wrapper through which the request is sent; by default the one that sends
 */
export function sdkSuggestions(
  request: HttpRequest,
  endpoint: Endpoint,
  { context, module, methods, call }: Options,
): SdkSuggestions {
  try {
    const operation = operationOf(endpoint);
    const { method } = operation.sdk;
    const wanted = methods ?? [SAFER[method] ?? [], method].flat();
    return {
      suggestions: wanted.map(name =>
        suggestionOf(request, endpoint, findMethod(operation.sdk.apiClass, name) ?? operation, {
          context,
          module,
          call,
        }),
      ),
    };
  } catch (error) {
    if (error instanceof Refusal) return { suggestions: [], reason: error.message };
    throw error;
  }
}

const NAMED: readonly Extra[] = ['logs', 'time limit', 'error texts'];

/** What is different behind a wrapper, for the end of a suggestion's title; empty where nothing is. */
export function differenceOf({ without }: SdkSuggestion): string {
  const own = NAMED.filter(extra => without.includes(extra));
  const last = own.pop();
  const lost = last && `without the wrapper's ${own.length > 0 ? `${own.join(', ')} and ` : ''}${last}`;
  const kept = without.includes('retries') ? "with the SDK's retries" : undefined;
  const both = [lost, kept].filter(text => text !== undefined).join(', and ');
  return both && `, ${both}`;
}

/** As fixes of ESLint. */
export function fixOf({ edits }: SdkSuggestion): TSESLint.ReportFixFunction {
  return fixer => inOrder(edits).map(({ range, text }) => fixer.replaceTextRange([...range] as TSESTree.Range, text));
}

function operationOf({ verb, path, text }: Endpoint): SdkOperation {
  if (verb === undefined || path.includes('**')) return refuse('the address is not known');
  if (!flatten(text).startsWith(`${API_URL}/`)) refuse("the host is not known to be Klaviyo's");
  const operation = findOperation(verb, path);
  return operation?.sdk ? { ...operation, sdk: operation.sdk } : refuse('the SDK has no method');
}

/** Where a raw call stands. */
export interface SuggestionPlace {
  context: Context;
  module: Module;
  call?: TSESTree.CallExpression | undefined;
}

function suggestionOf(
  request: HttpRequest,
  endpoint: Endpoint,
  operation: SdkOperation,
  { context, module, call }: SuggestionPlace,
): SdkSuggestion {
  const wrapped = call && call !== request.node ? readWrapped(call, request, module) : undefined;
  const written = wrapped?.written ?? readRequest(request, module);
  const surroundings = surroundingsOf(request, written, { context, module });
  const { source } = surroundings;
  const { apiClass } = operation.sdk;
  if (surroundings.isTypeScript && apiClass === 'ReportingApi') refuse('the types of reports are not known');
  const address = addressArguments(written, operationAt(endpoint, operation), surroundings);
  const { body } = written;
  const payload = body && payloadEdits(body, payloadOf(apiClass, operation.sdk.method)?.type, surroundings);
  if (!payload && wantsBody(operation)) refuse('the call has no body');
  const key = keyOf(request, surroundings);
  const result = wrapped ? wrappedResultPlan(wrapped, operation.verb === 'GET', source) : resultPlan(written, source);
  const args = [...address.ids, ...(body ? [rendered(body, payload?.edits ?? [], source)] : []), address.options];
  const suggestion = callOfSdk(
    operation,
    { request, written, args, key, result, surroundings, ...(payload && { payload }) },
    { context, module },
  );
  return { ...suggestion, without: [...(wrapped?.body.extras ?? [])] };
}

/** What is around a raw call, if the SDK can be called there. @throws Refusal */
export function surroundingsOf(
  { client }: HttpRequest,
  { call }: WrittenRequest,
  { context, module }: SuggestionPlace,
): Surroundings {
  const source = context.sourceCode.text;
  if (sdkPlaceIn(source, client) === 'nowhere') refuse('the SDK cannot be imported there');
  if (isClient(module.path, source)) refuse('the file reaches the browser');
  return { module, source, isTypeScript: /\.[cm]?tsx?$/.test(context.filename), call };
}

/** A raw call with what takes its place. */
interface Translated {
  request: HttpRequest;
  written: WrittenRequest;
  args: readonly (string | undefined)[];
  key: KeyExpression;
  result: ResultPlan;
  /** What changes in the body where it stands. */
  payload?: PayloadEdits;
  surroundings: Surroundings;
}

/** The edits by which a raw call becomes one of a method of the SDK. @throws Refusal */
export function callOfSdk(
  operation: SdkOperation,
  { request, written, args, key, result, payload = { edits: [], types: [] }, surroundings }: Translated,
  { context }: SuggestionPlace,
): SdkSuggestion {
  const { source } = surroundings;
  const { apiClass } = operation.sdk;
  const method = methodIn(sdkVersion(context, 'klaviyo'), operation);
  const imports = sdkImports(context.sourceCode, sdkPlaceIn(source, request.client));
  const api = apiExpression(apiClass, key, imports, surroundings);
  for (const type of payload.types) imports.nameOf(type, 'type');
  const call = `${api.text}.${method}(${args.filter(argument => argument !== undefined).join(', ')})`;
  const replaced = { range: result.replaced.range, text: result.write(call) };
  const { body } = written;
  const inPlace = payload.edits.filter(edit => !body || !isInside(edit, body.range));
  const unused = unusedDeclarations([written.call], [call, ...api.edits.map(({ text }) => text)], source);
  const edits = [replaced, ...result.edits, ...imports.edits(), ...api.edits, ...unused, ...inPlace];
  const kept = withoutLost(edits, unused);
  if (repeatsKey(kept, source)) refuse('a key is written down between the changes');
  return { method: `${apiClass}.${method}`, edits: kept, without: [] };
}

/** The path of the raw call, where another method than its own is wanted. */
function operationAt({ verb, path }: Endpoint, operation: SdkOperation): SdkOperation {
  const own = findOperation(verb, path);
  return { ...operation, path: own?.path ?? operation.path };
}

function wantsBody({ verb, path }: SdkOperation): boolean {
  return verb === 'POST' || verb === 'PATCH' || (verb === 'DELETE' && /relationships|schema/.test(path));
}

/** The oldest release whose types take the names of resources as text. */
const OLDEST_TRANSLATED = '14.0.0';

/** The name of the method in the installed release. */
function methodIn(version: string | undefined, { sdk: { apiClass, method, aliases } }: SdkOperation): string {
  if (version === undefined) return method;
  if (compareReleases(version, OLDEST_TRANSLATED) < 0) refuse('the installed SDK is too old');
  const isCurrent = (alias: string): boolean => {
    const since = historyOf(apiClass, alias)?.since ?? version;
    return compareReleases(since, version) <= 0 && deprecationIn(version, apiClass, alias) === undefined;
  };
  return aliases.find(isCurrent) ?? method;
}

/** ESLint makes one change of several, with all that stands between them, and that text is repeated in reports. */
function repeatsKey(edits: readonly Edit[], source: string): boolean {
  const ends = edits.flatMap(({ range }) => [...range]);
  const between = source.slice(Math.min(...ends), Math.max(...ends));
  return [between, ...edits.map(({ text }) => text)].some(text => findPrivateKeys(text).length > 0);
}

/** An edit inside of what is removed is none. */
function withoutLost(edits: readonly Edit[], removed: readonly Edit[]): Edit[] {
  const isLost = (edit: Edit): boolean =>
    removed.some(
      ({ range }) => isInside(edit, range) && !(edit.range[0] === edit.range[1] && range.includes(edit.range[0])),
    );
  return edits.filter(edit => removed.includes(edit) || !isLost(edit));
}
