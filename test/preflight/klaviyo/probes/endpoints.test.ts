import { expect, test } from 'vitest';
import type { ReadScope } from '../../../../src/vendors/klaviyo/cheap-reads.ts';
import endpoints from '../../../../src/preflight/klaviyo/probes/endpoints.ts';
import type { ProbeOutcome } from '../../../../src/preflight/define-probe.ts';
import type { Reply } from '../../../../src/preflight/reply.ts';
import { answer, errorAnswer, fakeClient, runProbe } from '../../../support/fake-client.ts';

const DOWN = errorAnswer(503, 'error', 'x');
const EDGE = answer({ status: 403, body: undefined, headers: { 'content-type': 'text/html' } });

function see(replies: Partial<Record<ReadScope, Reply>>, account: Reply = answer()): Promise<ProbeOutcome> {
  const read = async (scope: ReadScope): Promise<Reply> => replies[scope] ?? answer({ body: { data: [] } });
  return runProbe(endpoints, { klaviyo: fakeClient([account], undefined, { read }) });
}

test('all of them answer', async () => {
  expect(await see({})).toEqual({ status: 'passed', message: 'Klaviyo answered at all 20 endpoints that were asked.' });
});

test('one that fails is named, and is no outage', async () => {
  expect(await see({ 'tags:read': DOWN })).toMatchObject({
    status: 'warned',
    priority: 'P3',
    faultDomain: 'vendor',
    message: 'Klaviyo answered 503 at 1 of 20 endpoints: /api/tags.',
    table: {
      columns: ['endpoint', 'answer', 'which means'],
      rows: expect.arrayContaining([['/api/tags', '503', 'vendor-error']]),
    },
  });
});

test('of many that fail five are named', async () => {
  const scopes = ['tags:read', 'flows:read', 'forms:read', 'images:read', 'lists:read', 'segments:read'] as const;
  const outcome = await see(Object.fromEntries(scopes.map(scope => [scope, DOWN])));

  expect(outcome).toMatchObject({
    status: 'failed',
    priority: 'P2',
    message: expect.stringMatching(/6 of 20 .* and 1 more\.$/),
  });
});

test('most of them, behind the network edge', async () => {
  const read = async (): Promise<Reply> => EDGE;

  expect(await runProbe(endpoints, { klaviyo: fakeClient([answer()], undefined, { read }) })).toMatchObject({
    status: 'failed',
    priority: 'P1',
    faultDomain: 'network',
    message: expect.stringContaining('403 as a page at 4 of 5 endpoints'),
  });
});

test('a key that is missing a scope is answered all the same', async () => {
  expect(await see({ 'tags:read': errorAnswer(403, 'permission_denied', 'tags:read') })).toMatchObject({
    status: 'passed',
  });
});

test.each([
  ['the key was refused', errorAnswer(401, 'authentication_failed', 'x')],
  ['nobody answered', { kind: 'no-answer', cause: 'dns' }],
] satisfies [string, Reply][])('there is nothing to look at where %s', async (_, reply) => {
  const everything = { read: async () => reply, accountAgain: async () => reply };

  expect(await runProbe(endpoints, { klaviyo: fakeClient([reply], undefined, everything) })).toEqual({
    status: 'skipped',
    reason: 'Klaviyo gave no answer to look at',
  });
});
