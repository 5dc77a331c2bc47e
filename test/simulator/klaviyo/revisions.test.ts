import { describe, expect, test } from 'vitest';
import { servedRevision } from '../../../src/simulator/klaviyo/served-revision.ts';
import { OLDER_REVISIONS } from '../../../src/vendors/klaviyo/shapes.ts';
import { event, exampleId, profile, simulate } from './asked-simulator.ts';

describe('the revision in whose shape is answered', () => {
  test.each([
    ['the newest', '2026-07-15', '2026-07-15'],
    ['an older one', '2025-10-15', '2025-10-15'],
    ['a retired one: the oldest that is not', '2023-02-22', '2025-01-15'],
    ['a beta: that of its date', '2026-04-15.pre', '2026-04-15'],
    ['a day without a release: the one before', '2025-12-01', '2025-10-15'],
    ['none', undefined, '2026-07-15'],
  ])('%s', (_, header, served) => {
    expect(servedRevision(header, '2026-11-20')).toBe(served);
  });

  test('a revision retires with the time', () => {
    expect(servedRevision('2025-01-15', '2027-02-01')).toBe('2025-04-15');
  });
});

test('the revisions of the SDK from 16 to 22 have shapes of their own', () => {
  expect(OLDER_REVISIONS).toEqual(['2026-04-15', '2026-01-15', '2025-10-15', '2025-07-15', '2025-04-15', '2025-01-15']);
});

describe('each revision has its own shape', () => {
  test.each([
    ['2025-10-15', 201],
    ['2026-01-15', 400],
    ['2023-02-22', 201],
  ])('a profile with an anonymous id in %s: %i', async (revision, status) => {
    const { ask } = await simulate({ asOf: '2026-11-20' });
    const body = profile({ email: 'a@example.com', anonymous_id: 'a' });
    expect((await ask('/api/profile-import', { method: 'POST', body, headers: { revision } })).status).toBe(status);
  });

  test.each([
    ['2026-04-15', 400],
    ['2026-07-15', 202],
  ])('an event of the past in %s: %i', async (revision, status) => {
    const { ask } = await simulate({ asOf: '2026-11-20' });
    const body = event({ backfill: true });
    expect((await ask('/api/events', { method: 'POST', body, headers: { revision } })).status).toBe(status);
  });

  test.each([
    ['2026-04-15', 404],
    ['2026-07-15', 200],
  ])('the conversations of a profile in %s: %i', async (revision, status) => {
    const { ask } = await simulate({ asOf: '2026-11-20' });
    const path = `/api/profiles/${exampleId('profile')}/conversations`;
    expect((await ask(path, { headers: { revision } })).status).toBe(status);
  });

  test.each(OLDER_REVISIONS)('an event with its metric in %s', async revision => {
    const { ask } = await simulate({ asOf: '2026-11-20', scenario: 'empty-account' });
    await ask('/api/events', { method: 'POST', body: event({}), headers: { revision } });
    const { body } = await ask('/api/events?include=metric', { headers: { revision } });
    expect(body.included).toMatchObject([{ type: 'metric', attributes: { name: 'Order' } }]);
  });
});
