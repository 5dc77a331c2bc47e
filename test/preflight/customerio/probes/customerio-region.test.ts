import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';

test.each([
  ['us', 'us', 'passed', 'The account is in the US, as stated.'],
  ['eu', 'eu', 'passed', 'The account is in the EU, as stated.'],
  ['us', undefined, 'passed', 'The account is in the US, where the SDK sends by default.'],
  [
    'eu',
    undefined,
    'warned',
    'The account is in the EU, and no region was stated: the SDK sends to the US by default.',
  ],
  [
    'eu',
    'us',
    'failed',
    'The account is in the EU, and the US was stated: its data travels through the wrong region, or is refused.',
  ],
] as const)('an account in %s, and %s was stated', async (region, stated, status, message) => {
  const seen = await customerioIn({ simulated: { region }, targets: stated === undefined ? {} : { region: stated } });
  expect(resultOf(seen, 'region')).toMatchObject({ status, message });
});

test('nothing is known where nothing is accepted', async () => {
  const seen = await customerioIn({ simulated: { scenario: 'revoked-key' } });
  expect(resultOf(seen, 'region')).toEqual({
    id: 'customerio-region',
    status: 'skipped',
    reason: 'Customer.io gave no answer to look at',
  });
});
