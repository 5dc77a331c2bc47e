import { READ_SCOPES } from '../../../vendors/klaviyo/cheap-reads.ts';
import type { Table } from '../../../model/report.ts';
import { defineProbe } from '../define-probe.ts';
import type { CodeUse, OperationUse } from '../project-use.ts';
import type { ProbeOutcome } from '../../define-probe.ts';
import { grantIn } from '../answer-kind.ts';
import { statusOf } from '../decision-facts.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { readErrorDocument } from '../error-document.ts';
import type { EndpointRead } from '../vendor-answers.ts';

/** What an answer tells of one scope. */
type Grant = 'granted' | 'missing' | 'not known';

const ACCOUNT_SCOPE = 'accounts:read';
const NAMED = 6;

export default defineProbe({
  id: 'scopes',
  description: 'scopes that the code needs and the key lacks, and scopes that the key has and the code does not need',
  order: 5,
  notAsked: ({ code }) => (code === undefined ? 'there is no project in the working folder' : undefined),
  async run({ answers, branch, seen, code = { operations: [], revisions: [], unread: 0 } }) {
    if (code.operations.length === 0) return nothingToCompare();
    const [account] = seen.endpoints;
    if (branch.id === 'revoked-meanwhile' || !seen.isAnswered) return UNANSWERED;
    const ofAccount =
      account?.kind === 'good' ? 'granted' : account?.kind === 'scope-missing' ? 'missing' : 'not known';
    const grants = new Map<string, Grant>([
      ...READ_SCOPES.map(scope => [scope, 'not known'] as const),
      [ACCOUNT_SCOPE, ofAccount],
      ...answers.reads.map(({ scope, reply }) => [scope, grantIn(scope, reply)] as const),
    ]);
    const refused = answers.reads.filter(isToldByKlaviyo);
    return judge(grants, code, { isFailing: seen.failing.length > 0, refused });
  },
});

function nothingToCompare(): ProbeOutcome {
  const nextAction =
    "Run the preflight in the folder of the code that uses the key, or read its scopes in Klaviyo's settings.";
  return {
    status: 'skipped',
    reason: 'no call of Klaviyo was found in the code, so there is nothing to compare the key with',
    priority: 'P4',
    faultDomain: 'code',
    nextAction,
  };
}

/** Why a scope may not be known. */
interface Obstacles {
  /** Endpoints fail, which is reported elsewhere. */
  isFailing: boolean;
  /** Reads whose question itself was refused, such as with 404 or 410. */
  refused: readonly EndpointRead[];
}

function judge(
  grants: ReadonlyMap<string, Grant>,
  { operations, unread }: CodeUse,
  { isFailing, refused }: Obstacles,
): ProbeOutcome {
  const needed = [...new Set(operations.flatMap(({ scopes }) => scopes))].sort();
  const of = (grant: Grant): string[] => needed.filter(scope => grants.get(scope) === grant);
  const unproven = needed.filter(scope => !grants.has(scope));
  const spare = READ_SCOPES.filter(scope => grants.get(scope) === 'granted' && !needed.includes(scope));
  const table = tableOf(operations, grants, spare);
  const wanted = `Create a key with exactly ${[...new Set([ACCOUNT_SCOPE, ...needed])].map(scope => `'${scope}'`).join(', ')}, and replace the stored one.`;
  if (of('missing').length > 0)
    return {
      status: 'failed',
      priority: 'P1',
      faultDomain: 'key',
      message: `The key lacks what the code needs: ${withPlaces(of('missing'), operations)}.`,
      nextAction: wanted,
      table,
    };
  if (of('not known').length > 0) {
    const reason = `no answer shows whether the key has ${listed(of('not known'))}`;
    const refusal = refused.find(({ scope }) => of('not known').includes(scope));
    if (isFailing) return { status: 'skipped', reason, table };
    if (refusal) return { ...refusedQuestion(refusal), table };
    return {
      status: 'skipped',
      reason,
      priority: 'P3',
      faultDomain: 'key',
      nextAction: "Run the preflight again, or compare the key with the table in Klaviyo's settings.",
      table,
    };
  }
  const open = unproven.length === 0 ? '' : `; ${unproven.length} cannot be proven by reading: ${listed(unproven)}`;
  const proven = `The key has ${needed.length - unproven.length} of ${needed.length} scopes that the code needs${open}.`;
  // A call that could not be identified may need what seems to be spare.
  const isComplete = unread === 0 && operations.every(({ scopes }) => scopes.length > 0);
  if (spare.length === 0 || !isComplete) return { status: 'passed', message: proven, table };
  return {
    status: 'warned',
    priority: 'P3',
    faultDomain: 'key',
    message: `${proven} It may also read what no code here asks for: ${listed(spare)}.`,
    nextAction: wanted,
    table,
  };
}

/** A question that Klaviyo itself refused, and not a page on the way. */
function isToldByKlaviyo({ kind, reply }: EndpointRead): boolean {
  return kind === 'request-refused' && reply.kind === 'answer' && readErrorDocument(reply.body) !== undefined;
}

/** The endpoint is not there for this account, which says nothing of the key. */
function refusedQuestion({ endpoint, reply, scope }: EndpointRead): ProbeOutcome {
  return {
    status: 'skipped',
    reason: `Klaviyo answered ${statusOf(reply)} at ${endpoint}, so nothing shows whether the key has '${scope}'`,
    priority: 'P3',
    faultDomain: 'vendor',
    nextAction: 'Call this endpoint as the code does, and ask Klaviyo whether the plan or the revision excludes it.',
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
    .join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A row for each need, and one for all that is spare. */
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
  const rows = spare.length === 0 ? needs : [...needs, ['(spare)', 'granted', 'no code here', spare.join(', ')]];
  return { columns: ['scope', 'state', 'needed by', 'place'], rows };
}
