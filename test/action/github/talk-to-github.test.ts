import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleReport } from '../../reporters/sample-report.ts';
import { BROKEN, recordedRun, type RecordedRun, type Situation } from '../recorded-run.ts';
import { type FakeGithub, HEAD, startGithub, TOKEN } from './fake-github.ts';

const WANTED = { 'check-run': 'true', 'review-comments': 'true', 'pull-request-comment': 'true' };
const PULL = (head: string, sha: string = HEAD): object => ({
  pull_request: { number: 7, head: { sha, repo: { full_name: head } }, base: { repo: { full_name: 'octo/shop' } } },
});

let github: FakeGithub;

beforeEach(async () => {
  github = await startGithub();
});

afterEach(async () => {
  await github.close();
  expect(github.problems).toEqual([]);
});

async function run({ inputs = {}, env = {}, ...situation }: Situation = {}): Promise<RecordedRun> {
  return recordedRun({
    event: 'pull_request',
    payload: PULL('octo/shop'),
    report: BROKEN,
    ...situation,
    inputs: { 'github-token': TOKEN, ...inputs },
    env: {
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: 'octo/shop',
      GITHUB_RUN_ID: '12',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_SHA: 'c'.repeat(40),
      ...env,
    },
  });
}

const notices = (recorded: RecordedRun): unknown[] => recorded.of('notice').map(([message]) => message);

describe('by default', () => {
  it.each(['pull_request', 'push', 'merge_group', 'pull_request_target'])(
    'nothing is sent on %s, and the token is not even masked',
    async event => {
      const recorded = await run({ event });
      expect(github.requests).toEqual([]);
      expect(recorded.of('setSecret')).toEqual([]);
      expect(recorded.of('error')).toHaveLength(1);
    },
  );

  it('nothing is sent where the inputs say so', async () => {
    await run({ inputs: { 'check-run': 'false', 'review-comments': 'false', 'pull-request-comment': 'false' } });
    expect(github.requests).toEqual([]);
  });
});

describe('with the inputs', () => {
  it('the token is masked first, and everything is sent about the head', async () => {
    const recorded = await run({ inputs: WANTED });
    expect(recorded.of('setSecret')[0]).toEqual([TOKEN]);
    expect(github.checkRuns).toMatchObject([
      { head_sha: HEAD, conclusion: 'failure', details_url: 'https://github.com/octo/shop/actions/runs/12' },
    ]);
    expect(github.comments).toHaveLength(1);
    expect(JSON.stringify(recorded.calls.filter(([name]) => name !== 'setSecret'))).not.toContain(TOKEN);
  });

  it('annotations come from the check run and not from the log too', async () => {
    const recorded = await run({ inputs: { 'check-run': 'true' } });
    expect(github.checkRuns[0]?.annotations).toHaveLength(2);
    expect([recorded.of('error'), recorded.of('warning'), notices(recorded)]).toEqual([[], [], []]);
    expect(recorded.of('setFailed')).toHaveLength(1);
  });

  it('annotations come from the log where the check run is refused', async () => {
    github.fault = () => ({ status: 403 });
    const recorded = await run({ inputs: { 'check-run': 'true' } });
    expect([recorded.of('error').length, recorded.of('warning').length]).toEqual([1, 1]);
    expect(notices(recorded)).toEqual([expect.stringMatching(/^GitHub refused 'check-run' with 403/)]);
  });

  it.each([
    ['push', {}, 'c'.repeat(40)],
    ['workflow_dispatch', {}, 'c'.repeat(40)],
    ['merge_group', { merge_group: { head_sha: 'd'.repeat(40) } }, 'd'.repeat(40)],
  ])('%s has a check run on its commit, and no comment', async (event, payload, sha) => {
    await run({ event, payload, inputs: WANTED });
    expect(github.checkRuns).toMatchObject([{ head_sha: sha, status: 'completed' }]);
    expect(new Set(github.requests.map(({ operation }) => operation.split('/').slice(4, 5)[0]))).toEqual(
      new Set(['check-runs', 'commits']),
    );
  });

  it.each(['pull_request_target', 'workflow_run', 'issue_comment'])('nothing is sent on %s', async event => {
    const recorded = await run({ event, inputs: WANTED });
    expect(github.requests).toEqual([]);
    expect(notices(recorded)).toEqual([
      `Under '${event}' nothing is sent to GitHub, because its token may meet the code of a fork. Run the workflow on 'pull_request'.`,
    ]);
    expect(recorded.of('error')).toHaveLength(1);
  });

  it('a fork and Dependabot are named as the reason for a refusal', async () => {
    github.fault = () => ({ status: 403 });
    const fork = await run({ payload: PULL('stranger/shop'), inputs: { 'check-run': 'true' } });
    expect(notices(fork)).toEqual([expect.stringMatching(/^GitHub gives the pull request of a fork a token/)]);
    const bot = await run({ actor: 'dependabot[bot]', inputs: { 'check-run': 'true' } });
    expect(notices(bot)).toEqual([expect.stringContaining('By default the token of Dependabot may only read.')]);
  });

  it.each([
    [
      'no token',
      { inputs: { ...WANTED, 'github-token': '' } },
      /^'github-token' is empty, which is too little for 'check-run', /,
    ],
    ['no address', { env: { GITHUB_API_URL: 'x' } }, /^GITHUB_API_URL is no address with https/],
    ['an address without encryption', { env: { GITHUB_API_URL: 'http://evil.test' } }, /^GITHUB_API_URL is no/],
    ['no repository', { env: { GITHUB_REPOSITORY: '../x' } }, /^The event 'pull_request' names no repository/],
    ['no commit', { payload: PULL('octo/shop', '--output=x') }, /^The event 'pull_request' names no repository/],
  ])('%s is said, and nothing is sent', async (_, situation, sentence) => {
    const recorded = await run({ inputs: WANTED, ...situation });
    expect(github.requests).toEqual([]);
    expect(notices(recorded)).toEqual([expect.stringMatching(sentence)]);
  });

  it.each([401, 403, 404, 409, 422, 451])('the verdict does not depend on an answer of %i', async status => {
    github.fault = () => ({ status, message: '::error::x\n::add-mask::y' });
    const clean = await run({ report: sampleReport(), inputs: WANTED });
    expect([clean.outputs.verdict, clean.of('setFailed'), clean.of('warning')]).toEqual(['verified', [], []]);
    expect(JSON.stringify(clean.calls)).not.toContain('add-mask');
    const broken = await run({ inputs: WANTED });
    expect([broken.outputs.verdict, broken.of('setFailed').length]).toEqual(['violated', 1]);
  });
});
