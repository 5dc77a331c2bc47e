import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';

test('accepted', async () => {
  expect(resultOf(await customerioIn({}), 'authentication')).toEqual({
    id: 'customerio-authentication',
    status: 'passed',
    message: 'Customer.io accepted site id and Track key.',
  });
});

test('it reads, and neither identifies nor suppresses', async () => {
  const { asked } = await customerioIn({ keys: ({ siteId, trackKey }) => ({ siteId, trackKey }) });
  expect(asked).toEqual(['GET /api/v1/accounts/region']);
});

test('not asked without a Track key', async () => {
  const { report } = await customerioIn({ keys: ({ appKey }) => ({ appKey }) });
  expect(report.notAsked).toContainEqual({
    id: 'customerio-authentication',
    reason: "no 'CUSTOMERIO_TRACK_API_KEY' was given",
  });
});

test('what has the wrong form is not sent', async () => {
  const seen = await customerioIn({ keys: ({ trackKey }) => ({ siteId: `a:${trackKey}`, trackKey }) });
  expect(resultOf(seen, 'authentication')).toMatchObject({
    status: 'failed',
    message: 'The site id contains a colon, as site id and key together do.',
  });
  expect(seen.asked).toEqual([]);
});
