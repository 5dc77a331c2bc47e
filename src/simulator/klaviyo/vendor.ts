import { locateEndpoint } from '../../vendors/klaviyo/endpoints.ts';
import type { Audience } from '../../vendors/klaviyo/endpoints.ts';
import { API_URL } from '../../vendors/klaviyo/hosts.ts';
import { operationsForPath } from '../../vendors/klaviyo/operations.ts';
import type { Operation, SdkOperation } from '../../vendors/klaviyo/operations.ts';
import { scopesOf } from '../../vendors/klaviyo/scopes.ts';
import { findCallIn } from '../../vendors/klaviyo/shapes.ts';
import { Account } from './account.ts';
import { notFound, refuseKey, refuseRevision, refuseScopes, throttled } from './admission.ts';
import { answerClient } from './client-answers.ts';
import { exampleDocument } from './example-document.ts';
import { answer } from './answer.ts';
import type { Answer, SimulatedRequest } from '../exchange.ts';
import type { VendorChanges } from './answer.ts';
import type { JsonObject } from '../json.ts';
import { limitHeaders, limitsOf } from './operation-limits.ts';
import { perform } from './perform.ts';
import type { PerformContext } from './perform.ts';
import { RateWindows } from '../rate-windows.ts';
import { refused } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { servedRevision } from './served-revision.ts';
import type { Place, Vendor } from '../simulation.ts';
import { stateOf } from '../state.ts';
import { withoutSecrets } from '../record.ts';
import type { Delivery } from '../webhook-sending.ts';
import { deliveriesOf } from './webhook-deliveries.ts';

export interface VendorOptions {
  /** The one private key that is known. */
  key: string;
  seed: number;
  /** Where the simulated API is, for links. */
  apiUrl: string;
  /** Returns the day that counts as today for the life of revisions, `YYYY-MM-DD`. */
  asOf: () => string;
  /** Whether the key has a scope. */
  isGranted: (scope: string) => boolean;
  /** How many resources of each type there are to begin with. */
  resources: number;
  /** Whether too many requests are refused; they are counted in any case. */
  enforcesLimits: boolean;
  /** Takes a delivery of a webhook that is to be sent. */
  deliver: (delivery: Delivery) => void;
}

/** What of a resource is a secret. */
const HIDDEN = ['secret_key'];

const RETIRED = 'This API was retired. See https://developers.klaviyo.com for its successors.';

/** Klaviyo's API in good health. It remembers what requests did. */
export function createVendor(options: VendorOptions): Vendor<VendorChanges, Place> {
  const account = new Account(options.seed, options.resources);
  const windows = new RateWindows(options.enforcesLimits);
  let requests = 0;

  function respond(request: SimulatedRequest, now: number, changes: VendorChanges): Answer | Refusal {
    account.now = now;
    const url = urlOf(request, options.apiUrl);
    const audience = audienceOf(url);
    if (audience === 'legacy')
      return answer(410, JSON.stringify({ status: 410, message: RETIRED }), { 'content-type': 'application/json' });
    const key = audience === 'client' ? undefined : refuseKey(request, options.key);
    const refusal = key ?? refuseRevision(request, url.pathname, options.asOf());
    if (refusal !== undefined) return refusal;
    const operation = operationAt(url.pathname, request.method);
    if ('status' in operation) return operation;
    const rate = windows.count(limitsOf(operation), now);
    if (rate.retryAfter !== undefined) return throttled(rate.retryAfter);
    const isGranted = changes.isGranted ?? options.isGranted;
    const context = {
      ...options,
      account,
      accountChanges: changes.account ?? {},
      isGranted,
      url,
      request,
      now,
      operation,
      revision: servedRevision(request.headers['revision'], options.asOf()),
    };
    return withHeaders(act(context), changes.rateLimitHeaders ?? limitHeaders(operation, rate));
  }

  account.events.listen(event => {
    const deliveries = deliveriesOf(account, event, () => eventDocument(account, event.id, options));
    for (const delivery of deliveries) options.deliver(delivery);
  });

  return {
    answer(request, now, _place, changes = {}) {
      requests += 1;
      const result = respond(request, now, changes);
      return withoutKey(isRefusal(result) ? refused(result, options.seed, requests) : result, options.key);
    },
    state: () => stateOf(account.store, HIDDEN),
  };
}

/** An event as `getEvent` answers it. */
function eventDocument(account: Account, id: string, { seed, apiUrl }: VendorOptions): JsonObject {
  const links = { self: `${apiUrl}/api/events/${id}` };
  return exampleDocument('GetEventResponseCompoundDocument', [id], links, {
    seed,
    apiUrl,
    include: [],
    additional: new Map(),
    known: (type, known) => account.knownOf(type, known),
    isCreated: (type, created) => account.isCreated(type, created),
    linked: (owner, type) => account.linked(owner, type),
  });
}

/** What comes of a request that is neither refused at the door nor too many. */
function act(context: PerformContext): Answer | Refusal {
  const { operation } = context;
  if (!isOfSdk(operation)) return answerClient(context);
  const { sdk, path } = operation;
  const call = findCallIn(context.revision, operation);
  if (call === undefined) return notFound('No valid revisions found for this method: it came with a later one.');
  const isPrivate = path.startsWith('/api/');
  const scopes = isPrivate ? refuseScopes(scopesOf(sdk.apiClass, sdk.method), context.isGranted) : undefined;
  return scopes ?? perform(context, call);
}

function isOfSdk(operation: Operation): operation is SdkOperation {
  return operation.sdk !== undefined;
}

/** A target that is no path, such as that of a proxy request, is the root. */
function urlOf({ url }: SimulatedRequest, apiUrl: string): URL {
  const target = url.replace(/^\/+/, '/');
  return new URL(target.startsWith('/') && URL.canParse(target, apiUrl) ? target : '/', apiUrl);
}

function audienceOf(url: URL): Audience | undefined {
  return locateEndpoint(`${API_URL}${url.pathname}`, { hasKlaviyoScheme: true, isPathOwn: false })?.audience;
}

function withHeaders(result: Answer | Refusal, headers: Record<string, string>): Answer | Refusal {
  return isRefusal(result)
    ? { ...result, headers: { ...result.headers, ...headers } }
    : { ...result, headers: { ...result.headers, ...headers } };
}

function isRefusal(result: Answer | Refusal): result is Refusal {
  return 'code' in result;
}

/** The operation behind a path and a verb, or why there is none. */
function operationAt(path: string, verb: string): Operation | Refusal {
  const operations = operationsForPath(path);
  const found = operations.find(operation => operation.verb === verb);
  if (found !== undefined) return found;
  if (operations.length === 0) return notFound('The path is none of this API.');
  const detail = 'The method is not allowed for this path.';
  return {
    status: 405,
    code: 'method_not_allowed',
    title: detail,
    detail,
    headers: { allow: operations.map(operation => operation.verb).join(', ') },
  };
}

/** Whatever a request brought along, the key is never sent back. */
function withoutKey(given: Answer, key: string): Answer {
  return { ...given, body: withoutSecrets(given.body, [key]) };
}
