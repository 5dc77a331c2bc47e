import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';

import type { CustomerioState } from '../../../support/customerio-state.ts';

const ASKED = { smoke: true, expectWorkspace: '3' };
const inWorkspace = (state: CustomerioState): CustomerioState => ({
  ...state,
  targets: { ...ASKED, ...state.targets },
});
const verbsOf = (asked: readonly string[]): string[] =>
  asked.filter(each => each.includes('/customers/')).map(each => each.split(' ')[0] ?? '');

test('one marked person is identified, tracked and deleted, and announced before', async () => {
  const seen = await customerioIn(inWorkspace({ targets: {} }));
  const result = resultOf(seen, 'smoke-test');
  const [, id = ''] = /'(klaviyo-lint-smoke-[0-9a-f-]{36})'/.exec(result?.message ?? '') ?? [];
  expect(result).toEqual({
    id: 'customerio-smoke-test',
    status: 'passed',
    message: `Identified, tracked and deleted the person '${id}' in workspace 3, in the US.`,
  });
  expect(seen.steps).toContain(
    `Smoke test: identifies, tracks and deletes the person '${id}' in workspace 3, in the US.`,
  );
  expect(seen.asked.filter(each => each.includes(id))).toEqual([
    `PUT /api/v1/customers/${id}`,
    `POST /api/v1/customers/${id}/events`,
    `DELETE /api/v1/customers/${id}`,
  ]);
  expect(seen.simulator.state().filter(({ type, state }) => type === 'person' && state !== 'deleted')).toEqual([]);
});

test('not without being asked for', async () => {
  const seen = await customerioIn({ targets: { expectWorkspace: '3' } });
  expect(seen.report.notAsked).toContainEqual({
    id: 'customerio-smoke-test',
    reason: "nobody asked for it with 'smoke'",
  });
  expect(verbsOf(seen.asked)).toEqual([]);
});

test.each([['4'], [undefined]])('nothing is written where %s is the expected workspace', async expectWorkspace => {
  const seen = await customerioIn({ targets: { smoke: true, ...(expectWorkspace && { expectWorkspace }) } });
  expect(resultOf(seen, 'smoke-test')).toMatchObject({
    status: 'skipped',
    reason: 'nothing was written, because the keys belong to workspace 3, which is not the expected one',
  });
  expect(verbsOf(seen.asked)).toEqual([]);
});

test('it is written to the region of the account', async () => {
  const { simulator } = await customerioIn(inWorkspace({ simulated: { region: 'eu' }, targets: {} }));
  const hosts = simulator.requests.filter(({ path }) => path.includes('/customers/')).map(({ host }) => host);
  expect(new Set(hosts)).toEqual(new Set(['track-eu.customer.io']));
});

test('a person that is refused is deleted all the same', async () => {
  const seen = await customerioIn(inWorkspace({ faults: [{ operation: 'identify', status: 400 }] }));
  expect(resultOf(seen, 'smoke-test')).toMatchObject({
    status: 'failed',
    priority: 'P1',
    faultDomain: 'account',
    message:
      'The smoke test could not identify a person in workspace 3, in the US: Customer.io answered 400. The person was deleted.',
  });
  expect(verbsOf(seen.asked)).toEqual(['PUT', 'DELETE']);
});

test("an event that fails on the vendor's side", async () => {
  const seen = await customerioIn(inWorkspace({ faults: [{ operation: 'TrackClient.track', status: 500, times: 9 }] }));
  expect(resultOf(seen, 'smoke-test')).toMatchObject({ status: 'failed', priority: 'P1', faultDomain: 'vendor' });
  expect(verbsOf(seen.asked)).toEqual(['PUT', 'POST', 'POST', 'POST', 'POST', 'DELETE']);
});

test('an answer that got lost: the person is deleted, which may have arrived', async () => {
  const seen = await customerioIn(inWorkspace({ faults: [{ operation: 'identify', connection: 'reset', times: 9 }] }));
  expect(resultOf(seen, 'smoke-test')).toMatchObject({
    faultDomain: 'network',
    message: expect.stringMatching(/could not identify/) as string,
  });
  expect(verbsOf(seen.asked).at(-1)).toBe('DELETE');
});

test('what could not be deleted is named', async () => {
  const seen = await customerioIn(inWorkspace({ faults: [{ operation: 'destroy', status: 403 }] }));
  expect(resultOf(seen, 'smoke-test')).toMatchObject({
    status: 'failed',
    priority: 'P2',
    faultDomain: 'account',
    nextAction: expect.stringMatching(/^Delete the person 'klaviyo-lint-smoke-.*' there by hand/) as string,
  });
});

test('a run that is stopped deletes the person', async () => {
  const controller = new AbortController();
  const seen = await customerioIn(
    inWorkspace({
      faults: [{ operation: 'TrackClient.track', connection: 'hang' }],
      options: {
        signal: controller.signal,
        onStep: sentence => {
          if (sentence.startsWith('Smoke test')) setTimeout(() => controller.abort(), 300);
        },
      },
    }),
  );
  expect(verbsOf(seen.asked)).toEqual(['PUT', 'POST', 'DELETE']);
  expect(resultOf(seen, 'smoke-test')?.message).toMatch(/could not track a person/);
});
