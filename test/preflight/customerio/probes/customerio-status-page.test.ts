import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';

test('no incident', async () => {
  expect(resultOf(await customerioIn({}), 'status-page')).toEqual({
    id: 'customerio-status-page',
    status: 'passed',
    message: "Customer.io's status page shows no incident, and no maintenance within 24 hours.",
  });
});

test('an incident concerns everybody, whatever its component is called', async () => {
  const seen = await customerioIn({ simulated: { scenario: 'status-incident' } });
  expect(resultOf(seen, 'status-page')).toMatchObject({
    status: 'warned',
    priority: 'P2',
    faultDomain: 'vendor',
    isOngoing: true,
    nextAction: 'Prepare the fallback, watch status.customerio.com, and tell those who depend on it.',
  });
});
