import type { SdkPlace } from '../../src/messages/sdk-place.ts';
import type { EndpointPath } from '../../src/vendors/customerio/endpoints.ts';
import { CLIENTS } from '../../src/vendors/customerio/hosts.ts';
import { findOperation, type Operation } from '../../src/vendors/customerio/operations.ts';
import { SDK_PACKAGE } from '../../src/vendors/customerio/sdk-release.ts';

/** An endpoint that a raw call goes to, or that a caller of a wrapper asks for. */
export interface CalledEndpoint extends EndpointPath {
  verb: string | undefined;
}

/** A message of `no-raw-http`, and the values of its placeholders. */
export interface RawCallMessage {
  messageId: 'rawCall' | 'rawCallOf' | 'rawCallOfWrapper' | 'rawCallWithoutMethod' | 'rawCallWithoutSdk';
  data: Record<string, string>;
}

/** The oldest release that the facts know; it stands for any older one, too. */
const OLDEST = '1.0.1';

/** The base of an API, which a client is made with. */
const ROOT = /^(?:\/api)?(?:\/v\d+)?\/?$/;

/** Chooses the message for a call. @param callers gives the endpoints that each caller asks for, where the call is that of a wrapper */
export function describeRawCall(
  endpoint: CalledEndpoint,
  place: SdkPlace,
  callers: () => readonly CalledEndpoint[],
): RawCallMessage {
  const { api, verb, path } = endpoint;
  const called = [verb, path].filter(Boolean).join(' ');
  if (place === 'nowhere') return { messageId: 'rawCallWithoutSdk', data: { endpoint: called } };
  const sdk = place === 'deno' ? `npm:${SDK_PACKAGE}` : SDK_PACKAGE;
  const operation = operationOf(endpoint);
  if (operation) {
    const data = { endpoint: called, method: methodOf(operation), sdk: withRelease(sdk, [operation]) };
    return { messageId: 'rawCallOf', data };
  }
  if (verb !== undefined && !path.includes('*') && !ROOT.test(path))
    return { messageId: 'rawCallWithoutMethod', data: { endpoint: called, sdk } };
  const operations = path.includes('*') ? callers().flatMap(caller => operationOf(caller) ?? []) : [];
  return operations.length === 0
    ? { messageId: 'rawCall', data: { client: CLIENTS[api], sdk } }
    : { messageId: 'rawCallOfWrapper', data: { sdk: withRelease(sdk, operations), ...methodsFor(operations) } };
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
