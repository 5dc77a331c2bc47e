import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';

test('accepted', async () => {
  expect(resultOf(await customerioIn({}), 'app-key')).toEqual({
    id: 'customerio-app-key',
    status: 'passed',
    message: 'Customer.io accepted the App key.',
  });
});

test('it is asked where the Track API says that the account is', async () => {
  const { simulator } = await customerioIn({ simulated: { region: 'eu' } });
  const hosts = simulator.requests.filter(({ path }) => path === '/v1/workspaces').map(({ host }) => host);
  expect(hosts).toEqual(['api-eu.customer.io']);
});

test('the whole of a refusal', async () => {
  const seen = await customerioIn({ keys: own => ({ ...own, appKey: ['no', 'such', 'key'].join('-') }) });
  expect(resultOf(seen, 'app-key')).toEqual({
    id: 'customerio-app-key',
    status: 'failed',
    priority: 'P1',
    faultDomain: 'key',
    message:
      'Customer.io refused the App key with 401, also when it was asked again and in the other region: wrong, incomplete or revoked.',
    nextAction:
      "Compare the App key with those in Customer.io's settings, replace what is stored, and restart what uses it.",
  });
});
