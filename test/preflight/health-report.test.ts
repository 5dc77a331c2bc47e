import { expect, test } from 'vitest';
import { readHealthReport as read, type HealthReport } from '../../src/preflight/health-report.ts';
import { HEALTH_TERMS } from '../../src/preflight/klaviyo/health-terms.ts';

const readHealthReport = (body: unknown): HealthReport => read(body, HEALTH_TERMS);

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
  expect(readHealthReport(body).vendor).toBe(expected);
});

test.each([
  ['the app is well', { status: 'ok' }, { app: 'well' }],
  ['the app is down', { status: 'DOWN', klaviyo: { status: 'up' } }, { app: 'unwell' }],
  ['the state of the app is an object', { status: { code: 1 } }, { app: 'unknown' }],
  ['an account', { klaviyo: { accountId: 'AbC123' } }, { accountId: 'AbC123' }],
  ['an account at the top', { klaviyo_account_id: 'AbC123' }, { accountId: 'AbC123' }],
  ['an account that is no id', { klaviyo: { account: 'our main account' } }, { accountId: undefined }],
  ['an account of another service', { stripe: { accountId: 'AbC123' } }, { accountId: undefined }],
  ['a circuit', { klaviyo: { circuit: 'OPEN' } }, { circuit: 'open' }],
  ['a circuit by name', { circuits: { klaviyo: { state: 'open' } } }, { circuit: 'open' }],
  ['a circuit as a flag', { klaviyo: { circuitOpen: true } }, { circuit: 'open' }],
  ['a flag that is not set', { klaviyo: { circuitOpen: false } }, { circuit: undefined }],
  ['a circuit half-way', { circuitBreaker: { status: 'half_open' } }, { circuit: 'half-open' }],
  ['a closed circuit', { klaviyo: { circuit: 'closed' } }, { circuit: undefined }],
  ['something else that is open', { store: { state: 'open' } }, { circuit: undefined }],
  ['a latency', { klaviyo: { latencyMs: 81 } }, { latencyMs: 81 }],
  ['a latency of another service', { database: { latencyMs: 9000 } }, { latencyMs: undefined }],
  ['a queue', { queue: { size: 5, capacity: 10 } }, { queueFilled: 0.5 }],
  ['a queue as two figures', { klaviyo: { queueDepth: 12, queueLimit: 10 } }, { queueFilled: 1.2 }],
  ['a queue as a word', { queue: 'full' }, { queueFilled: 1 }],
  ['a queue without a limit', { queue: { depth: 10_000 } }, { queueFilled: undefined }],
  ['a disk that is full', { disk: { used: 10, max: 10 } }, { queueFilled: undefined }],
])('%s', (_, body, expected) => {
  const report: object = { ...readHealthReport(body) };
  expect(report).toMatchObject(Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)));
  for (const [name, value] of Object.entries(expected))
    if (value === undefined) expect(report).not.toHaveProperty(name);
});
