import type { NewFiles, NewUnit } from './new-unit.ts';

/** A probe of Customer.io that works, about an answer that is shared with the others, with its test and its page. */
export function customerioProbeFiles(unit: NewUnit): NewFiles {
  const { id } = unit;
  return {
    [`src/preflight/customerio/probes/${id}.ts`]: source(unit),
    [`test/preflight/customerio/probes/${id}.test.ts`]: test(unit),
    [`docs/probes/${id}.md`]: page(unit),
  };
}

function source({ id, probes }: NewUnit): string {
  return `import { UNANSWERED } from '../decision-tree.ts';
import { defineProbe } from '../define-probe.ts';

export default defineProbe({
  id: '${id}',
  description: 'Track APIs that give no answer',
  order: ${probes + 1},
  notAsked: ({ targets }) => (targets.track === undefined ? "no 'CUSTOMERIO_TRACK_API_KEY' was given" : undefined),
  async run({ answers }) {
    return answers.track?.settled === undefined ? UNANSWERED : { status: 'passed', message: 'Customer.io answered.' };
  },
});
`;
}

function test({ id }: NewUnit): string {
  const name = id.replace(/^customerio-/, '');
  return `import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';

test('an answer', async () => {
  expect(resultOf(await customerioIn({}), '${name}')).toEqual({
    id: '${id}',
    status: 'passed',
    message: 'Customer.io answered.',
  });
});

test('no answer', async () => {
  expect(resultOf(await customerioIn({ isUnreachable: true }), '${name}')).toMatchObject({ status: 'skipped' });
});

test('not asked without a Track key', async () => {
  const { report } = await customerioIn({ keys: ({ appKey }) => ({ appKey }) });
  expect(report.notAsked).toContainEqual({ id: '${id}', reason: "no 'CUSTOMERIO_TRACK_API_KEY' was given" });
});
`;
}

function page({ id, today }: NewUnit): string {
  return `# ${id}

Verifies that the Track API answers at all.

Source: \`getAccountRegion\` of customerio-node 5.2.0; read on ${today}.

## What is asked

The same answer that [customerio-authentication](customerio-authentication.md) uses; no request of its own.

## What each answer means

| answer | status | priority | next action |
|---|---|---|---|
| the region of the account | passed | | |
| anything else | skipped | | see [customerio-authentication](customerio-authentication.md) |

## When to allow it

- Never: where nothing answers, nothing was looked at.
`;
}
