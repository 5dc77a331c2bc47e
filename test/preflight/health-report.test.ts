import { expect, test } from 'vitest';
import { readKlaviyoHealth } from '../../src/preflight/health-report.ts';

test.each([
  ['a word', { klaviyo: 'ok' }, 'well'],
  ['a boolean', { klaviyo: true }, 'well'],
  ['a state', { services: { klaviyo: { status: 'healthy' } } }, 'well'],
  ['a flag', { dependencies: { klaviyoApi: { healthy: true, latencyMs: 80 } } }, 'well'],
  [
    'an entry of a list',
    {
      checks: [
        { name: 'db', status: 'up' },
        { name: 'klaviyo', status: 'up' },
      ],
    },
    'well',
  ],
  [
    'the form of Terminus',
    { status: 'ok', info: { klaviyo: { status: 'up' } }, error: {}, details: { klaviyo: { status: 'up' } } },
    'well',
  ],
  ['the form of health+json', { status: 'pass', checks: { 'klaviyo:responseTime': [{ status: 'pass' }] } }, 'well'],
  ['a false flag', { klaviyo: false }, 'unwell'],
  ['one good and one bad', { a: { klaviyo: 'ok' }, b: { klaviyo: 'down' } }, 'unwell'],
  ['an open circuit', { circuits: { klaviyo: { state: 'open' } } }, 'unwell'],
  ['degraded', { klaviyo: { status: 'degraded' } }, 'unwell'],
  ['a word that nobody knows', { klaviyo: 'purple' }, 'mentioned'],
  ['only in a text', { message: 'klaviyo is up' }, 'absent'],
  ['nothing', { status: 'ok' }, 'absent'],
  ['no JSON', undefined, 'absent'],
  ['too deep to be meant', { a: { b: { c: { d: { e: { f: { klaviyo: 'ok' } } } } } } }, 'absent'],
])('%s', (_, body, expected) => {
  expect(readKlaviyoHealth(body)).toBe(expected);
});
