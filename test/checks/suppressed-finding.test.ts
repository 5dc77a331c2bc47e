import { expect, test } from 'vitest';
import check from '../../src/checks/suppressed-finding.ts';
import type { SuppressionFact } from '../../src/model/facts.ts';
import type { Suppressions } from '../../src/model/verdict.ts';
import { factsWith } from '../sdk-facts.ts';

const at = { path: 'a.js', line: 2, column: 1, endLine: 2, endColumn: 9 };
const FACT: SuppressionFact = { ruleId: 'klaviyo/no-raw-http', at, reason: '', isNew: true };

const run = (suppressions: Suppressions | undefined, ...facts: SuppressionFact[]): object[] => [
  ...check.run(factsWith({ suppressions: facts }), { asOf: '2026-11-20', ...(suppressions && { suppressions }) }),
];

test('a new comment without a reason is reported where the finding is', () => {
  expect(run('reason', FACT)).toEqual([
    {
      message:
        "A new comment silences 'klaviyo/no-raw-http' here without a reason. Fix what it silences, or write the reason behind '--' in the comment.",
      at,
    },
  ]);
});

test('with block, a new comment is reported whatever its reason', () => {
  expect(run('block', { ...FACT, reason: 'a probe' })).toEqual([
    {
      message:
        "A new comment silences 'klaviyo/no-raw-http' here, and 'suppressions' is 'block'. Fix what it silences, and remove the comment.",
      at,
    },
  ]);
});

test.each([
  ['by default', undefined, FACT],
  ['with allow', 'allow', FACT],
  ['with reason, one that gives a reason', 'reason', { ...FACT, reason: 'a probe' }],
  ['with reason, an old one', 'reason', { ...FACT, isNew: false }],
  ['with block, an old one', 'block', { ...FACT, isNew: false }],
] as const)('nothing is reported %s', (_, suppressions, fact) => {
  expect(run(suppressions, fact)).toEqual([]);
});
