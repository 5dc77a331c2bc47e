import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { fakeKey } from '../fake-keys.ts';
import { startSimulator } from '../support/simulator.ts';
import { downloadAction, runBundle, writeRepository } from './run-bundle.ts';
import { BROKEN, CLEAN, ONE_RAW_CALL } from './storefronts.ts';

let action: string;

beforeAll(() => {
  action = downloadAction();
});

const FORK = {
  number: 7,
  pull_request: {
    number: 7,
    head: { sha: 'abc', repo: { full_name: 'stranger/shop', fork: true } },
    base: { sha: 'def', repo: { full_name: 'octo/shop', fork: false } },
  },
};

describe('the example storefronts', () => {
  const folderOf = (name: string): string =>
    path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'examples', `${name}-storefront`);

  it('the broken one fails the job, with as many findings at their places as GitHub keeps, and reports the rest', async () => {
    const run = await runBundle(action, { files: folderOf('broken'), event: 'pull_request' });
    expect([run.exitCode, run.outputs.verdict, run.lost, run.report?.asOf]).toEqual([1, 'violated', 0, '2026-11-20']);
    const findings = run.report?.findings ?? [];
    const shown = ({ severity, ruleId, path: file, line }: (typeof findings)[number]): string =>
      `${severity} ${ruleId} ${file}:${line}`;
    const located = run.annotations
      .filter(({ properties }) => properties.file)
      .map(({ name, properties }) => `${name} ${properties.title} ${properties.file}:${properties.line}`);
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(findings.map(shown)).toEqual(expect.arrayContaining(located));
    // One more is that of the job itself.
    expect(located.filter(line => line.startsWith('error'))).toHaveLength(9);
    expect(located.filter(line => line.startsWith('warning'))).toHaveLength(findings.length - errors.length);
    expect(run.annotations.find(({ name }) => name === 'notice')?.data).toMatch(
      new RegExp(`^${errors.length - 9} more errors without an annotation of their own: `),
    );
    expect(run.summary.match(/^\| (error|warning) \|/gm)).toHaveLength(findings.length);
  });

  it('the clean one passes', async () => {
    const run = await runBundle(action, { files: folderOf('clean'), event: 'pull_request' });
    expect([run.exitCode, run.outputs.verdict, run.commands]).toEqual([0, 'verified', []]);
  });
});

describe('the committed bundle, on the Node.js of the runner, without network and node_modules', () => {
  it('fails the job of a broken repository, with located annotations and a summary', async () => {
    const run = await runBundle(action, { files: BROKEN, event: 'pull_request' });
    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ verdict: 'violated', errors: '2', warnings: '0' });
    expect(
      run.annotations.map(({ name, properties }) => [
        name,
        properties.title,
        properties.file,
        properties.line,
        properties.col,
      ]),
    ).toEqual([
      ['error', 'check/floating-sdk-range', 'package.json', '4', '20'],
      ['error', 'klaviyo/no-raw-http', 'src/profiles.ts', '2', '26'],
      ['error', undefined, undefined, undefined, undefined],
    ]);
    expect(run.annotations.at(-1)?.data).toMatch(/^klaviyo-lint found 2 errors and 0 warnings in 2 files; fix them/);
    expect(run.summary).toMatch(/^# klaviyo-lint: violated\n/);
    expect(run.summary).toContain('<code>src/profiles.ts:2</code>');
    expect(run.report).toMatchObject({
      schemaVersion: 1,
      findings: [{ path: 'package.json' }, { path: 'src/profiles.ts' }],
    });
    expect(run.lost).toBe(0);
  });

  it('passes a clean repository and has nothing to say', async () => {
    const run = await runBundle(action, { files: CLEAN, event: 'pull_request' });
    expect([run.exitCode, run.outputs.verdict, run.commands]).toEqual([0, 'verified', []]);
    expect(run.summary).toMatch(/^# klaviyo-lint: verified\n/);
  });

  it.each([
    ['pull_request', FORK],
    ['pull_request_target', FORK],
    ['merge_group', {}],
    ['schedule', {}],
    ['brand_new_event', {}],
  ])('judges the code on %s', async (event, payload) => {
    const run = await runBundle(action, { files: BROKEN, event, payload });
    expect([run.exitCode, run.outputs.errors]).toEqual([1, '2']);
  });

  it('passes clean code of a fork, and warns that the live preflight had no key', async () => {
    const run = await runBundle(action, { files: CLEAN, event: 'pull_request', payload: FORK });
    expect([run.exitCode, run.outputs.verdict]).toEqual([0, 'not verified']);
    expect(run.annotations.map(({ name, data }) => [name, data])).toEqual([
      [
        'warning',
        'Not everything could be checked: the live preflight was left out because GitHub gives a fork none of the secrets, so there is no key.',
      ],
    ]);
  });

  it('names files from the workspace when it checks a folder of it', async () => {
    const files = Object.fromEntries(Object.entries(BROKEN).map(([name, text]) => [`apps/shop/${name}`, text]));
    const run = await runBundle(action, { files, inputs: { path: 'apps/shop' } });
    expect(run.annotations.map(({ properties }) => properties.file)).toEqual([
      'apps/shop/package.json',
      'apps/shop/src/profiles.ts',
      undefined,
    ]);
  });

  it('looks at what git tracks or would track', async () => {
    const workspace = writeRepository({ ...BROKEN, '.gitignore': 'src/\n' });
    execFileSync('git', ['init', '-q'], { cwd: workspace });
    const run = await runBundle(action, { files: workspace });
    expect(run.annotations.map(({ properties }) => properties.file)).toEqual(['package.json', undefined]);
  });

  it.each([
    [
      'an input with a wrong value',
      { 'fail-on': 'errors' },
      "Input 'fail-on' is 'errors'. Use 'error', 'warning' or 'never'.",
    ],
    [
      'a path out of the workspace',
      { path: '..' },
      "Input 'path' is '..', which leads out of the workspace. Name a folder inside it.",
    ],
  ])('fails for %s with one sentence', async (_, inputs, sentence) => {
    const run = await runBundle(action, { files: CLEAN, inputs });
    expect(run.exitCode).toBe(1);
    expect(run.output.trim()).toBe(`::error::${sentence}`);
    expect(run.outputs).toEqual({ verdict: 'not verified' });
  });

  it('fails for a preflight that was demanded without a key', async () => {
    const run = await runBundle(action, { files: CLEAN, inputs: { preflight: 'always' }, event: 'workflow_dispatch' });
    expect([run.exitCode, run.outputs.verdict]).toEqual([1, 'not verified']);
    expect(run.annotations[0]?.data).toContain("'preflight' is 'always', but 'klaviyo-private-key' is empty.");
  });

  it('says of every file with many findings how many are not annotated', async () => {
    const calls = Array.from(
      { length: 15 },
      (_, index) =>
        `await fetch('https://a.klaviyo.com/api/lists?x=${index}', { headers: { revision: '2026-10-15' } });\n`,
    ).join('');
    const run = await runBundle(action, { files: { 'src/lists.mjs': calls, 'src/more.mjs': calls } });
    expect(run.lost).toBe(0);
    expect(run.annotations.filter(({ name }) => name === 'error')).toHaveLength(10);
    expect(run.annotations.find(({ name }) => name === 'notice')?.data).toBe(
      '21 more errors without an annotation of their own: src/more.mjs (14), src/lists.mjs (7). The job summary lists them all.',
    );
  });
});

describe('a pull request with hostile file names', () => {
  const NAMES = [
    '::error::forged.ts',
    'a\n::add-mask::e\n.ts',
    '##[error]b.ts',
    'c\r::stop-commands::x.ts',
    '%0A::warning::d.ts',
    '\u2028::error::e.ts',
    '<img src=x>|`@octocat`.ts',
    ' ::notice::f.ts',
  ];

  it('has its findings reported, and no command of its own obeyed', async () => {
    const run = await runBundle(action, { files: Object.fromEntries(NAMES.map(name => [name, ONE_RAW_CALL])) });
    expect(run.commands.map(({ name }) => name)).toEqual(Array(NAMES.length + 1).fill('error'));
    expect(
      run.annotations
        .map(({ properties }) => properties.file)
        .filter(file => file !== undefined)
        .toSorted(),
    ).toEqual(NAMES.toSorted());
    expect(run.summary).not.toMatch(/<img|@octocat|^::/m);
  });
});

describe('the live preflight of the bundle', () => {
  const key = fakeKey(21);

  async function runWith(scenario: 'healthy' | 'revoked-key') {
    const simulator = await startSimulator({ scenario, key });
    try {
      const env = { KLAVIYO_LINT_API_URL: simulator.apiUrl, KLAVIYO_LINT_STATUS_URL: simulator.statusUrl };
      const run = await runBundle(action, {
        files: CLEAN,
        inputs: { 'klaviyo-private-key': key, preflight: 'always' },
        event: 'workflow_dispatch',
        env,
        network: true,
      });
      return { ...run, requests: simulator.requests };
    } finally {
      await simulator.close();
    }
  }

  it('answers for a healthy account, and the key appears nowhere but in what masks it', async () => {
    const run = await runWith('healthy');
    expect([run.exitCode, run.requests.every(({ method }) => method === 'GET')]).toEqual([0, true]);
    expect(run.requests.length).toBeGreaterThan(1);
    expect(run.summary).toContain('| passed | authentication |');
    expect(run.commands.slice(0, 1)).toEqual([{ name: 'add-mask', properties: {}, data: key }]);
    const lines = run.output.split('\n').filter(line => !line.startsWith('::add-mask::'));
    expect(lines.join('\n') + run.summary + JSON.stringify(run.report)).not.toContain(key.slice(5));
  });

  it('fails the job for a revoked key, with the next action', async () => {
    const run = await runWith('revoked-key');
    expect([run.exitCode, run.outputs.verdict]).toEqual([1, 'violated']);
    expect(run.summary).toMatch(/\| failed \| authentication \(P1\) \| .+ \| .+ \|/);
  });
});
