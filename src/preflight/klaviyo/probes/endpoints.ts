import type { Table } from '../../../model/report.ts';
import { outcomeOf } from '../../decision.ts';
import { UNANSWERED } from '../decision-tree.ts';
import type { AskedEndpoint } from '../observation.ts';
import { defineProbe } from '../define-probe.ts';

export default defineProbe({
  id: 'endpoints',
  description: 'endpoints that do not respond as they should while others do',
  order: 3,
  async run({ branch, seen }) {
    if (!seen.isAnswered || branch.id === 'revoked-meanwhile') return UNANSWERED;
    if (branch.probe === 'endpoints')
      return { ...outcomeOf(branch, seen), ...(seen.failing.length > 0 && { table: tableOf(seen.endpoints) }) };
    return {
      status: 'passed',
      message: `Klaviyo answered at ${seen.endpoints.length - seen.failing.length} of ${seen.endpoints.length} endpoints.`,
    };
  },
});

function tableOf(endpoints: readonly AskedEndpoint[]): Table {
  const rows = endpoints.map(({ endpoint, reply, kind }) => [
    endpoint,
    reply.kind === 'answer' ? String(reply.status) : reply.kind === 'no-answer' ? `no answer (${reply.cause})` : '',
    kind,
  ]);
  return { columns: ['endpoint', 'answer', 'which means'], rows };
}
