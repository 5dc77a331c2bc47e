import { describe, expect, test } from 'vitest';
import { READ_SCOPES, type ReadScope } from '../../../../src/vendors/klaviyo/cheap-reads.ts';
import type { OperationUse } from '../../../../src/preflight/klaviyo/project-use.ts';
import scopes from '../../../../src/preflight/klaviyo/probes/scopes.ts';
import type { Reply } from '../../../../src/preflight/reply.ts';
import { answer, contextWith, errorAnswer, fakeClient, runProbe } from '../../../support/fake-client.ts';

const denied = (detail: string): Reply => errorAnswer(403, 'permission_denied', detail);
const use = (operation: string, ...needed: string[]): OperationUse => ({
  operation,
  scopes: needed,
  path: 'src/a.ts',
  line: 7,
});
const NO_EVENT = errorAnswer(404, 'not_found', 'x');

/** A key that has the scopes that are named, and gets the others. */
function keyWith(granted: readonly string[], replies: Partial<Record<ReadScope, Reply>> = {}) {
  return fakeClient([answer()], undefined, {
    read: async scope =>
      replies[scope] ??
      (granted.includes(scope)
        ? scope === 'events:read'
          ? NO_EVENT
          : answer({ body: { data: [] } })
        : denied(`Missing: ${scope}.`)),
  });
}

const see = (
  operations: OperationUse[],
  granted: readonly string[],
  replies: Partial<Record<ReadScope, Reply>> = {},
  unread = 0,
) => runProbe(scopes, { klaviyo: keyWith(granted, replies), code: { operations, revisions: [], unread } });

describe('what is missing breaks', () => {
  test('named with the operation, the file and the line', async () => {
    expect(
      await see([use('ListsApi.getLists', 'lists:read'), use('TagsApi.getTags', 'tags:read')], ['tags:read']),
    ).toEqual({
      status: 'failed',
      priority: 'P1',
      faultDomain: 'key',
      message: "The key lacks what the code needs: 'lists:read' (ListsApi.getLists in src/a.ts:7).",
      nextAction: "Create a key with exactly 'accounts:read', 'lists:read', 'tags:read', and replace the stored one.",
      table: {
        columns: ['scope', 'state', 'needed by', 'place'],
        rows: [
          ['lists:read', 'missing', 'ListsApi.getLists', 'src/a.ts:7'],
          ['tags:read', 'granted', 'TagsApi.getTags', 'src/a.ts:7'],
        ],
      },
    });
  });

  test('a refusal that names no scope is about the only one of the operation', async () => {
    expect(await see([use('X', 'lists:read')], [], { 'lists:read': denied('No.') })).toMatchObject({
      status: 'failed',
      priority: 'P1',
    });
  });

  test('the scope of the account', async () => {
    const klaviyo = { ...keyWith([]), account: async () => denied('accounts:read') };

    expect(
      await runProbe(scopes, {
        klaviyo,
        code: { operations: [use('AccountsApi.getAccounts', 'accounts:read')], revisions: [], unread: 0 },
      }),
    ).toMatchObject({ status: 'failed', message: expect.stringContaining("'accounts:read'") });
  });
});

describe('what is spare is over-privilege', () => {
  test('reported with the scopes that are enough', async () => {
    expect(await see([use('X', 'lists:read')], ['lists:read', 'tags:read', 'events:read'])).toMatchObject({
      status: 'warned',
      priority: 'P3',
      faultDomain: 'key',
      message:
        "The key has 1 of 1 scopes that the code needs. It may also read what no code here asks for: 'events:read', 'tags:read'.",
      nextAction: "Create a key with exactly 'accounts:read', 'lists:read', and replace the stored one.",
      table: {
        rows: [
          ['lists:read', 'granted', 'X', 'src/a.ts:7'],
          ['(spare)', 'granted', 'no code here', 'events:read, tags:read'],
        ],
      },
    });
  });

  test('not with the account, which the preflight itself reads', async () => {
    expect(await see([use('X', 'lists:read')], ['lists:read'])).toMatchObject({ status: 'passed' });
  });

  test.each([
    ['a call that is not known', [use('X', 'lists:read'), use('? /api/**')], 0],
    ['a file that could not be read', [use('X', 'lists:read')], 1],
  ] satisfies [string, OperationUse[], number][])('not where %s may need it', async (_, operations, unread) => {
    expect(await see(operations, ['lists:read', 'tags:read'], {}, unread)).toMatchObject({ status: 'passed' });
  });
});

describe('what reading cannot prove', () => {
  test('scopes to write are named as such', async () => {
    expect(await see([use('X', 'lists:read', 'profiles:write')], ['lists:read'])).toEqual({
      status: 'passed',
      message: "The key has 1 of 2 scopes that the code needs; 1 cannot be proven by reading: 'profiles:write'.",
      table: {
        columns: ['scope', 'state', 'needed by', 'place'],
        rows: [
          ['lists:read', 'granted', 'X', 'src/a.ts:7'],
          ['profiles:write', 'not provable by reading', 'X', 'src/a.ts:7'],
        ],
      },
    });
  });

  test('so are those whose every read returns people', async () => {
    expect(await see([use('X', 'reviews:read')], [])).toMatchObject({
      status: 'passed',
      message: expect.stringContaining("cannot be proven by reading: 'reviews:read'"),
    });
    expect(READ_SCOPES.filter(scope => /^(?:reviews|conversations|push-tokens)/.test(scope))).toEqual([]);
  });

  test('a refusal for the other scope of the same operation', async () => {
    expect(
      await see([use('X', 'profiles:read')], [], { 'profiles:read': denied('Missing: lists:read.') }),
    ).toMatchObject({
      status: 'skipped',
      priority: 'P3',
      reason: "no answer shows whether the key has 'profiles:read'",
    });
  });

  test.each([
    ['an error of the vendor', errorAnswer(503, 'error', 'x')],
    ['no answer', { kind: 'no-answer', cause: 'limit' }],
    ['a page', answer({ status: 403, body: undefined })],
    ['an event that a page says is not there', answer({ status: 404, body: undefined })],
  ] satisfies [string, Reply][])('%s', async (_, reply) => {
    expect(await see([use('X', 'events:read')], [], { 'events:read': reply })).toMatchObject({
      status: 'skipped',
      reason: "no answer shows whether the key has 'events:read'",
    });
  });
});

test('an event that is not there, without a metric', async () => {
  expect(await see([use('X', 'events:read')], [], { 'events:read': answer({ body: { data: null } }) })).toMatchObject({
    table: { rows: expect.arrayContaining([['events:read', 'granted', 'X', 'src/a.ts:7']]) },
  });
});

describe('where there is nothing to compare', () => {
  test('outside of a project it is not asked', async () => {
    expect(scopes.notAsked(await contextWith({}))).toBe('there is no project in the working folder');
    expect(scopes.notAsked(await contextWith({ code: { operations: [], revisions: [], unread: 0 } }))).toBeUndefined();
  });

  test('code without a call', async () => {
    expect(await see([], [])).toMatchObject({ status: 'skipped', priority: 'P4', faultDomain: 'code' });
  });

  test('a key that is refused', async () => {
    const klaviyo = fakeClient([errorAnswer(401, 'authentication_failed', 'x')]);

    expect(
      await runProbe(scopes, { klaviyo, code: { operations: [use('X', 'lists:read')], revisions: [], unread: 0 } }),
    ).toEqual({ status: 'skipped', reason: 'Klaviyo gave no answer to look at' });
  });
});

test('many are counted, and the table names all', async () => {
  const outcome = await see([use('X', 'lists:read')], READ_SCOPES);

  expect(outcome).toMatchObject({
    message: expect.stringMatching(/'events:read' and 12 more\.$/),
  });
  expect(outcome.table?.rows.at(-1)?.[3]?.split(', ')).toHaveLength(READ_SCOPES.length - 1);
});
