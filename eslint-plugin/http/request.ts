import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../evaluator/evaluate.ts';
import { invocationOf, withBound } from '../evaluator/invocation.ts';
import { joinUrl } from '../evaluator/urls.ts';
import { spelledNames } from '../program/node.ts';
import type { Frame } from '../values/frame.ts';
import { recordIncomplete } from '../values/incomplete.ts';
import {
  ANY_MEMBER,
  alternativesOf,
  textFrom,
  textsOf,
  join,
  UNKNOWN,
  type Value,
  CUT,
  HOLE,
  type Text,
} from '../values/value.ts';
import { commands, requestsOfTemplate } from './clients/commands.ts';
import { givesAnyStatus } from './accepted-statuses.ts';
import { ANY_CHAIN, applyChain, baseInChain, bodyInChain, callsAfter, REQUEST_OBJECT_CHAIN } from './chain.ts';
import type { ClientModel, HttpClient, RequestDraft } from './client-model.ts';
import { clientUse, type ClientUse } from './client.ts';
import { configurationsOf, headersIn } from './configuration.ts';
import { type HeaderSet, mergeHeaders, noHeaders } from './headers.ts';
import { ANY_HOOKS, headersByHooks } from './hooks.ts';
import { injectedRequest, isInjectedClient, isRequestHelper } from './injected-client.ts';
import { BASE_KEYS, BODY_KEYS, hostOf, isOpen, option, passwordIn, URL_KEYS, VERB_KEYS } from './options.ts';
import { verbNamed } from './verbs.ts';

export type CallSite = TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.TaggedTemplateExpression;

/** An HTTP request as far as the source shows. Each part is known, partly known (texts with holes) or unknown. */
export interface HttpRequest {
  /** The call that sends it. */
  node: CallSite;
  /** The client, as its package or global is named; `injected` for one that is injected. */
  client: string;
  /** Upper-case verbs, or unknown. */
  verb: Value;
  url: Value;
  headers: HeaderSet;
  /** The password of the user whom options name, which the client makes a header of. */
  password: Value | undefined;
  /** Undefined when the call gives none. */
  body: Value | undefined;
  /** Its options accept every status, so that a client which throws by itself does not. */
  givesAnyStatus: boolean;
  /** Nothing else runs until it is answered. */
  isBlocking: boolean;
}

/** The request that a call itself sends, if its callee is an HTTP client. */
export function directRequests(node: TSESTree.CallExpression, frame: Frame): HttpRequest[] {
  const called = invocationOf(node, frame);
  const names = spelledNames(called.callee);
  return alternativesOf(evaluate(called.callee, frame)).flatMap(choice => {
    const use = clientUse(choice);
    // Most calls are none of a client; their arguments are never read.
    if (!use && !isRequestHelper(names) && !isInjectedClient(names, choice)) return [];
    const drafts = use
      ? requestsOf(use, withBound(choice, called.args()), node)
      : [injectedRequest(called.callee, choice, called.args()) ?? []].flat();
    const requests = drafts.map(draft => complete(draft, node, use?.client, frame));
    if (use && requests.some(({ url }) => textsOf(url).some(isHostCut)))
      recordIncomplete('its address has too many alternatives', node);
    return requests;
  });
}

/** The requests of a command of a shell in a tagged template. */
export function templateRequests(node: TSESTree.TaggedTemplateExpression, frame: Frame): HttpRequest[] {
  const tag = evaluate(node.tag, frame);
  if (tag.kind === 'function') return [];
  const client = { name: '$', model: commands, defaults: [], mutations: [] };
  return requestsOfTemplate(tag, textsOf(evaluate(node.quasi, frame)), node).map(draft =>
    complete(draft, node, client, frame),
  );
}

/** Whether the host is among alternatives that are not followed; behind an unknown part it would not be known anyway. */
function isHostCut({ parts }: Text): boolean {
  const cut = parts.findIndex(part => 'hole' in part && part.hole === CUT.hint);
  const before = parts.slice(0, cut).map(part => ('text' in part ? part.text : HOLE));
  return cut >= 0 && /^(?:https?:)?(?:\/\/[^/]*)?$/.test(before.join(''));
}

/** The request that a call sends if its callee, whatever it is, sends what it is given. */
export function injectedRequests(node: TSESTree.CallExpression, frame: Frame): HttpRequest[] {
  const called = invocationOf(node, frame);
  const names = spelledNames(called.callee);
  const draft =
    isRequestHelper(names) || isInjectedClient(names, UNKNOWN)
      ? injectedRequest(called.callee, UNKNOWN, called.args())
      : undefined;
  return draft ? [complete(draft, node, undefined, frame)] : [];
}

function requestsOf({ client, method }: ClientUse, args: readonly Value[], node: TSESTree.Node): RequestDraft[] {
  if (method === ANY_MEMBER) return [{ verb: UNKNOWN, url: args[0], options: UNKNOWN }];
  const { model } = client;
  return [model.draft({ client, method, verb: verbNamed(method, node), args, node }) ?? []].flat();
}

/** How a client is read of which nothing is known but that it sends what it is given, and maybe headers of its own. */
const ANY_MODEL: Pick<ClientModel, 'hooks' | 'chain'> = { hooks: ANY_HOOKS, chain: ANY_CHAIN };

/** Adds the options, the client's configuration and the calls on the request. */
function complete(
  draft: RequestDraft,
  node: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression,
  client: HttpClient | undefined,
  frame: Frame,
): HttpRequest {
  const { chain, hooks = [] } = client?.model ?? ANY_MODEL;
  const sources = [...(client ? configurationsOf(client) : []), draft.options].filter(source => source !== undefined);
  const headers = [...sources.map(headersIn), ...sources.map(source => headersByHooks(source, hooks))].reduce(
    mergeHeaders,
    noHeaders(),
  );
  applyChain(headers, draft.calls ?? [], REQUEST_OBJECT_CHAIN);
  const calls = chain && node.type === 'CallExpression' ? callsAfter(node, chain, frame) : [];
  if (chain) applyChain(headers, calls, chain);
  if (draft.isOpen ?? !client) headers.open = true;
  const base =
    draft.base ?? (chain && baseInChain(calls, chain)) ?? lastDefined(sources.map(source => option(source, BASE_KEYS)));
  const given = draft.url ?? option(draft.options, URL_KEYS) ?? (isOpen(draft.options) ? UNKNOWN : undefined);
  const host = hostOf(draft.options, node);
  return {
    node,
    client: client?.name ?? 'injected',
    verb: verbOf(draft, sources, node),
    url: joinUrl(host ?? base, given ?? textFrom('', node)),
    headers,
    password: lastDefined(sources.map(passwordIn)),
    body:
      draft.body ??
      lastDefined(sources.map(source => option(source, BODY_KEYS))) ??
      (chain && bodyInChain(calls, chain)),
    givesAnyStatus: client !== undefined && givesAnyStatus(client, sources),
    isBlocking: draft.isBlocking === true,
  };
}

function lastDefined(values: readonly (Value | undefined)[]): Value | undefined {
  return values.findLast(value => value !== undefined);
}

function verbOf(draft: RequestDraft, sources: readonly Value[], node: TSESTree.Node): Value {
  const verb = draft.verb ?? lastDefined(sources.map(source => option(source, VERB_KEYS)));
  if (verb)
    return join(
      textsOf(verb).map(text => ({
        ...text,
        parts: text.parts.map(part => ('text' in part ? { ...part, text: part.text.toUpperCase() } : part)),
      })),
    );
  return isOpen(draft.options) ? UNKNOWN : textFrom('GET', node);
}
