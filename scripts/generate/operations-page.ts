import { CLIENT_OPERATIONS } from '../../src/vendors/klaviyo/client-operations.ts';
import { OPERATION_SCOPES } from '../../src/vendors/klaviyo/generated/operation-scopes.ts';
import { SDK_OPERATIONS } from '../../src/vendors/klaviyo/generated/operations.ts';
import type { OperationRow } from '../../src/vendors/klaviyo/operations.ts';
import { markdownTable } from './markdown-table.ts';

/** The catalogue of docs/operations.md: all operations with the method of the SDK, in the order of their paths. */
export function operationsCatalogue(): string {
  const classes = Object.entries(SDK_OPERATIONS).map(([apiClass, rows]) =>
    [`## ${apiClass}`, table(rows, method => OPERATION_SCOPES[apiClass]?.[method] ?? '')].join('\n\n'),
  );
  const count = Object.values(SDK_OPERATIONS).flat().length;
  return [
    `${count} operations have a method; ${CLIENT_OPERATIONS.length} more, at the end, are for browsers and need no key.`,
    ...classes,
    '## For browsers',
    'They take the public key (`company_id`), and the SDK has no method for them, so a raw call is right.',
    markdownTable(
      ['operation', 'limits'],
      byPath(CLIENT_OPERATIONS).map(([, verb, path, limits]) => [`\`${verb} ${path}\``, limits]),
    ),
  ].join('\n\n');
}

function table(rows: readonly OperationRow[], scopesOf: (method: string) => string): string {
  return markdownTable(
    ['operation', 'method', 'limits', 'scopes'],
    byPath(rows).map(([method, verb, path, limits]) => [
      `\`${verb} ${path}\``,
      `\`${method}\``,
      limits,
      scopesOf(method)
        .split(' ')
        .filter(scope => scope !== '')
        .map(scope => `\`${scope}\``)
        .join(', '),
    ]),
  );
}

function byPath(rows: readonly OperationRow[]): OperationRow[] {
  return rows.toSorted(([, verb, path], [, otherVerb, otherPath]) =>
    path === otherPath ? verb.localeCompare(otherVerb) : path.localeCompare(otherPath),
  );
}
