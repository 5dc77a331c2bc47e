import type { NewFiles, NewUnit } from './new-unit.ts';

/** A probe of Klaviyo that works, about an answer that is shared with the others, with its test and its page. */
export function probeFiles(unit: NewUnit): NewFiles {
  const { id } = unit;
  return {
    [`src/preflight/klaviyo/probes/${id}.ts`]: source(unit),
    [`test/preflight/klaviyo/probes/${id}.test.ts`]: test(unit),
    [`docs/probes/${id}.md`]: page(unit),
  };
}

function source({ id, probes }: NewUnit): string {
  return `import { defineProbe } from '../define-probe.ts';
import { UNANSWERED } from '../decision-tree.ts';

export default defineProbe({
  id: '${id}',
  description: 'accounts that give no answer',
  order: ${probes + 1},
  async run({ seen }) {
    return seen.endpoints[0]?.kind === 'good' ? { status: 'passed', message: 'Klaviyo answered.' } : UNANSWERED;
  },
});
`;
}

function test({ id, variable }: NewUnit): string {
  return `import { expect, test } from 'vitest';
import ${variable} from '../../../../src/preflight/klaviyo/probes/${id}.ts';
import { answer, errorAnswer, fakeClient, runProbe } from '../../../support/fake-client.ts';

test('an answer', async () => {
  expect(await runProbe(${variable}, { klaviyo: fakeClient([answer()]) })).toEqual({ status: 'passed', message: 'Klaviyo answered.' });
});

test('no good answer', async () => {
  expect(await runProbe(${variable}, { klaviyo: fakeClient([errorAnswer(500, 'error', 'x')]) })).toMatchObject({ status: 'skipped' });
});
`;
}

function page({ id, today }: NewUnit): string {
  return `# ${id}

Asks whether Klaviyo answers at all.

Source: \`get_accounts\` in klaviyo/openapi; read on ${today}.

## What is asked

The same answer that [authentication](authentication.md) uses; no request of its own.

## What each answer means

| answer | status | priority | next action |
|---|---|---|---|
| an account | passed | | |
| anything else | skipped | | see [authentication](authentication.md) |

## When to allow it

- Never: where nothing answers, nothing was looked at.
`;
}
