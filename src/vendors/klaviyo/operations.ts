import { CLIENT_OPERATIONS } from './client-operations.ts';
import { SDK_OPERATIONS } from './generated/operations.ts';
import type { RateLimit } from './limits.ts';

/** SDK method (empty if there is none), verb, path, limits such as `75/s 750/m 100/d`, deprecated aliases of the method. */
export type OperationRow = readonly [method: string, verb: string, path: string, limits: string, ...aliases: string[]];

/** One operation of the API: a verb and a path. */
export interface Operation {
  /** In capitals. */
  verb: string;
  /** As the vendor writes it, without a trailing slash: `/api/profiles/{id}/lists`. */
  path: string;
  limit: OperationLimit;
  /** Absent for operations that the SDK has no method for; all of those are under `/client`. */
  sdk?: SdkCall;
}

export interface OperationLimit extends RateLimit {
  perDay?: number;
}

export interface SdkCall {
  /** Such as `ProfilesApi`; the ready instance of it is exported without `Api`. */
  apiClass: string;
  method: string;
  /** Other names of the same function, marked as deprecated. */
  aliases: readonly string[];
}

export type SdkOperation = Operation & { sdk: SdkCall };

/** The API classes of the newest SDK. */
export const API_CLASSES: readonly string[] = Object.keys(SDK_OPERATIONS);

/** Stands for a path segment that the caller does not know. */
const UNKNOWN_SEGMENT = '*';

/**
 * Finds the operation behind an HTTP call.
 *
 * @param verb in any case; undefined if not known, which finds an operation only where the path has a single one
 * @param path see {@link operationsForPath}
 */
export function findOperation(verb: string | undefined, path: string): Operation | undefined {
  const operations = operationsForPath(path);
  if (verb === undefined) return operations.length === 1 ? operations[0] : undefined;
  return operations.find(operation => operation.verb === verb.toUpperCase());
}

/**
 * All operations on a path, in the order of their verbs.
 *
 * @param path `/api/…` or `/client/…`; query, fragment, trailing slash and doubled leading slashes do not matter. Where the
 *   vendor has an id any text will do. `*` is a segment that is not known and is taken for an id, never for a name.
 */
export function operationsForPath(path: string): readonly Operation[] {
  let node: PathNode | undefined = pathTree();
  for (const segment of segmentsOf(path)) {
    node = childFor(segment, node);
    if (node === undefined) return [];
  }
  return node.operations;
}

/**
 * Finds what an SDK method calls; `sdk.method` differs from the requested name when that is a deprecated alias.
 *
 * @param apiClass such as `ProfilesApi`
 */
export function findMethod(apiClass: string, method: string): SdkOperation | undefined {
  return methodIndex().get(`${apiClass}.${method}`);
}

/** Every operation that is known: those of the newest SDK, and the client operations that it lacks. */
export const allOperations: () => readonly Operation[] = once(() => {
  const ofSdk = Object.entries(SDK_OPERATIONS).flatMap(([apiClass, rows]) =>
    rows.map(row => operationOf(row, apiClass)),
  );
  const operations = [...ofSdk, ...CLIENT_OPERATIONS.map(row => operationOf(row))];
  return operations.sort((a, b) => (`${a.path} ${a.verb}` < `${b.path} ${b.verb}` ? -1 : 1));
});

const methodIndex = once(() => {
  const operations = allOperations().filter((operation): operation is SdkOperation => operation.sdk !== undefined);
  return new Map(operations.flatMap(operation => namesOf(operation).map(name => [name, operation] as const)));
});

const pathTree = once(() => {
  const root = emptyNode();
  for (const operation of allOperations()) {
    const leaf = segmentsOf(operation.path).reduce(growChild, root);
    leaf.operations.push(operation);
  }
  return root;
});

/** Built for the first query, because most linted files need none. */
function once<T>(build: () => T): () => T {
  let built: T | undefined;
  return () => (built ??= build());
}

function operationOf([method, verb, path, limits, ...aliases]: OperationRow, apiClass?: string): Operation {
  const operation = { verb, path, limit: limitOf(limits) };
  return apiClass === undefined ? operation : { ...operation, sdk: { apiClass, method, aliases } };
}

function limitOf(limits: string): OperationLimit {
  const [burstPerSecond, steadyPerMinute, perDay] = limits.split(' ').map(Number.parseFloat) as [
    number,
    number,
    number?,
  ];
  return { burstPerSecond, steadyPerMinute, ...(perDay === undefined ? {} : { perDay }) };
}

function namesOf({ sdk: { apiClass, method, aliases } }: SdkOperation): string[] {
  return [method, ...aliases].map(name => `${apiClass}.${name}`);
}

interface PathNode {
  names: Map<string, PathNode>;
  id?: PathNode;
  operations: Operation[];
}

/** The vendor never has a name and an id as the same segment, so there is no second way to try. */
function childFor(segment: string, node: PathNode): PathNode | undefined {
  if (segment === '') return undefined;
  if (segment === UNKNOWN_SEGMENT) return node.id;
  return node.names.get(segment) ?? node.id;
}

function growChild(node: PathNode, segment: string): PathNode {
  if (segment.startsWith('{')) return (node.id ??= emptyNode());
  const child = node.names.get(segment) ?? emptyNode();
  node.names.set(segment, child);
  return child;
}

function emptyNode(): PathNode {
  return { names: new Map(), operations: [] };
}

function segmentsOf(path: string): string[] {
  return path
    .replace(/[?#][^]*/, '')
    .replace(/^\/+|\/$/g, '')
    .split('/');
}
