import { describe, expect, test } from 'vitest';
import statusPage from '../../../../src/preflight/klaviyo/probes/status-page.ts';
import type { Reply } from '../../../../src/preflight/reply.ts';
import { answer, fakeClient, runProbe, statusAnswer } from '../../../support/fake-client.ts';

const see = (status: Reply) => runProbe(statusPage, { klaviyo: fakeClient([], status) });
const indicator = (indicator: unknown): Reply => answer({ body: { status: { indicator } } });

test('no incident', async () => {
  expect(await see(indicator('none'))).toEqual({
    status: 'passed',
    message: "Klaviyo's status page shows no incident, and no maintenance within 24 hours.",
  });
});

test.each([
  ['maintenance', 'warned', 'P3'],
  ['minor', 'warned', 'P3'],
  ['major', 'warned', 'P2'],
  ['critical', 'failed', 'P1'],
])('%s', async (name, status, priority) => {
  const message =
    name === 'maintenance'
      ? "Klaviyo's status page shows maintenance."
      : `Klaviyo's status page shows an incident rated '${name}'.`;

  expect(await see(indicator(name))).toMatchObject({ status, priority, faultDomain: 'vendor', message });
});

test('has no table where the page names nothing', async () => {
  expect(await see(indicator('critical'))).not.toHaveProperty('table');
});

describe('a page that cannot be read is no failure', () => {
  test.each([
    ['an indicator nobody knows', indicator('catastrophic')],
    ['an indicator that is a property of every object', indicator('constructor')],
    ['an indicator that is no text', indicator(['minor'])],
    ['no indicator', answer({ body: {} })],
    ['a page in place of JSON', answer({ body: undefined })],
    ['another status', answer({ status: 503, body: { status: { indicator: 'none' } } })],
    ['no answer', { kind: 'no-answer', cause: 'timeout' }],
  ] satisfies [string, Reply][])('%s', async (_, reply) => {
    expect(await see(reply)).toMatchObject({
      status: 'warned',
      priority: 'P4',
      message: "Klaviyo's status page could not be read.",
    });
  });
});

describe('what the page names', () => {
  const maintenance = (from: string, until: string, status = 'scheduled'): Reply =>
    statusAnswer({
      status: { indicator: 'none' },
      scheduled_maintenances: [{ name: 'Database work', status, scheduled_for: from, scheduled_until: until }],
    });

  test('a component that is not operational, though the indicator lags behind', async () => {
    const components = [
      { name: 'Klaviyo API', status: 'degraded_performance' },
      { name: 'Analytics', status: 'operational' },
      { name: 'All', status: 'major_outage', group: true },
    ];

    expect(await see(statusAnswer({ status: { indicator: 'none' }, components }))).toMatchObject({
      status: 'warned',
      priority: 'P3',
      message: "Klaviyo's status page shows an incident rated 'minor': Klaviyo API: degraded performance.",
      table: { columns: ['kind', 'name', 'state'], rows: [['component', 'Klaviyo API', 'degraded performance']] },
    });
  });

  test('an incident that is not resolved, rated by its impact', async () => {
    const incidents = [
      { name: 'Delayed events', impact: 'critical', status: 'identified' },
      { name: 'Old', impact: 'critical', status: 'resolved' },
    ];

    expect(await see(statusAnswer({ status: { indicator: 'minor' }, incidents }))).toMatchObject({
      status: 'failed',
      priority: 'P1',
      message: "Klaviyo's status page shows an incident rated 'critical': 'Delayed events' (identified).",
      table: { rows: [['incident', 'Delayed events', 'identified, impact critical']] },
    });
  });

  test('an incident without an impact counts', async () => {
    const incidents = [{ name: 'Delayed events', impact: 'none', status: 'monitoring' }];

    expect(await see(statusAnswer({ status: { indicator: 'none' }, incidents }))).toMatchObject({
      status: 'warned',
      priority: 'P3',
    });
  });

  test.each([
    ['begins within 24 hours', maintenance('2026-11-21T12:00:00Z', '2026-11-21T14:00:00Z')],
    ['is under way', maintenance('2026-11-20T11:00:00Z', '2026-11-20T13:00:00Z', 'in_progress')],
    ['is under way without an end', maintenance('2026-11-20T11:00:00Z', '')],
  ])('maintenance that %s', async (_, reply) => {
    expect(await see(reply)).toMatchObject({
      status: 'warned',
      priority: 'P3',
      faultDomain: 'vendor',
      nextAction: 'Move the launch out of the window of the maintenance.',
      table: { rows: [['maintenance', 'Database work', expect.any(String)]] },
    });
  });

  test.each([
    ['begins later', maintenance('2026-11-21T12:00:01Z', '2026-11-21T14:00:00Z')],
    ['is over', maintenance('2026-11-20T10:00:00Z', '2026-11-20T11:59:59Z')],
    ['was completed before its time', maintenance('2026-11-20T11:00:00Z', '2026-11-20T13:00:00Z', 'completed')],
    ['has no time', maintenance('soon', 'later')],
  ])('maintenance that %s is passed over', async (_, reply) => {
    expect(await see(reply)).toMatchObject({ status: 'passed' });
  });

  test('more than three are counted, and the table names all', async () => {
    const components = ['A', 'B', 'C', 'D', 'E'].map(name => ({ name, status: 'partial_outage' }));
    const outcome = await see(statusAnswer({ status: { indicator: 'major' }, components }));

    expect(outcome).toMatchObject({
      message: expect.stringMatching(/A: partial outage; B: partial outage; C: partial outage; and 2 more\.$/),
    });
    expect(outcome.table?.rows).toHaveLength(5);
  });

  test.each(['::error::x', 'a@shop.example', '<b>x</b>', 'https://x.example', `x\n##[error]y`])(
    'no text that is not a name: %s',
    async name => {
      const reply = statusAnswer({
        status: { indicator: 'minor' },
        incidents: [{ name, impact: 'minor', status: name }],
        components: [{ name, status: name }],
      });

      expect(JSON.stringify(await see(reply))).not.toContain(JSON.stringify(name).slice(1, -1));
    },
  );
});
