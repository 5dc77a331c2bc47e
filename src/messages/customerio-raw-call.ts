import type { SdkPlace } from './sdk-place.ts';
import type { EndpointPath } from '../vendors/customerio/endpoints.ts';
import { type Api, APIS, BASE_PATHS, CLIENTS, HOSTS, REGION_NAMES } from '../vendors/customerio/hosts.ts';
import { findOperation, type Operation } from '../vendors/customerio/operations.ts';
import { SDK_PACKAGE } from '../vendors/customerio/sdk-release.ts';

/** An endpoint that a raw call goes to, or that a caller of a wrapper asks for. */
export interface CalledEndpoint extends EndpointPath {
  verb: string | undefined;
}

/** A message of `no-raw-http`, and the values of its placeholders. */
export interface RawCallMessage {
  messageId:
    | 'rawCall'
    | 'rawCallOf'
    | 'rawCallOfWrapper'
    | 'rawCallWithoutMethod'
    | 'rawCallWithoutSdk'
    | 'formerHostWithoutSdk'
    | 'otherHostWithoutSdk'
    | 'noMethodWithoutSdk';
  data: Record<string, string>;
}

/** The oldest release that the facts know; it stands for any older one, too. */
const OLDEST = '1.0.1';

/** The base of an API, which a client is made with. */
const ROOT = /^(?:\/api)?(?:\/v\d+)?\/?$/;

/**
 * Chooses the message for a call.
 *
 * @param callers gives the endpoints that each caller asks for, where the call is that of a wrapper
 * @param client that sends it
 */
export function describeRawCall(
  endpoint: CalledEndpoint,
  place: SdkPlace,
  callers: () => readonly CalledEndpoint[],
  client = '',
): RawCallMessage {
  const { api, verb, path } = endpoint;
  const called = [verb, path].filter(Boolean).join(' ');
  if (place === 'nowhere') return withoutSdk(endpoint, called, REPEATED[client] ?? 'with growing pauses');
  const sdk = place === 'deno' ? `npm:${SDK_PACKAGE}` : SDK_PACKAGE;
  const operation = operationOf(endpoint);
  if (operation) {
    const data = { endpoint: called, method: methodOf(operation), sdk: withRelease(sdk, [operation]) };
    return { messageId: 'rawCallOf', data };
  }
  if (isWhole(endpoint)) return { messageId: 'rawCallWithoutMethod', data: { endpoint: called, sdk } };
  const operations = path.includes('*') ? callers().flatMap(caller => operationOf(caller) ?? []) : [];
  return operations.length === 0
    ? { messageId: 'rawCall', data: { client: CLIENTS[api], sdk } }
    : { messageId: 'rawCallOfWrapper', data: { sdk: withRelease(sdk, operations), ...methodsFor(operations) } };
}

/** How a client repeats what failed by itself. Sources: the help texts of curl 7.88 and GNU Wget 1.21; read 2026-11-22. */
const REPEATED: Readonly<Record<string, string>> = {
  curl: "with '--fail --retry 5'",
  wget: "with '--tries=5 --retry-on-http-error=429,500,502,503,504'",
};

/** Where nothing can be imported, what is called is all that can be put right. */
function withoutSdk(endpoint: CalledEndpoint, called: string, repeated: string): RawCallMessage {
  const { api, region, isFormerHost } = endpoint;
  const host = HOSTS[api][region];
  if (isFormerHost) return { messageId: 'formerHostWithoutSdk', data: { endpoint: called, host, repeated } };
  const data = { endpoint: called, host, repeated };
  if (isWhole(endpoint) && !operationOf(endpoint)) {
    const right = APIS.find(
      each => each !== api && operationOf({ ...endpoint, api: each, path: pathAt(each, endpoint) }),
    );
    return right
      ? { messageId: 'otherHostWithoutSdk', data: { ...data, right: HOSTS[right][region] + pathAt(right, endpoint) } }
      : { messageId: 'noMethodWithoutSdk', data: { ...data, sdk: SDK_PACKAGE } };
  }
  const other = region === 'us' ? 'eu' : 'us';
  const regions = { region: REGION_NAMES[region], other: REGION_NAMES[other], otherHost: HOSTS[api][other] };
  return { messageId: 'rawCallWithoutSdk', data: { ...data, ...regions } };
}

/** The same path below the base of another API. */
function pathAt(api: Api, { path }: CalledEndpoint): string {
  return path.replace(BASE, `${BASE_PATHS[api]}/`);
}

const BASE = /^(?:\/api)?\/v1\//;

/** Whether all of it is known, so that what has no method is known to have none. */
function isWhole({ verb, path }: CalledEndpoint): boolean {
  return verb !== undefined && !path.includes('*') && !ROOT.test(path);
}

function operationOf({ api, verb, path }: CalledEndpoint): Operation | undefined {
  return path.includes('**') ? undefined : findOperation(api, verb, path);
}

function methodOf({ client, method }: Operation): string {
  return `${client}.${method}`;
}

/** Names the release that has all methods, where it is not every one that is in use. */
function withRelease(sdk: string, operations: readonly Operation[]): string {
  const [newest = OLDEST] = operations
    .map(({ since }) => since)
    .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }));
  return newest === OLDEST ? `'${sdk}'` : `'${sdk}' ${newest} or newer`;
}

/** How many methods a message names. */
const MOST_NAMED = 3;

function methodsFor(operations: readonly Operation[]): { callers: string; methods: string } {
  const names = [...new Set(operations.map(methodOf))].sort().map(name => `'${name}'`);
  const more = names.length - MOST_NAMED;
  return {
    callers: operations.length === 1 ? 'its caller needs' : `its ${operations.length} callers need`,
    methods: more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', '),
  };
}
