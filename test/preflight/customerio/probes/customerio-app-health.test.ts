import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';

test('not asked without an address', async () => {
  const { report } = await customerioIn({});
  expect(report.notAsked).toContainEqual({ id: 'customerio-app-health', reason: "no 'app-health-url' was given" });
});

test.each([
  ['a key', { dependencies: { 'customer.io': { status: 'up' } } }],
  ['an entry of a list', { checks: [{ name: 'customer-io', status: 'pass' }] }],
  ['a short name', { cio: true }],
])('Customer.io is found by %s', async (_, body) => {
  const seen = await customerioIn({ health: () => ({ status: 200, body }) });
  expect(resultOf(seen, 'app-health')?.status).toBe('passed');
});

test('a word that only contains the short name is not Customer.io', async () => {
  const seen = await customerioIn({ health: () => ({ status: 200, body: { precious: 'up' } }) });
  expect(resultOf(seen, 'app-health')).toMatchObject({
    status: 'warned',
    nextAction: 'Let the health endpoint ask Customer.io and report it, such as { "customerio": { "status": "up" } }.',
  });
});
