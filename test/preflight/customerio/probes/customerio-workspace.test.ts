import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';

test('whichever it is, where none is expected', async () => {
  expect(resultOf(await customerioIn({}), 'workspace')).toEqual({
    id: 'customerio-workspace',
    status: 'passed',
    message: 'The keys belong to workspace 3.',
  });
});

test('only an App key, whose account has the expected one', async () => {
  const seen = await customerioIn({ keys: ({ appKey }) => ({ appKey }), targets: { expectWorkspace: '3' } });
  expect(resultOf(seen, 'workspace')).toMatchObject({
    message: 'The account of the App key has the expected workspace 3.',
  });
});

test('another one', async () => {
  const seen = await customerioIn({ targets: { expectWorkspace: '99' } });
  expect(resultOf(seen, 'workspace')).toEqual({
    id: 'customerio-workspace',
    status: 'failed',
    priority: 'P1',
    faultDomain: 'account',
    message: 'The site id and the Track key belong to workspace 3, and 99 is expected.',
    nextAction: 'Store the keys of the expected workspace, and check who else was given these.',
  });
});
