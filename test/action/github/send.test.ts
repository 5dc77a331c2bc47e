import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../../action/github/client.ts';
import { deadlineIn } from '../../../action/github/limits.ts';
import { writeStickyComment } from '../../../action/github/sticky-comment.ts';
import { maskKeys } from '../../../src/vendors/klaviyo/keys.ts';
import { fakeKey } from '../../fake-keys.ts';
import { sampleFinding, sampleReport } from '../../reporters/sample-report.ts';
import { contractOf, OPERATIONS } from './contract.ts';
import { type FakeGithub, startGithub, TOKEN } from './fake-github.ts';
import { blobOf, findings, send } from './sending.ts';

const ALL = { checkRun: true, reviewComments: true, pullRequestComment: true };
const TEXT = 'const a = old();\n';
const FILES = { 'src/profiles.ts': TEXT };
const FINDING = { line: 1, endLine: 1 };
const REPORT = sampleReport({ findings: [sampleFinding(FINDING)] });

let github: FakeGithub;

beforeEach(async () => {
  github = await startGithub();
  github.files = [{ filename: 'src/profiles.ts', sha: blobOf(TEXT), status: 'added', patch: '@@ -0,0 +1 @@\n+x' }];
});

afterEach(async () => {
  await github.close();
});

describe('everything at once', () => {
  it('is valid against the description of GitHub, and each operation that the description holds is used', async () => {
    await send(github, { ...ALL, report: REPORT, files: FILES });
    github.comments.push({ ...github.comments[0]!, id: 3 });
    const [answered] = github.lineComments;
    github.lineComments.push(
      { ...answered!, id: 1, body: 'Why?', in_reply_to_id: answered!.id },
      { ...answered!, id: 2 },
    );
    github.fault = ({ operation, nth, body }) => {
      const isBatch = operation.startsWith('PATCH') && JSON.stringify(body).includes('annotation_level');
      return (nth === 1 && operation.endsWith('/check-runs')) || (isBatch && nth === 2) ? {} : undefined;
    };
    await send(github, { ...ALL, report: sampleReport({ findings: findings(1) }), files: FILES });
    await send(github, { ...ALL });
    expect(github.problems).toEqual([]);
    expect(Object.keys(github.counts()).toSorted()).toEqual([...OPERATIONS, 'POST /graphql'].toSorted());
  });

  it('goes to a GitHub Enterprise Server with its own paths', async () => {
    const enterprise = await startGithub('/api/v3');
    enterprise.files = github.files;
    expect((await send(enterprise, { ...ALL, report: REPORT, files: FILES })).sentences).toEqual([]);
    expect(enterprise.problems).toEqual([]);
    expect([enterprise.checkRuns.length, enterprise.lineComments.length, enterprise.comments.length]).toEqual([
      1, 1, 1,
    ]);
    await enterprise.close();
  });

  it('holds no key, wherever one stands', async () => {
    const key = fakeKey(15);
    const text = `const a = old('${key}');\n`;
    github.files = [
      { filename: 'src/profiles.ts', sha: blobOf(text), status: 'added', patch: '@@ -0,0 +1 @@\n+x' },
      { filename: `src/${key}.ts`, sha: blobOf(text), status: 'added', patch: '@@ -0,0 +1 @@\n+x' },
    ];
    const said = {
      ...FINDING,
      message: `Here is ${key}.`,
      suggestions: [{ title: `Remove ${key}.`, edits: [{ start: 6, end: 7, text: 'b' }] }],
      related: [{ path: `${key}.ts`, line: 1, message: key }],
    };
    const report = sampleReport({
      findings: [sampleFinding(said), sampleFinding({ ...said, path: `src/${key}.ts`, fingerprint: 'f'.repeat(32) })],
      skipped: [{ id: 'file', path: `${key}.js`, reason: key }],
    });
    const sent = await send(github, { ...ALL, report, files: { 'src/profiles.ts': text, [`src/${key}.ts`]: text } });
    expect(sent.sentences).toEqual([]);
    expect(github.problems).toEqual([]);
    expect(github.lineComments).toHaveLength(1);
    expect(JSON.stringify(github.requests)).not.toContain(key.slice(4, -2));
  });
});

it('a key that a text still holds does not leave', async () => {
  const key = fakeKey(16);
  const target = { apiUrl: github.url, owner: 'octo', repo: 'shop', sha: 'a'.repeat(40), pull: 7 };
  const limits = { totalMs: 60_000, reserveMs: 0, requestMs: 30_000, firstWaitMs: 1, betweenWritesMs: 0 };
  const client = connect(target, TOKEN, deadlineIn(60_000), limits);
  const body = `Here is ${key}.`;
  await writeStickyComment(client, target, { marker: 'x', login: 'x', body, isWorthPosting: true });
  expect(github.comments.map(comment => comment.body)).toEqual([`Here is ${maskKeys(key)}.`]);
});

describe('the description of GitHub', () => {
  const batch = (count: number, changes = {}): unknown => ({
    output: {
      title: 'x',
      summary: 'x',
      annotations: Array.from({ length: count }, () => ({
        path: 'a.ts',
        start_line: 1,
        end_line: 1,
        annotation_level: 'failure',
        message: 'x',
        ...changes,
      })),
    },
  });

  it.each([
    ['51 annotations', batch(51), 'body/output/annotations must NOT have more than 50 items'],
    ['a long title', batch(1, { title: 'x'.repeat(256) }), 'body/output/annotations/0/title must NOT have more'],
    ['a line 0', batch(1, { start_line: 0 }), 'body/output/annotations/0/start_line must be >= 1'],
    ['an unknown level', batch(1, { annotation_level: 'error' }), 'body/output/annotations/0/annotation_level must be'],
    ['columns on two lines', batch(1, { start_column: 1, end_line: 2 }), 'columns on several lines'],
    ['an end without a conclusion', { status: 'completed' }, 'status and conclusion differ'],
    ['an unknown name', { colour: 'red' }, 'body must NOT have additional properties'],
    [
      'a long summary',
      { output: { title: 'x', summary: 'x'.repeat(65_536) } },
      'body/output/summary must NOT have more than 65535 characters',
    ],
  ])('does not take %s', (_, body, problem) => {
    const request = { method: 'PATCH', path: '/repos/octo/shop/check-runs/1', query: {}, body };
    expect(contractOf(request).problems).toContainEqual(expect.stringContaining(problem));
  });

  it.each([
    ['an id that is no number', 'GET', '/repos/o/s/pulls/abc', {}, 'pull_number must be integer'],
    ['a page that is no number', 'GET', '/repos/o/s/pulls/1/files', { page: 'x' }, 'page must be integer'],
    ['an unknown parameter', 'GET', '/repos/o/s/pulls/1/files', { size: '5' }, 'size is no parameter'],
    ['an unknown path', 'GET', '/repos/o/s/pull/1', {}, 'GET /repos/o/s/pull/1 is unknown'],
  ])('does not take %s', (_, method, path, query, problem) => {
    expect(contractOf({ method, path, query, body: undefined }).problems).toEqual([problem]);
  });
});

describe('a token without the permission', () => {
  const refuse = (status: number) => (request: { method: string; operation: string }) =>
    request.method === 'GET' || request.operation === 'POST /graphql'
      ? undefined
      : { status, message: 'Resource not accessible by integration' };

  it.each([403, 404])('answered with %i is said once, with the block that grants it', async status => {
    github.fault = refuse(status);
    expect(await send(github, { ...ALL, report: REPORT, files: FILES })).toEqual({
      hasAnnotations: false,
      sentences: [
        `GitHub refused 'check-run', 'review-comments' and 'pull-request-comment' with ${status}, so the findings are in the annotations and in the job summary. Give the job 'permissions: { contents: read, checks: write, pull-requests: write }'.`,
      ],
    });
    expect(
      github.requests.filter(({ method, operation }) => method !== 'GET' && operation !== 'POST /graphql'),
    ).toHaveLength(3);
  });

  it('for one part leaves the others', async () => {
    github.fault = ({ operation }) => (operation.endsWith('/check-runs') ? { status: 403 } : undefined);
    const { sentences } = await send(github, { checkRun: true, pullRequestComment: true, report: REPORT });
    expect(sentences).toEqual([
      "GitHub refused 'check-run' with 403, so the findings are in the annotations and in the job summary. Give the job 'permissions: { contents: read, checks: write, pull-requests: write }'.",
    ]);
    expect(github.comments).toHaveLength(1);
  });

  it('may not even read: one request each', async () => {
    github.fault = () => ({ status: 404, message: 'Not Found' });
    const { sentences } = await send(github, { reviewComments: true, report: REPORT });
    expect(sentences).toEqual([
      "GitHub refused 'review-comments' with 404, so the findings are in the annotations and in the job summary. Give the job 'permissions: { contents: read, pull-requests: write }'.",
    ]);
    expect(github.requests).toHaveLength(1);
  });

  it('of a fork is no fault of the workflow', async () => {
    github.fault = refuse(403);
    const { sentences } = await send(github, { ...ALL, report: REPORT, target: { restricted: 'fork' } });
    expect(sentences).toEqual([
      "GitHub gives the pull request of a fork a token that may only read, which is too little for 'check-run' and 'pull-request-comment'. Read the findings in the annotations and in the job summary.",
    ]);
  });

  it('of Dependabot can be given it', async () => {
    github.fault = refuse(403);
    const { sentences } = await send(github, { checkRun: true, target: { restricted: 'Dependabot' } });
    expect(sentences).toEqual([
      "GitHub refused 'check-run' with 403, so the findings are in the annotations and in the job summary. By default the token of Dependabot may only read. Give the job 'permissions: { contents: read, checks: write }'.",
    ]);
  });
});

describe('the token', () => {
  interface Trap {
    url: string;
    requests: string[];
    close(): void;
  }

  /** A server that should never be asked anything. */
  async function trap(): Promise<Trap> {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(`${request.url} ${request.headers.authorization}`);
      response.end('[]');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, close: () => server.close() };
  }

  it('follows no link of a list to another host', async () => {
    const other = await trap();
    github.listHeaders = { link: `<${other.url}/x?page=2>; rel="next", <${other.url}/x?page=9>; rel="last"` };
    github.comments = Array.from({ length: 150 }, (_, id) => ({ id, body: 'x', user: { login: 'octocat' } }));
    const sent = await send(github, { ...ALL, report: REPORT, files: FILES });
    expect([sent.sentences, other.requests]).toEqual([[], []]);
    other.close();
  });

  it('and nothing that an answer says is printed', async () => {
    const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
    github.listHeaders = { deprecation: 'true', sunset: '::error::x', link: '<::error::y>; rel="deprecation"' };
    await send(github, { ...ALL, report: REPORT, files: FILES });
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });

  it.each([301, 302, 307, 308])('follows no redirect with %i', async status => {
    const other = await trap();
    github.fault = () => ({ status, headers: { location: `${other.url}/x` } });
    const sent = await send(github, { ...ALL, report: REPORT });
    expect(sent.hasAnnotations).toBe(false);
    expect(sent.sentences).toHaveLength(3);
    expect(other.requests).toEqual([]);
    other.close();
  });

  it('stands in no body and no sentence', async () => {
    github.fault = () => ({ status: 422, message: `The token ${TOKEN} is wrong.` });
    const sent = await send(github, { ...ALL, report: REPORT });
    expect(JSON.stringify([sent, github.requests])).not.toContain(TOKEN);
  });
});

describe('the time', () => {
  it('is not waited for where it would be over', async () => {
    github.fault = () => ({ status: 502 });
    const { sentences } = await send(github, { ...ALL, limits: { firstWaitMs: 100_000 } });
    expect(sentences.map(sentence => sentence.split(':')[0])).toEqual([
      "'check-run' was not finished",
      "'review-comments' was not finished",
      "'pull-request-comment' was not finished",
    ]);
    expect(github.requests).toHaveLength(2);
  });

  it('ends also where GitHub is silent', async () => {
    const silent = createServer(() => {});
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const apiUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const limits = { totalMs: 300, reserveMs: 100 };
    expect((await send(github, { ...ALL, target: { apiUrl }, limits })).sentences).toEqual(
      ['check-run', 'review-comments', 'pull-request-comment'].map(
        input =>
          `'${input}' was not finished: the time for it was over. The verdict does not depend on it; run the job again to send it.`,
      ),
    );
    silent.closeAllConnections();
    silent.close();
  });

  it('of one request is limited, and then it is sent again', async () => {
    let isFirst = true;
    const slow = createServer((_, response) => {
      if (!isFirst) response.writeHead(403, { 'content-type': 'application/json' }).end('{}');
      isFirst = false;
    });
    await new Promise<void>(resolve => slow.listen(0, '127.0.0.1', resolve));
    const apiUrl = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
    const { sentences } = await send(github, { reviewComments: true, target: { apiUrl }, limits: { requestMs: 200 } });
    expect(sentences).toEqual([expect.stringMatching(/^GitHub refused 'review-comments' with 403/)]);
    slow.closeAllConnections();
    slow.close();
  });
});
