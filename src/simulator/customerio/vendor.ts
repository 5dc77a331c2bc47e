import { findHost, HOSTS, REGIONS, type Api, type Region } from '../../vendors/customerio/hosts.ts';
import { limitOf, RATE_LIMITS } from '../../vendors/customerio/limits.ts';
import { findOperation, operationsForPath, type Operation } from '../../vendors/customerio/operations.ts';
import { STRICT_HEADER } from '../../vendors/customerio/pipelines.ts';
import { emptyAnswer } from '../exchange.ts';
import type { Answer, SimulatedRequest } from '../exchange.ts';
import { parse } from '../json.ts';
import { RateWindows } from '../rate-windows.ts';
import { withoutSecrets } from '../record.ts';
import type { Place, Vendor } from '../simulation.ts';
import { stateOf } from '../state.ts';
import { refuseKey } from './admission.ts';
import { APP_HANDLERS } from './app-answers.ts';
import type { Call, Handler } from './call.ts';
import { secretForms } from './keys.ts';
import type { CustomerioKeys } from './keys.ts';
import { bodyLimit, PIPELINES_HANDLERS } from './pipelines-answers.ts';
import { isRefusal, refused } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { answerResource } from './resources.ts';
import { TRACK_HANDLERS } from './track-answers.ts';
import { Workspace } from './workspace.ts';
import type { WorkspaceOptions } from './workspace.ts';

/** Where the simulated hosts listen, by region and API. */
export type Origins = Readonly<Record<Region, Readonly<Record<Api, string>>>>;

/** Which of the vendor's hosts was asked. */
export interface CustomerioPlace extends Place {
  api: Api;
  region: Region;
  origins: Origins;
}

/** What a scenario has in another way than the healthy APIs. */
export interface CustomerioChanges {
  /** A refusal of every call that has come so far. */
  refusal?: Refusal;
  /** A refusal of transactional messages. */
  sendRefusal?: Refusal;
}

export interface CustomerioVendorOptions extends Omit<WorkspaceOptions, 'signingKey'> {
  keys: CustomerioKeys;
  /** Where the account is. */
  region: Region;
  enforcesLimits: boolean;
}

const HANDLERS: Readonly<Record<Api, Readonly<Record<string, Handler>>>> = {
  track: TRACK_HANDLERS,
  app: APP_HANDLERS,
  pipelines: PIPELINES_HANDLERS,
};

/** Customer.io's APIs in good health. They remember what requests did. */
export function createCustomerio(options: CustomerioVendorOptions): Vendor<CustomerioChanges, CustomerioPlace> {
  const workspace = new Workspace({ ...options, signingKey: options.keys.signingKey });
  const windows = new RateWindows(options.enforcesLimits);
  const secrets = secretForms(options.keys);

  function respond(request: SimulatedRequest, place: CustomerioPlace, changes: CustomerioChanges): Answer | Refusal {
    const { pathname, searchParams } = urlOf(request);
    const { api } = place;
    const refusal = refuseKey(request, api, pathname, options.keys) ?? changes.refusal;
    if (refusal !== undefined) return refusal;
    if (place.region !== options.region) return redirected(request, place, options.region);
    const operation = operationAt(api, request.method, pathname);
    if (isRefusal(operation)) return operation;
    const { retryAfter } = windows.count(limitsOf(operation), workspace.now);
    // The vendor tells no time to wait.
    if (retryAfter !== undefined) return { status: 429, reason: 'Too many requests.' };
    if (api === 'pipelines' && Buffer.byteLength(request.body) > bodyLimit(operation.method))
      return { status: 413, reason: 'The body is too large.' };
    if (changes.sendRefusal !== undefined && operation.path.startsWith('/v1/send/')) return changes.sendRefusal;
    const { region } = options;
    return perform({
      operation,
      ids: idsIn(operation.path, pathname),
      query: searchParams,
      body: parse(request.body),
      workspace,
      isStrict: request.headers[STRICT_HEADER.toLowerCase()] === '1',
      homeUrl: `https://${HOSTS.track[region]}`,
      region,
    });
  }

  return {
    answer(request, now, place, changes = {}) {
      workspace.now = now;
      const given = respond(request, place, changes);
      const result = isRefusal(given) ? refused(place.api, urlOf(request).pathname, given) : given;
      return { ...result, body: withoutSecrets(result.body, secrets) };
    },
    state: () => stateOf(workspace.store, []),
  };
}

function perform(call: Call): Answer | Refusal {
  const { api, method } = call.operation;
  const handlers = HANDLERS[api];
  return (Object.hasOwn(handlers, method) ? handlers[method]! : answerResource)(call);
}

/**
 * To the same path of the right region. A request through a proxy is redirected to the vendor's own host, as the vendor does; that of the simulator
 * is no host of the vendor's, so clients that care drop the key on the way.
 *
 * Source: the README of customerio/customerio-node for the redirect. Which of its statuses the vendor sends is not published.
 */
function redirected({ url, headers }: SimulatedRequest, { api, origins }: CustomerioPlace, region: Region): Answer {
  const isProxied = findHost(headers['x-forwarded-host'] ?? '') !== undefined;
  const origin = isProxied ? `https://${HOSTS[api][region]}` : origins[region][api];
  return emptyAnswer(301, { location: origin + url });
}

function limitsOf(operation: Operation): { name: string; most: number; lengthMs: number }[] {
  const name = limitOf(operation);
  if (name === undefined) return [];
  const { requests, seconds } = RATE_LIMITS[name];
  return [{ name, most: requests, lengthMs: seconds * 1_000 }];
}

function operationAt(api: Api, verb: string, path: string): Operation | Refusal {
  const found = findOperation(api, verb, path);
  if (found !== undefined) return found;
  return operationsForPath(api, path).length === 0
    ? { status: 404, reason: 'not found' }
    : { status: 405, reason: 'method not allowed' };
}

function idsIn(pattern: string, path: string): Record<string, string> {
  const given = segmentsOf(path);
  return Object.fromEntries(
    segmentsOf(pattern).flatMap((segment, index) =>
      segment.startsWith('{') ? [[segment.slice(1, -1), decoded(given[index] ?? '')]] : [],
    ),
  );
}

function segmentsOf(path: string): string[] {
  return path.replace(/^\/+|\/$/g, '').split('/');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A target that is no path is the root. */
function urlOf({ url }: SimulatedRequest): URL {
  const target = url.replace(/^\/+/, '/');
  return new URL(URL.canParse(target, 'http://127.0.0.1') && target.startsWith('/') ? target : '/', 'http://127.0.0.1');
}

/** Every host that is simulated, in the order of their ports. */
export const SIMULATED_HOSTS: readonly { region: Region; api: Api; host: string }[] = REGIONS.flatMap(region =>
  (['track', 'app', 'pipelines'] as const).map(api => ({ region, api, host: HOSTS[api][region] })),
);
