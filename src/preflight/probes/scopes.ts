import { cheapRead, READ_SCOPES, type ReadScope } from '../../vendors/klaviyo/cheap-reads.ts';
import type { Table } from '../../model/report.ts';
import { defineProbe } from '../define-probe.ts';
import type { CodeUse, OperationUse, ProbeOutcome } from '../define-probe.ts';
import { isRecord, readErrorDocument } from '../error-document.ts';
import type { Reply } from '../reply.ts';
import { triage, UNANSWERED } from '../triage.ts';

/** What an answer tells of one scope. */
type Grant = 'granted' | 'missing' | 'not known';

const ACCOUNT_SCOPE = 'accounts:read';
const NAMED = 6;

export default defineProbe({
  id: 'scopes',
  description: 'scopes that the code needs and the key lacks, and scopes that the key has and the code does not need',
  order: 4,
  notAsked: ({ code }) => (code === undefined ? 'there is no project in the working folder' : undefined),
  async run({ klaviyo, code = { operations: [], revisions: [], unread: 0 } }) {
    if (code.operations.length === 0) return nothingToCompare();
    const account = triage(await klaviyo.account());
    if (account && account.cause !== 'scope-missing') return UNANSWERED;
    // What is needed first: trouble on the way may leave no requests for the rest.
    const needed = new Set(code.operations.flatMap(operation => operation.scopes));
    const inOrder = [...READ_SCOPES].sort((left, right) => Number(needed.has(right)) - Number(needed.has(left)));
    const replies = await Promise.all(
      inOrder.map(async scope => [scope, grantIn(scope, await klaviyo.read(scope))] as const),
    );
    return judge(new Map<string, Grant>([[ACCOUNT_SCOPE, account ? 'missing' : 'granted'], ...replies]), code);
  },
});

function nothingToCompare(): ProbeOutcome {
  const nextAction =
    "Run the preflight in the folder of the code that uses the key, or read its scopes in Klaviyo's settings.";
  return {
    status: 'skipped',
    reason: 'no call of Klaviyo was found in the code, so there is nothing to compare the key with',
    priority: 'P4',
    cause: 'code',
    nextAction,
  };
}

/** A refusal for other scopes of the same operation says nothing of this one. */
function grantIn(scope: ReadScope, reply: Reply): Grant {
  if (reply.kind !== 'answer') return 'not known';
  if (triage(reply) === undefined || isToldOfEvent(scope, reply.status, reply.body)) return 'granted';
  const document = reply.status === 403 ? readErrorDocument(reply.body) : undefined;
  if (document === undefined) return 'not known';
  const isAlone =
    document.scopes.length === 0 &&
    cheapRead(scope).scopes.length === 1 &&
    document.codes.includes('permission_denied');
  return document.scopes.includes(scope) || isAlone ? 'missing' : 'not known';
}

/** Who may ask for an event is told that there is none of this id, or none of its metric. */
function isToldOfEvent(scope: ReadScope, status: number, body: unknown): boolean {
  return (
    scope === 'events:read' &&
    (status === 404 ? readErrorDocument(body) !== undefined : status === 200 && isRecord(body))
  );
}

function judge(grants: ReadonlyMap<string, Grant>, { operations, unread }: CodeUse): ProbeOutcome {
  const needed = [...new Set(operations.flatMap(({ scopes }) => scopes))].sort();
  const of = (grant: Grant): string[] => needed.filter(scope => grants.get(scope) === grant);
  const unproven = needed.filter(scope => !grants.has(scope));
  const spare = READ_SCOPES.filter(scope => grants.get(scope) === 'granted' && !needed.includes(scope));
  const table = tableOf(operations, grants, spare);
  const wanted = `Create a key with exactly ${listed(needed)}, and replace the stored one.`;
  if (of('missing').length > 0)
    return {
      status: 'failed',
      priority: 'P1',
      cause: 'key',
      message: `The key lacks what the code needs: ${withPlaces(of('missing'), operations)}.`,
      nextAction: wanted,
      table,
    };
  if (of('not known').length > 0)
    return {
      status: 'skipped',
      reason: `no answer told whether the key has ${listed(of('not known'))}`,
      priority: 'P3',
      cause: 'key',
      nextAction: "Run the preflight again, or compare the key with the table in Klaviyo's settings.",
      table,
    };
  const proven = `The key has ${needed.length - unproven.length} of ${needed.length} scopes that the code needs${unproven.length === 0 ? '' : `; reading cannot prove ${listed(unproven)}`}.`;
  // A call that could not be told may need what seems to be spare.
  const isComplete = unread === 0 && operations.every(({ scopes }) => scopes.length > 0);
  if (spare.length === 0 || !isComplete) return { status: 'passed', message: proven, table };
  return {
    status: 'warned',
    priority: 'P3',
    cause: 'key',
    message: `${proven} It may also read what no code here asks for: ${listed(spare)}.`,
    nextAction: wanted,
    table,
  };
}

function withPlaces(scopes: readonly string[], operations: readonly OperationUse[]): string {
  return scopes
    .slice(0, NAMED)
    .map(scope => {
      const use = operations.find(operation => operation.scopes.includes(scope));
      return `'${scope}'${use ? ` (${use.operation} in ${use.path}:${use.line})` : ''}`;
    })
    .join(', ');
}

function listed(scopes: readonly string[]): string {
  const more = scopes.length - NAMED;
  return `${scopes
    .slice(0, NAMED)
    .map(scope => `'${scope}'`)
    .join(', ')}${more > 0 ? ` and ${more} more, which the table names` : ''}`;
}

/** A row for each need, one for each spare scope. */
function tableOf(
  operations: readonly OperationUse[],
  grants: ReadonlyMap<string, Grant>,
  spare: readonly string[],
): Table {
  const needs = operations.flatMap(({ operation, scopes, path, line }) => {
    const place = [operation, `${path}:${line}`];
    return scopes.length === 0
      ? [['?', 'not known', ...place]]
      : scopes.map(scope => [scope, grants.get(scope) ?? 'not provable by reading', ...place]);
  });
  const rows = [...needs, ...spare.map(scope => [scope, 'spare', 'no code here', ''])];
  return { columns: ['scope', 'state', 'needed by', 'place'], rows };
}
