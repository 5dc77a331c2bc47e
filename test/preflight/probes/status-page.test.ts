import { describe, expect, test } from 'vitest';
import statusPage from '../../../src/preflight/probes/status-page.ts';
import type { Reply } from '../../../src/preflight/reply.ts';
import { answer, fakeClient, runProbe } from '../../support/fake-client.ts';

const see = (status: Reply) => runProbe(statusPage, { klaviyo: fakeClient([], status) });
const indicator = (indicator: unknown): Reply => answer({ body: { status: { indicator } } });

test('no incident', async () => {
  expect(await see(indicator('none'))).toEqual({ status: 'passed', message: "Klaviyo's status page shows no incident." });
});

test.each([
  ['maintenance', 'warned', 'P3'],
  ['minor', 'warned', 'P3'],
  ['major', 'warned', 'P2'],
  ['critical', 'failed', 'P1'],
])('%s', async (name, status, priority) => {
  const message = `Klaviyo's status page shows an incident: '${name}'.`;

  expect(await see(indicator(name))).toMatchObject({ status, priority, message });
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
    expect(await see(reply)).toMatchObject({ status: 'warned', priority: 'P4', message: "Klaviyo's status page could not be read." });
  });
});
