import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';
import { thresholdsOf } from '../../../../src/model/thresholds.ts';

const FAST = thresholdsOf({ latencySeconds: 0.1 });

test('in time', async () => {
  expect(resultOf(await customerioIn({}), 'latency')?.message).toMatch(/^Customer\.io answered in time\. 2 timed: /);
});

test('slow', async () => {
  const seen = await customerioIn({ simulated: { scenario: 'slow', slowMs: 250 }, options: { thresholds: FAST } });
  expect(resultOf(seen, 'latency')).toMatchObject({
    status: 'warned',
    priority: 'P2',
    faultDomain: 'vendor',
    nextAction: 'Check the status page, and move calls to Customer.io out of the path of users.',
  });
});
