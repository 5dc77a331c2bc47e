import { describe, expect, test } from 'vitest';
import type { ProjectSdk, RevisionUse } from '../../../../src/preflight/klaviyo/project-use.ts';
import revision from '../../../../src/preflight/klaviyo/probes/revision.ts';
import type { Reply } from '../../../../src/preflight/reply.ts';
import { answer, errorAnswer, fakeClient, runProbe } from '../../../support/fake-client.ts';

interface Project {
  sdk?: ProjectSdk;
  revisions?: RevisionUse[];
}

async function see(
  reply: Reply,
  { sdk, revisions = [] }: Project = { sdk: { locked: '23.0.0' } },
  account: Reply = answer(),
) {
  const asked: string[] = [];
  const klaviyo = fakeClient([account], undefined, { accountAt: async sent => (asked.push(sent), reply) });
  const outcome = await runProbe(revision, {
    klaviyo,
    ...(sdk && { sdk, code: { operations: [], revisions, unread: 0 } }),
  });
  return { outcome, asked };
}

describe('which revision is asked for', () => {
  test.each([
    ['of the locked SDK', { locked: '22.0.1', installed: '21.0.1', declared: '^20.0.0' }, '2026-04-15'],
    ['of the installed SDK', { installed: '21.0.1', declared: '^20.0.0' }, '2026-01-15'],
    ['of the SDK that is declared exactly', { declared: '20.0.0' }, '2025-10-15'],
    ['of another patch of a release', { locked: '22.0.9' }, '2026-04-15'],
    ['of the SDK that asks, where the version is not known', { declared: '^20.0.0' }, '2026-07-15'],
  ] satisfies [string, ProjectSdk, string][])('that %s', async (_, sdk, expected) => {
    expect((await see(answer(), { sdk })).asked).toEqual([expected]);
  });

  test('of the SDK that asks, outside of a project', async () => {
    const { outcome, asked } = await see(answer(), {});

    expect(asked).toEqual(['2026-07-15']);
    expect(outcome).toEqual({
      status: 'passed',
      message: "Klaviyo answers revision '2026-07-15' (klaviyo-api 23.0.0 of klaviyo-lint), stable until 2027-07-15.",
    });
  });

  test('also those of raw calls, each once, and nothing that is none', async () => {
    const revisions = ['2025-01-15', '2026-07-15', '2025-01-15', 'latest'].map((text, index) => ({
      revision: text,
      path: 'src/raw.ts',
      line: index + 1,
    }));
    const { outcome, asked } = await see(answer(), { sdk: { locked: '23.0.0' }, revisions });

    expect(asked).toEqual(['2025-01-15', '2026-07-15']);
    expect(outcome).toMatchObject({
      status: 'warned',
      message:
        "Klaviyo answers revision '2025-01-15' (src/raw.ts:1), deprecated since 2026-01-15 and retired on 2027-01-15.",
    });
  });

  test('the three oldest, where there are many', async () => {
    const revisions = ['2024-07-15', '2024-10-15', '2025-01-15', '2025-04-15'].map(text => ({
      revision: text,
      path: 'a.ts',
      line: 1,
    }));

    expect((await see(answer(), { sdk: { locked: '23.0.0' }, revisions })).asked).toEqual([
      '2024-07-15',
      '2024-10-15',
      '2025-01-15',
    ]);
  });
});

describe('what the answer says', () => {
  test('410: it is retired', async () => {
    expect((await see(errorAnswer(410, 'gone', 'x'), { sdk: { locked: '15.0.0' } })).outcome).toEqual({
      status: 'failed',
      priority: 'P2',
      faultDomain: 'code',
      message:
        "Klaviyo refuses revision '2024-10-15' (klaviyo-api 15.0.0) with 410: it is retired, and answered as another one by default.",
      nextAction: "Move to revision '2026-07-15', and test what changed in between.",
    });
  });

  test.each([400, 404])('%i: it is not known', async status => {
    expect((await see(errorAnswer(status, 'invalid', 'x'))).outcome).toMatchObject({
      status: 'failed',
      priority: 'P2',
      message: expect.stringContaining(`with ${status}: it does not know it`),
    });
  });

  test('200 for a deprecated one', async () => {
    expect((await see(answer(), { sdk: { locked: '20.0.0' } })).outcome).toMatchObject({
      status: 'warned',
      priority: 'P3',
      faultDomain: 'code',
      message: expect.stringContaining('retired on 2027-10-15'),
    });
  });

  test('200 for a pre-release', async () => {
    const revisions = [{ revision: '2026-07-15.pre', path: 'a.ts', line: 1 }];

    expect((await see(answer(), { sdk: {}, revisions })).outcome).toMatchObject({
      status: 'warned',
      message: expect.stringContaining('a pre-release'),
    });
  });

  test('the worst of several stands for all', async () => {
    const revisions = [{ revision: '2024-10-15', path: 'a.ts', line: 1 }];
    const klaviyo = fakeClient([answer()], undefined, {
      accountAt: async sent => (sent === '2024-10-15' ? errorAnswer(410, 'gone', 'x') : answer()),
    });
    const outcome = await runProbe(revision, {
      klaviyo,
      sdk: { locked: '23.0.0' },
      code: { operations: [], revisions, unread: 0 },
    });

    expect(outcome).toMatchObject({ status: 'failed', message: expect.stringContaining("'2024-10-15' (a.ts:1)") });
  });
});

describe('where nothing can be learned', () => {
  test('no good answer to the account', async () => {
    expect((await see(answer(), {}, errorAnswer(500, 'error', 'x'))).outcome).toEqual({
      status: 'skipped',
      reason: 'Klaviyo gave no answer to look at',
    });
  });

  test('no good answer to the revision', async () => {
    expect((await see({ kind: 'no-answer', cause: 'timeout' })).outcome).toEqual({
      status: 'skipped',
      reason: 'Klaviyo gave no answer to look at',
    });
  });

  test('a key that may not read the account', async () => {
    const { outcome, asked } = await see(answer(), {}, errorAnswer(403, 'permission_denied', 'accounts:read'));

    expect(asked).toEqual([]);
    expect(outcome).toMatchObject({ status: 'skipped', priority: 'P4', faultDomain: 'key' });
  });
});
