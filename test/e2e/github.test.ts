import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type FakeGithub, HEAD, startGithub, TOKEN } from '../action/github/fake-github.ts';
import { blobOf } from '../action/github/sending.ts';
import { type BundleRun, downloadAction, runBundle, writeRepository } from './run-bundle.ts';
import { BROKEN, CLEAN } from './storefronts.ts';

const WANTED = { 'check-run': 'true', 'review-comments': 'true', 'pull-request-comment': 'true' };
const FILE = 'src/profiles.ts';

let github: FakeGithub;

beforeEach(async () => {
  github = await startGithub();
  const text = BROKEN[FILE] ?? '';
  const lines = text.trimEnd().split('\n');
  const patch = [`@@ -0,0 +1,${lines.length} @@`, ...lines.map(line => `+${line}`)].join('\n');
  github.files = [{ filename: FILE, sha: blobOf(text), status: 'added', patch }];
});

afterEach(async () => {
  await github.close();
  expect(github.problems).toEqual([]);
});

async function run(action: string, inputs: Record<string, string>, files = BROKEN): Promise<BundleRun> {
  const repo = { full_name: 'octo/shop', fork: false };
  return runBundle(action, {
    files,
    inputs: { 'github-token': TOKEN, ...inputs },
    event: 'pull_request',
    payload: { number: 7, pull_request: { number: 7, head: { sha: HEAD, repo }, base: { sha: HEAD, repo } } },
    apiUrl: github.url,
    network: true,
  });
}

describe('the bundle on a pull request', () => {
  it('sends a check run, comments and one comment, and annotates nothing twice', async () => {
    const { exitCode, output, annotations, commands } = await run(downloadAction(), WANTED);
    expect(exitCode).toBe(1);
    expect(github.checkRuns).toMatchObject([
      {
        head_sha: HEAD,
        status: 'completed',
        conclusion: 'failure',
        annotations: [
          { path: 'package.json', start_line: 4, title: 'check/floating-sdk-range' },
          { path: FILE, start_line: 2, title: 'klaviyo/no-raw-http' },
        ],
      },
    ]);
    expect(github.lineComments).toMatchObject([{ path: FILE, line: 2 }]);
    expect(github.comments).toHaveLength(1);
    expect(annotations.map(({ properties }) => properties.file)).toEqual([undefined]);
    expect(commands[0]).toMatchObject({ name: 'add-mask', data: TOKEN });
    expect(output.replaceAll(`::add-mask::${TOKEN}`, '').includes(TOKEN)).toBe(false);
  });

  it('says which permission is missing, and annotates then', async () => {
    github.fault = () => ({ status: 403, message: 'Resource not accessible by integration' });
    const { exitCode, annotations } = await run(downloadAction(), WANTED);
    expect(exitCode).toBe(1);
    expect(annotations.map(({ name, properties }) => `${name} ${properties.file}`)).toEqual([
      'notice undefined',
      'error package.json',
      `error ${FILE}`,
      'error undefined',
    ]);
    expect(annotations[0]?.data).toContain(
      "Give the job 'permissions: { contents: read, checks: write, pull-requests: write }'.",
    );
  });

  it('passes clean code also where GitHub is ill', async () => {
    github.fault = () => ({ status: 422 });
    const { exitCode, outputs } = await run(downloadAction(), WANTED, CLEAN);
    expect([exitCode, outputs.verdict]).toEqual([0, 'verified']);
  });

  it('sends nothing by default, and does not even need what sends', async () => {
    const action = downloadAction();
    rmSync(path.join(path.dirname(action), 'action', 'dist', 'github.mjs'));
    const { exitCode, commands } = await run(action, {});
    expect([exitCode, github.requests]).toEqual([1, []]);
    expect(commands.filter(({ name }) => name === 'add-mask')).toEqual([]);
  });
});

it('a job that is cancelled while it sends leaves no check run in progress', async () => {
  const repo = { full_name: 'octo/shop', fork: false };
  const workspace = writeRepository(BROKEN);
  const event = path.join(workspace, '..', `${path.basename(workspace)}.json`);
  writeFileSync(
    event,
    JSON.stringify({ pull_request: { number: 7, head: { sha: HEAD, repo }, base: { sha: HEAD, repo } } }),
  );
  const main = path.join(path.dirname(downloadAction()), 'action', 'dist', 'main.mjs');
  const step = spawn(path.join(inject('nodeFolder'), 'node'), [main], {
    env: {
      PATH: process.env['PATH'],
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: event,
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: 'octo/shop',
      'INPUT_GITHUB-TOKEN': TOKEN,
      'INPUT_CHECK-RUN': 'true',
      INPUT_PREFLIGHT: 'never',
    },
    stdio: 'ignore',
  });
  const ended = once(step, 'exit');
  github.fault = ({ body }) => {
    if (!JSON.stringify(body ?? {}).includes('annotation_level')) return undefined;
    step.kill('SIGINT');
    return { status: 502 };
  };
  await ended;
  rmSync(event);
  expect(github.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }]);
});
