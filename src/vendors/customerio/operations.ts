import { SDK_OPERATIONS } from './generated/operations.ts';
import { REMOVED_METHODS } from './generated/removed-methods.ts';
import { APIS, CLIENTS, type Api } from './hosts.ts';

/**
 * SDK method, verb, path from the root of the host, the release that has it first, and what it gives: `{ segments: [...], next }` as the SDK
 * documents it, `204` for nothing, or an empty text where it does not say.
 */
export type OperationRow = readonly [method: string, verb: string, path: string, since: string, gives: string];

/** One operation of an API: a verb and a path. */
export interface Operation {
  api: Api;
  /** In capitals. */
  verb: string;
  /** As the SDK has it: `/api/v1/customers/{customerId}/events`. */
  path: string;
  /** The client of the SDK that has the method. */
  client: string;
  method: string;
  /** The first release of the SDK that has the method; 1.0.1 stands for any older one, too. */
  since: string;
  gives: string;
}

/** Methods that send a special case of what another one sends; that one is named for a raw call. */
const SPECIAL_CASES: readonly string[] = ['trackPageView'];

/** Stands for a path segment that the caller does not know. */
const UNKNOWN_SEGMENT = '*';

/** Every operation of the newest SDK. */
export const OPERATIONS: readonly Operation[] = APIS.flatMap(api =>
  (SDK_OPERATIONS[CLIENTS[api]] ?? []).map(([method, verb, path, since, gives]) => ({
    api,
    verb,
    path,
    client: CLIENTS[api],
    method,
    since,
    gives,
  })),
);

/**
 * Finds the operation behind an HTTP call. Where a path has a name at a place at which another one has an id, the name wins.
 *
 * @param verb in any case; undefined if not known, which finds an operation only where the path has a single one
 * @param path from the root of the host; query, fragment and trailing slash do not matter. Where the vendor has an id any text will do. `*` is
 *   a segment that is not known and is taken for an id, never for a name.
 */
export function findOperation(api: Api, verb: string | undefined, path: string): Operation | undefined {
  const found = operationsForPath(api, path).filter(
    operation => verb === undefined || operation.verb === verb.toUpperCase(),
  );
  return verb === undefined && found.length > 1 ? undefined : found[0];
}

/** All operations of a path, in the order of their verbs; those of a method that is a special case of another are left out. */
export function operationsForPath(api: Api, path: string): readonly Operation[] {
  const segments = segmentsOf(path);
  const fitting = OPERATIONS.filter(
    operation =>
      operation.api === api && !SPECIAL_CASES.includes(operation.method) && fits(segmentsOf(operation.path), segments),
  );
  const byVerb = new Map<string, Operation>();
  for (const operation of fitting.sort(byNames)) if (!byVerb.has(operation.verb)) byVerb.set(operation.verb, operation);
  return [...byVerb.values()].sort((a, b) => (a.verb < b.verb ? -1 : 1));
}

/** Finds what a method of a client calls. */
export function findMethod(client: string, method: string): Operation | undefined {
  return OPERATIONS.find(operation => operation.client === client && operation.method === method);
}

/** The releases that have a method which the newest one lacks: the first and the last. */
export function removedMethod(client: string, method: string): { since: string; until: string } | undefined {
  const methods = REMOVED_METHODS[client];
  const found = methods !== undefined && Object.hasOwn(methods, method) ? methods[method] : undefined;
  return found && { since: found[0], until: found[1] };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : part === segments[index]))
  );
}

/** Those with more names first. */
function byNames(left: Operation, right: Operation): number {
  return idsIn(left) - idsIn(right);
}

function idsIn({ path }: Operation): number {
  return path.split('{').length - 1;
}

function segmentsOf(path: string): string[] {
  return path
    .replace(/[?#][^]*/, '')
    .replace(/^\/+|\/$/g, '')
    .split('/')
    .map(segment => (segment === UNKNOWN_SEGMENT ? '{}' : segment));
}
