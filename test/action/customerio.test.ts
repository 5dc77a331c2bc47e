import { expect, test } from 'vitest';
import { recordedRun } from './recorded-run.ts';

const key = (name: string): string => ['simulated', name, 'of', 'customerio'].join('-');
const KEYS = {
  'customerio-site-id': key('site'),
  'customerio-track-api-key': key('track'),
  'customerio-app-api-key': key('app'),
  'customerio-other-keys': `${key('staging-track')} ${key('staging-app')}`,
};

test('the keys are masked before anything else, and only Customer.io is asked', async () => {
  const { of, probed } = await recordedRun({
    inputs: { ...KEYS, 'customerio-region': 'eu', 'expect-workspace': '3' },
    event: 'workflow_dispatch',
  });
  const masked = of('setSecret').flat();
  for (const name of ['track', 'app', 'staging-track', 'staging-app']) expect(masked).toContain(key(name));
  expect(probed).toHaveLength(1);
  expect(probed[0]).not.toHaveProperty('key');
  expect(await probed[0]?.customerio?.({ workspace: 4 })).toEqual({
    track: { siteId: key('site'), trackKey: key('track') },
    appKey: key('app'),
    region: 'eu',
    expectWorkspace: '3',
    otherKeys: [key('staging-track'), key('staging-app')],
    sendTestWebhook: false,
    smoke: false,
  });
});

test('without a key of Customer.io nothing of it is passed on', async () => {
  const { probed } = await recordedRun({
    inputs: { 'klaviyo-private-key': key('klaviyo'), 'customerio-site-id': key('site') },
    event: 'workflow_dispatch',
  });
  expect(probed[0]).not.toHaveProperty('customerio');
  expect(probed[0]).toHaveProperty('key', key('klaviyo'));
});
