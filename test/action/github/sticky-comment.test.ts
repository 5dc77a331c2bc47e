import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleFinding, sampleReport } from '../../reporters/sample-report.ts';
import { type Comment, type FakeGithub, LOGIN, startGithub } from './fake-github.ts';
import { findings, send } from './sending.ts';

const CREATE = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const UPDATE = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
const LIST = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';

let github: FakeGithub;

beforeEach(async () => {
  github = await startGithub();
});

afterEach(async () => {
  await github.close();
  expect(github.problems).toEqual([]);
});

const BROKEN = sampleReport({ findings: [sampleFinding()] });

async function comment(report = BROKEN, inputs: Record<string, string> = {}): ReturnType<typeof send> {
  const target = { runUrl: 'https://github.com/octo/shop/actions/runs/12' };
  return send(github, { pullRequestComment: true, report, inputs, target });
}

function writtenBy(login: string, body: string): Comment {
  return { id: github.comments.length + 1, body, user: { login } };
}

describe('the comment of a pull request', () => {
  it('has the verdict, why, the findings and the way to the job', async () => {
    await comment();
    expect(github.comments.map(({ user }) => user.login)).toEqual([LOGIN]);
    const lines = github.comments[0]?.body.split('\n') ?? [];
    expect(lines.slice(0, 6)).toEqual([
      expect.stringMatching(/^<!-- klaviyo-lint comment [0-9a-f]{8} -->$/),
      '# klaviyo-lint: violated',
      '',
      'klaviyo-lint found 1 error and 0 warnings in 1 file; fix them where the annotations stand, or read them all in the job summary.',
      '',
      '[The job and its summary](https://github.com/octo/shop/actions/runs/12)',
    ]);
    expect(lines).toContainEqual(expect.stringContaining('<code>src/profiles.ts:3</code>'));
  });

  it('is updated in place, also to say that all is well', async () => {
    await comment();
    github.comments.push(writtenBy('octocat', 'I am on it.'));
    await comment(sampleReport());
    expect(github.comments.map(({ body }) => body.split('\n')[1])).toEqual(['# klaviyo-lint: verified', undefined]);
    expect(github.counts()).toMatchObject({ [CREATE]: 1, [UPDATE]: 1 });
  });

  it('is not sent again where nothing changed', async () => {
    await comment();
    await comment();
    expect(github.counts()).toMatchObject({ [CREATE]: 1 });
    expect(github.counts()).not.toHaveProperty([UPDATE]);
  });

  it('is not written at all where there is nothing to say', async () => {
    await comment(sampleReport());
    const old = { ...sampleFinding({ severity: 'warning' }), state: 'old' as const };
    await comment(sampleReport({ findings: [old] }));
    expect(github.comments).toEqual([]);
  });

  it('is written where something was not verified', async () => {
    await comment(sampleReport({ skipped: [{ id: 'file', path: 'a.js', reason: 'it is larger than 5 MB' }] }));
    expect(github.comments[0]?.body.split('\n')[1]).toBe('# klaviyo-lint: not verified');
  });

  it("is never a stranger's, whatever that begins with", async () => {
    await comment();
    const { body } = github.comments[0]!;
    github.comments = [writtenBy('stranger', body), writtenBy('stranger[bot]', body)];
    await comment();
    expect(github.comments.map(({ user }) => user.login)).toEqual(['stranger', 'stranger[bot]', LOGIN]);
  });

  it('is not another comment of the same account that only mentions the marker', async () => {
    await comment();
    const { body } = github.comments[0]!;
    github.comments = [writtenBy(LOGIN, `The title is ${body}`)];
    await comment();
    expect(github.comments).toHaveLength(2);
  });

  it('stays the first where two runs at once wrote one each', async () => {
    await comment();
    const [first] = github.comments;
    github.comments.push({ ...first!, id: 4444 });
    await comment(sampleReport());
    expect(github.comments.map(({ id }) => id)).toEqual([first?.id]);
  });

  it('is found behind three hundred others', async () => {
    await comment();
    github.comments.unshift(...Array.from({ length: 300 }, () => writtenBy('octocat', 'Nice.')));
    github.requests.length = 0;
    await comment(sampleReport());
    expect(github.counts()).toMatchObject({ [LIST]: 4, [UPDATE]: 1 });
    expect(github.comments).toHaveLength(301);
  });

  it('is one of its own for another folder', async () => {
    await comment();
    await comment(BROKEN, { path: 'apps/shop' });
    expect(github.comments).toHaveLength(2);
  });

  it('stays within what GitHub takes, whatever was found', async () => {
    const path = `src/${'ä'.repeat(100)}.ts`;
    await comment(sampleReport({ findings: findings(2_000, { path, message: '|<@'.repeat(100) }) }));
    expect(github.comments[0]?.body.length).toBeGreaterThan(10_000);
    expect(Buffer.byteLength(github.comments[0]?.body ?? '')).toBeLessThanOrEqual(65_536);
    expect(github.comments[0]?.body).toMatch(/\n\d+ more findings did not fit here\.\n/);
  });

  it('mentions nobody and holds no markup of a stranger', async () => {
    const hostile = '@octocat <img src=x> ![x](https://evil.test) </table> www.evil.test -->';
    await comment(
      sampleReport({
        findings: [sampleFinding({ message: hostile, path: `src/${hostile}.ts` })],
        skipped: [{ id: 'file', path: hostile, reason: hostile }],
      }),
    );
    const body = github.comments[0]?.body ?? '';
    expect(body).not.toMatch(/@\w|<img|!\[|<\/table|https:\/\/evil|www\.evil/);
  });
});

describe.each([
  ['502, carried out', { status: 502, isCarriedOut: true }],
  ['502, not carried out', { status: 502 }],
  ['an answer that breaks off', { isCarriedOut: true, isCut: true }],
  ['a connection that breaks off, carried out', { isCarriedOut: true }],
  ['a connection that breaks off, not carried out', {}],
  ['a secondary rate limit', { status: 403, headers: { 'retry-after': '0' } }],
])('after %s', (_, fault) => {
  it.each([CREATE, LIST, 'POST /graphql', 'GET /repos/{owner}/{repo}/pulls/{pull_number}'])(
    'of %s there is one comment',
    async operation => {
      github.fault = request => (request.operation === operation && request.nth === 0 ? fault : undefined);
      expect((await comment()).sentences).toEqual([]);
      expect(github.comments).toHaveLength(1);
    },
  );
});
