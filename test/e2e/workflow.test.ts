import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addFiles } from '../project/temporary-folder.ts';
import { downloadAction, runBundle, type BundleRun } from './run-bundle.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');

interface Step {
  uses: string;
  with?: Record<string, string | number | boolean>;
}

/** The workflow of the README, as it stands there. */
function documentedSteps(): Step[] {
  const [, workflow = ''] =
    /<!-- generated:workflow -->\s*```yaml\n(.*?)```/s.exec(readFileSync(path.join(ROOT, 'README.md'), 'utf8')) ?? [];
  return (parse(workflow) as { jobs: Record<string, { steps: Step[] }> }).jobs['klaviyo-lint']?.steps ?? [];
}

function git(folder: string, ...args: string[]): string {
  const identity = [
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'protocol.file.allow=always',
    '-c',
    'init.defaultBranch=main',
  ];
  return execFileSync('git', ['-C', folder, ...identity, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  }).trim();
}

function commit(folder: string, files: Record<string, string>): string {
  addFiles(folder, files);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'a change');
  return git(folder, 'rev-parse', 'HEAD');
}

let action: string;

beforeAll(() => {
  action = downloadAction();
});

/** Runs the steps on a pull request: the checkout as GitHub's does it, then the Action with its inputs. */
async function runOnPullRequest(base: Record<string, string>, change: Record<string, string>): Promise<BundleRun> {
  const [checkout, ours] = documentedSteps();
  const origin = mkdtempSync(path.join(tmpdir(), 'origin-'));
  git(origin, 'init', '--quiet');
  commit(origin, { 'README.md': 'A shop.\n' });
  const baseSha = commit(origin, base);
  git(origin, 'checkout', '--quiet', '-b', 'topic');
  const headSha = commit(origin, change);
  git(origin, 'checkout', '--quiet', 'main');
  git(origin, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'topic');
  git(origin, 'update-ref', 'refs/pull/7/merge', 'HEAD');
  const workspace = mkdtempSync(path.join(tmpdir(), 'workspace-'));
  git(workspace, 'init', '--quiet');
  const depth = Number(checkout?.with?.['fetch-depth'] ?? 1);
  git(
    workspace,
    'fetch',
    '--quiet',
    '--no-tags',
    ...(depth > 0 ? [`--depth=${depth}`] : []),
    `file://${origin}`,
    '+refs/pull/7/merge:refs/remotes/pull/7/merge',
  );
  git(workspace, 'checkout', '--quiet', '--detach', 'refs/remotes/pull/7/merge');
  const repository = { full_name: 'octo/shop', fork: false };
  const payload = {
    number: 7,
    pull_request: { number: 7, head: { sha: headSha, repo: repository }, base: { sha: baseSha, repo: repository } },
  };
  const inputs = Object.fromEntries(Object.entries(ours?.with ?? {}).map(([name, value]) => [name, String(value)]));
  return runBundle(action, { files: workspace, event: 'pull_request', payload, inputs });
}

const RAW_CALL =
  "export const lists = () => fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });\n";
const IGNORING = '{ "ignore": ["/legacy/"] }\n';

describe('the workflow of the README, on a pull request', () => {
  it('fails a change that breaks a rule', async () => {
    const run = await runOnPullRequest({ 'src/a.ts': 'export {};\n' }, { 'src/lists.ts': RAW_CALL });
    expect(run.exitCode).toBe(1);
    expect(run.report?.findings.map(({ path: file }) => file)).toEqual(['src/lists.ts']);
  });

  it('passes a change that breaks none', async () => {
    expect((await runOnPullRequest({ 'src/a.ts': 'export {};\n' }, { 'src/b.ts': 'export {};\n' })).exitCode).toBe(0);
  });

  it('obeys the configuration of the base', async () => {
    const run = await runOnPullRequest({ 'klaviyo-lint.json': IGNORING }, { 'legacy/lists.ts': RAW_CALL });
    expect([run.exitCode, run.outputs.verdict]).toEqual([0, 'verified']);
  });

  it('does not obey a configuration that the change brings along', async () => {
    const run = await runOnPullRequest(
      { 'src/a.ts': 'export {};\n' },
      { 'klaviyo-lint.json': IGNORING, 'legacy/lists.ts': RAW_CALL },
    );
    expect(run.exitCode).toBe(1);
    expect(run.report?.findings.map(({ path: file }) => file)).toEqual(['legacy/lists.ts']);
  });
});
