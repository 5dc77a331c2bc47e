import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markerOf } from '../../../action/github/marker.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { sampleFinding, sampleReport } from '../../reporters/sample-report.ts';
import { type Comment, type FakeGithub, HEAD, LOGIN, startGithub } from './fake-github.ts';
import { blobOf, findings, send } from './sending.ts';

const LIST = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments';
const FILES = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files';
const REVIEW = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const DELETE = 'DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}';

const TEXT = 'const a = 1;\nconst b = 2;\nconst c = old();\nconst d = 4;\nconst e = 5;\n';
const PATCH = '@@ -1,3 +1,4 @@\n const a = 1;\n const b = 2;\n+const c = old();\n const d = 4;';
const FIX = { title: 'Apply the automatic fix.', edits: [{ start: 36, end: 39, text: 'current' }] };

let github: FakeGithub;

beforeEach(async () => {
  github = await startGithub();
  github.files = [{ filename: 'src/profiles.ts', sha: blobOf(TEXT), status: 'modified', patch: PATCH }];
});

afterEach(async () => {
  await github.close();
  expect(github.problems).toEqual([]);
});

async function review(...found: Partial<Finding>[]): ReturnType<typeof send> {
  const report = sampleReport({ findings: found.map(changes => sampleFinding(changes)) });
  return send(github, { reviewComments: true, report, files: { 'src/profiles.ts': TEXT } });
}

/** What an earlier run posted about the sample. */
async function posted(): Promise<Comment> {
  await review({});
  github.requests.length = 0;
  return github.lineComments[0]!;
}

function counts(): Record<string, number> {
  return Object.fromEntries(
    Object.entries(github.counts()).map(([name, count]) => [name.replace('/repos/{owner}/{repo}/', ''), count]),
  );
}

describe('a comment on a line', () => {
  it('says what is wrong, with the fix as a suggestion', async () => {
    await review({ suggestions: [FIX] });
    expect(github.reviews).toMatchObject([
      { commit_id: HEAD, event: 'COMMENT', body: expect.stringMatching(/\nklaviyo-lint comments on 1 finding\.$/) },
    ]);
    expect(github.lineComments).toMatchObject([{ path: 'src/profiles.ts', line: 3, side: 'RIGHT' }]);
    expect(github.lineComments[0]?.body).toMatch(
      /^<!-- klaviyo-lint finding klaviyo\/no-raw-http [0-9a-f]{32} 0123456789abcdef0123456789abcdef [0-9a-f]{8} -->\n/,
    );
    expect(github.lineComments[0]?.body.split('\n').slice(1)).toEqual([
      "**error** [klaviyo/no-raw-http](https://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md): The call bypasses the SDK. Use 'ProfilesApi.getProfiles'.",
      '',
      'Apply the automatic fix.',
      '',
      '```suggestion',
      'const c = current();',
      '```',
      '',
    ]);
  });

  it('stands on all lines of its finding', async () => {
    await review({ line: 2, endLine: 3 });
    expect(github.lineComments).toMatchObject([{ start_line: 2, line: 3, start_side: 'RIGHT' }]);
  });

  it('stands on the first line where the diff does not show them all, without a suggestion', async () => {
    await review({ endLine: 5, suggestions: [FIX] });
    expect(github.lineComments).toMatchObject([{ line: 3 }]);
    expect(github.lineComments[0]).not.toHaveProperty('start_line');
    expect(github.lineComments[0]?.body).not.toContain('suggestion');
  });

  it('names related places and lets no text be Markdown, a mention or a link', async () => {
    await review({
      message: 'See @octocat <img src=x> ![](https://evil.test/x.png) [a](https://evil.test) `x`',
      related: [{ path: 'src/`a`.ts', line: 2, message: '</details> @team/all' }],
    });
    const body = github.lineComments[0]?.body ?? '';
    expect(body).toContain('See <code>src/&#96;a&#96;.ts:2</code>: &#60;/details&#62; &#64;&#8203;team/all');
    expect(body.replace('](https://github.com/', '')).not.toMatch(/@\w|<img|!\[|\]\(|https:\/\/evil/);
  });

  it.each([
    ['a line that the diff does not show', { line: 5, endLine: 5 }],
    ['a file that is not changed', { path: 'src/other.ts' }],
    ['a finding that is old', { state: 'old' as const }],
    ['a finding of the baseline', { state: 'baselined' as const }],
  ])('is not written for %s', async (_, changes) => {
    await review(changes);
    expect(github.reviews).toEqual([]);
  });

  it.each([
    ['without a diff, because it is too large', { patch: undefined }],
    ['whose hash GitHub does not name', { sha: null }],
    ['that lost lines only', { patch: '@@ -3,1 +2,0 @@\n-const c = 3;' }],
  ])('is not written in a file %s', async (_, changes) => {
    Object.assign(github.files[0]!, changes);
    await review({});
    expect(github.reviews).toEqual([]);
  });

  it('is not written in a file that is another in the head, because the base was merged in', async () => {
    github.files[0]!.sha = blobOf(`// new in the base\n${TEXT}`);
    await review({});
    expect(github.reviews).toEqual([]);
  });

  it('is not written about a folder or a link that has the name of the file', async () => {
    const report = sampleReport({ findings: [sampleFinding()] });
    await send(github, { reviewComments: true, report, files: { 'src/profiles.ts/x': TEXT } });
    expect(github.reviews).toEqual([]);
  });
});

describe('comments on lines', () => {
  it('are written once each, however often the job runs', async () => {
    await posted();
    await review({}, { line: 4, endLine: 4, fingerprint: 'f'.repeat(32) });
    await review({}, { line: 4, endLine: 4, fingerprint: 'f'.repeat(32) });
    expect(github.lineComments.map(({ line }) => line)).toEqual([3, 4]);
    expect(github.reviews).toHaveLength(2);
  });

  it('are not found in those of others, whatever these begin with', async () => {
    const { body } = await posted();
    github.lineComments.splice(0, 1, { id: 5, path: 'src/profiles.ts', body, user: { login: 'stranger' } });
    await review({});
    expect(github.lineComments.map(({ user }) => user.login)).toEqual(['stranger', LOGIN]);
  });

  it('are left alone where another step wrote them about another folder', async () => {
    await posted();
    await send(github, { reviewComments: true, inputs: { path: 'apps/shop' } });
    expect(github.lineComments).toHaveLength(1);
  });

  it('are deleted when their finding is gone', async () => {
    await posted();
    await review();
    expect(github.lineComments).toEqual([]);
    expect(counts()).toEqual({
      'GET pulls/{pull_number}': 1,
      'POST /graphql': 1,
      'GET pulls/{pull_number}/comments': 1,
      'DELETE pulls/comments/{comment_id}': 1,
    });
  });

  it('say that their finding is gone where somebody answered, and count as written no more', async () => {
    const { id } = await posted();
    github.lineComments.push({ id: 9, body: 'Why?', user: { login: 'octocat' }, in_reply_to_id: id });
    await review();
    expect(github.lineComments).toHaveLength(2);
    expect(github.lineComments[0]?.body).toMatch(/^No longer found in aaaaaaaaaaaa\.\n\n\*\*error\*\*/);
    await review({});
    expect(github.lineComments).toHaveLength(3);
  });

  it('stay when their finding is old now', async () => {
    await posted();
    await review({ state: 'old' });
    expect(github.lineComments).toHaveLength(1);
  });

  it.each([
    [{ id: 'file', path: 'src/profiles.ts', reason: 'x' }, 1],
    [{ id: 'file', path: 'src', reason: 'x' }, 1],
    [{ id: 'file', reason: '60 more: x' }, 1],
    [{ id: 'imports', reason: 'x' }, 1],
    [{ id: 'klaviyo/no-raw-http', reason: 'x' }, 1],
    [{ id: 'file', path: 'src/other.ts', reason: 'x' }, 0],
    [{ id: 'check/unlocked-sdk', reason: 'x' }, 0],
  ])('after %j was not looked at, %i of one stays', async (entry, count) => {
    await posted();
    await send(github, { reviewComments: true, report: sampleReport({ skipped: [entry] }) });
    expect(github.lineComments).toHaveLength(count);
  });

  it('lose their doubles, which two runs at once may have written', async () => {
    const comment = await posted();
    github.lineComments.push({ ...comment, id: 2222 });
    await review({});
    expect(github.lineComments).toEqual([comment]);
  });

  it('are thirty at most, keys and errors first, and the review counts the others', async () => {
    const lines = Array.from({ length: 50 }, (_, index) => `line ${index + 1}`).join('\n');
    github.files[0] = {
      filename: 'src/profiles.ts',
      sha: blobOf(lines),
      status: 'added',
      patch: `@@ -0,0 +1,50 @@\n${lines.replaceAll(/^/gm, '+')}`,
    };
    const all = findings(50).map((finding, index) => ({
      ...finding,
      severity: index < 40 ? ('warning' as const) : ('error' as const),
      ...(index === 5 && { ruleId: 'klaviyo/no-hardcoded-key' }),
    }));
    const again = async (): Promise<unknown> =>
      send(github, {
        reviewComments: true,
        report: sampleReport({ findings: all }),
        files: { 'src/profiles.ts': lines },
      });
    await again();
    expect(github.lineComments.map(({ line }) => line).slice(0, 12)).toEqual([
      6, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 1,
    ]);
    expect(github.lineComments).toHaveLength(30);
    expect(github.reviews[0]?.body).toContain(
      '\nklaviyo-lint comments on 30 findings. 20 more findings are in the job summary.',
    );
    await again();
    expect(github.reviews).toHaveLength(1);
  });

  it('are found on later pages, and files too', async () => {
    const comment = await posted();
    const other = { id: 1, body: 'Nice.', user: { login: 'octocat' } };
    github.lineComments = [...Array.from({ length: 250 }, () => other), comment];
    github.files = [
      ...Array.from({ length: 120 }, (_, index) => ({ filename: `a${index}.ts`, sha: null, status: 'added' })),
      ...github.files,
    ];
    await review({}, { line: 4, endLine: 4, fingerprint: 'f'.repeat(32) });
    expect(counts()).toMatchObject({
      'GET pulls/{pull_number}/comments': 3,
      'GET pulls/{pull_number}/files': 2,
      'POST pulls/{pull_number}/reviews': 1,
    });
    expect(github.lineComments.at(-1)?.line).toBe(4);
  });

  it('are not written about a commit that is the head no more', async () => {
    github.head = 'b'.repeat(40);
    expect(await review({})).toEqual({ hasAnnotations: false, sentences: [] });
    expect(counts()).toEqual({ 'GET pulls/{pull_number}': 1 });
  });
});

describe.each([
  ['502, carried out', { status: 502, isCarriedOut: true }],
  ['502, not carried out', { status: 502 }],
  ['a connection that breaks off, carried out', { isCarriedOut: true }],
  ['a connection that breaks off, not carried out', {}],
  ['a secondary rate limit', { status: 403, headers: { 'retry-after': '0' } }],
])('after %s', (_, fault) => {
  it.each([LIST, FILES, REVIEW])('of %s each finding has one comment', async operation => {
    github.fault = request => (request.operation === operation && request.nth === 0 ? fault : undefined);
    expect(await review({}, { line: 4, endLine: 4, fingerprint: 'f'.repeat(32) })).toEqual({
      hasAnnotations: false,
      sentences: [],
    });
    expect(github.lineComments.map(({ line }) => line)).toEqual([3, 4]);
  });

  it('of a deletion the comment is gone', async () => {
    await posted();
    github.fault = request => (request.operation === DELETE && request.nth === 0 ? fault : undefined);
    expect((await review()).sentences).toEqual([]);
    expect(github.lineComments).toEqual([]);
  });
});

it('says when GitHub rejects a review', async () => {
  github.files[0]!.patch = '@@ -1,3 +1,40 @@\n const a = 1;';
  expect((await review({})).sentences).toEqual([
    "'review-comments' was not finished: GitHub rejected it with 422. The verdict does not depend on it; run the job again to send it.",
  ]);
});

describe('a comment is known again by the identity of its finding', () => {
  const [A, B, C] = ['a', 'b', 'c'].map(digit => digit.repeat(32)) as [string, string, string];
  const bodies = (): unknown => github.lineComments.map(({ line, body }) => `${line} ${body.split('\n', 1)[0]}`);
  const markers = (): string[] => github.lineComments.map(({ body }) => body.split(' ')[4]!);

  it('when its line is edited', async () => {
    await review({ identity: A, fingerprint: B });
    const before = bodies();
    await review({ identity: A, fingerprint: C, line: 4, endLine: 4 });
    expect(bodies()).toEqual(before);
    expect(github.reviews).toHaveLength(1);
  });

  it('but not in another file, where it would stand nowhere', async () => {
    await review({ identity: A, fingerprint: B });
    github.files = [{ filename: 'src/moved.ts', sha: blobOf(TEXT), status: 'renamed', patch: PATCH }];
    const report = sampleReport({ findings: [sampleFinding({ identity: A, path: 'src/moved.ts' })] });
    await send(github, { reviewComments: true, report, files: { 'src/moved.ts': TEXT } });
    expect(github.lineComments.map(({ path }) => path)).toEqual(['src/moved.ts']);
  });

  it('of equal findings each has its own, also when the first of them is gone', async () => {
    await review({ identity: A, fingerprint: B }, { identity: `${A}-2`, fingerprint: C, line: 4, endLine: 4 });
    expect(markers()).toEqual([A, `${A}-2`]);
    await review({ identity: A, fingerprint: C, line: 4, endLine: 4 });
    expect(github.lineComments.map(({ line }) => line)).toEqual([4]);
    expect(github.reviews).toHaveLength(1);
  });

  it('and one that is written twice is kept once', async () => {
    await review({ identity: A, fingerprint: B });
    github.lineComments.push({ ...github.lineComments[0]!, id: 5 });
    await review({ identity: A, fingerprint: B });
    expect(github.lineComments).toHaveLength(1);
    expect(github.lineComments[0]?.id).not.toBe(5);
  });
});

describe('a comment of a release that knew findings by their fingerprints', () => {
  const [A, B] = ['a'.repeat(32), 'b'.repeat(32)];
  const older = (fingerprint: string): Comment => ({
    id: 1,
    body: `${markerOf(`finding klaviyo/no-raw-http ${fingerprint}`, '.')}\nOld text`,
    user: { login: LOGIN },
    path: 'src/profiles.ts',
    line: 3,
  });

  it('is known again, so that no finding has two', async () => {
    github.lineComments.push(older(B));
    await review({ identity: A, fingerprint: B });
    expect(github.lineComments).toEqual([older(B)]);
    expect(github.reviews).toEqual([]);
  });

  it('is deleted when its finding is gone, or its line is edited', async () => {
    github.lineComments.push(older(A));
    await review({ identity: A, fingerprint: B });
    expect(github.lineComments.map(({ body }) => body.includes(`${A} ${B}`))).toEqual([true]);
  });

  it('stays where the finding may be there unseen', async () => {
    github.lineComments.push(older(A));
    const report = sampleReport({ skipped: [{ id: 'file', path: 'src/profiles.ts', reason: 'it does not parse' }] });
    await send(github, { reviewComments: true, report, files: { 'src/profiles.ts': TEXT } });
    expect(github.lineComments).toEqual([older(A)]);
  });
});
