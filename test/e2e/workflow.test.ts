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

interface Workflow {
  on: Record<string, unknown>;
  jobs: Record<string, { steps: Step[] }>;
}

/** The workflow of the README, as it stands there. */
function documented(): Workflow {
  const [, workflow = ''] =
    /<!-- generated:workflow -->\s*```yaml\n(.*?)```/s.exec(readFileSync(path.join(ROOT, 'README.md'), 'utf8')) ?? [];
  return parse(workflow) as Workflow;
}

const documentedSteps = (): Step[] => documented().jobs['klaviyo-lint']?.steps ?? [];
const documentedEvents = (): Record<string, unknown> => documented().on;

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

interface Revisions {
  baseSha: string;
  headSha: string;
}

const REPOSITORY = { full_name: 'octo/shop', fork: false };

/** What GitHub sends with each event of the workflow. */
const PAYLOADS = {
  pull_request: ({ baseSha, headSha }: Revisions) => ({
    number: 7,
    pull_request: { number: 7, head: { sha: headSha, repo: REPOSITORY }, base: { sha: baseSha, repo: REPOSITORY } },
  }),
  merge_group: ({ baseSha, headSha }: Revisions) => ({
    action: 'checks_requested',
    merge_group: { base_sha: baseSha, head_sha: headSha, base_ref: 'refs/heads/main' },
    repository: REPOSITORY,
  }),
  push: ({ baseSha, headSha }: Revisions) => ({ before: baseSha, after: headSha, ref: 'refs/heads/main' }),
};

type Texts = Record<string, string>;

/** Runs the steps: the checkout as GitHub's does it, here of the change merged with its base, then the Action with its inputs. */
async function runOn(event: keyof typeof PAYLOADS, base: Texts, change: Texts): Promise<BundleRun> {
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
  const inputs = Object.fromEntries(Object.entries(ours?.with ?? {}).map(([name, value]) => [name, String(value)]));
  return runBundle(action, { files: workspace, event, payload: PAYLOADS[event]({ baseSha, headSha }), inputs });
}

const RAW_CALL =
  "export const lists = () => fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });\n";
const IGNORING = '{ "ignore": ["/legacy/"] }\n';

describe('the workflow of the README, on a pull request', () => {
  it('fails a change that breaks a rule', async () => {
    const run = await runOn('pull_request', { 'src/a.ts': 'export {};\n' }, { 'src/lists.ts': RAW_CALL });
    expect(run.exitCode).toBe(1);
    expect(run.report?.findings.map(({ path: file }) => file)).toEqual(['src/lists.ts']);
  });

  it('passes a change that breaks none', async () => {
    expect((await runOn('pull_request', { 'src/a.ts': 'export {};\n' }, { 'src/b.ts': 'export {};\n' })).exitCode).toBe(
      0,
    );
  });

  it('obeys the configuration of the base', async () => {
    const run = await runOn('pull_request', { 'klaviyo-lint.json': IGNORING }, { 'legacy/lists.ts': RAW_CALL });
    expect([run.exitCode, run.outputs.verdict]).toEqual([0, 'verified']);
  });

  it('does not obey a configuration that the change brings along', async () => {
    const run = await runOn(
      'pull_request',
      { 'src/a.ts': 'export {};\n' },
      { 'klaviyo-lint.json': IGNORING, 'legacy/lists.ts': RAW_CALL },
    );
    expect(run.exitCode).toBe(1);
    expect(run.report?.findings.map(({ path: file }) => file)).toEqual(['legacy/lists.ts']);
  });
});

describe.each(['merge_group', 'push'] as const)('the workflow of the README, on %s', event => {
  it('names the event', () => {
    expect(Object.keys(documentedEvents())).toContain(event);
  });

  it('fails what breaks a rule, and passes what breaks none', async () => {
    const broken = await runOn(event, { 'src/a.ts': 'export {};\n' }, { 'src/lists.ts': RAW_CALL });
    const fine = await runOn(event, { 'src/a.ts': 'export {};\n' }, { 'src/b.ts': 'export {};\n' });
    expect([broken.exitCode, broken.outputs.verdict]).toEqual([1, 'violated']);
    expect([fine.exitCode, fine.outputs.verdict]).toEqual([0, 'verified']);
  });

  it(`obeys the configuration that ${event === 'push' ? 'is pushed' : 'its base has'}`, async () => {
    const run = await runOn(event, { 'src/a.ts': '' }, { 'klaviyo-lint.json': IGNORING, 'legacy/lists.ts': RAW_CALL });
    expect(run.exitCode).toBe(event === 'push' ? 0 : 1);
  });
});
