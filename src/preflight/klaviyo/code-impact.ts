import type { CodeUse, OperationUse } from './project-use.ts';

const MOST_NAMED = 8;

/** The resources of the API that a code uses, such as `lists`; undefined where a part of it is not known. */
export function resourcesOf(code: CodeUse | undefined): ReadonlySet<string> | undefined {
  if (code === undefined || code.unread > 0 || code.operations.length === 0) return undefined;
  if (code.operations.some(({ scopes }) => scopes.length === 0)) return undefined;
  return new Set(code.operations.flatMap(({ scopes }) => scopes.map(resourceOf)));
}

/** What of a code does not work while these resources do not; all of it where none is named. One line for each operation. */
export function affectedCalls(code: CodeUse | undefined, resources?: readonly string[]): string[] {
  const affected = (code?.operations ?? []).filter(
    ({ scopes }) => resources === undefined || scopes.some(scope => resources.includes(resourceOf(scope))),
  );
  const lines = [...byOperation(affected)].map(([operation, places]) => `${operation} (${placesOf(places)})`);
  const more = lines.length - MOST_NAMED;
  return more > 0 ? [...lines.slice(0, MOST_NAMED), `and ${more} more operations`] : lines;
}

/** `lists:read` is about `lists`. */
export function resourceOf(scope: string): string {
  return scope.split(':', 1)[0] ?? scope;
}

function byOperation(uses: readonly OperationUse[]): Map<string, OperationUse[]> {
  const grouped = new Map<string, OperationUse[]>();
  for (const use of uses) grouped.set(use.operation, [...(grouped.get(use.operation) ?? []), use]);
  return grouped;
}

function placesOf([first, ...others]: readonly OperationUse[]): string {
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return first === undefined ? '' : `${first.path}:${first.line}${more}`;
}
