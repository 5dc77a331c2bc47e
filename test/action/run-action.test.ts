import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { fakeKey } from '../fake-keys.ts';
import { sampleChecklist } from '../reporters/sample-checklist.ts';
import { FAILED, PASSED, sampleFinding, samplePreflight, sampleReport, SKIPPED } from '../reporters/sample-report.ts';
import { BROKEN, CLEAN, readOutputFile, recordedRun } from './recorded-run.ts';

const OPEN = sampleReport({ skipped: [{ id: 'file', path: 'src/big.js', reason: 'larger than 5 MB' }] });
const FORK = {
  pull_request: {
    head: { repo: { full_name: 'stranger/shop', fork: true } },
    base: { repo: { full_name: 'octo/shop' } },
  },
};

describe('a run on clean code', () => {
  it('passes, verified, with nothing to say', async () => {
    const run = await recordedRun();
    expect(run.outputs).toMatchObject({ verdict: 'verified', errors: 0, warnings: 0 });
    expect(
      run.calls
        .map(([name]) => name)
        .filter(name => ['setFailed', 'error', 'warning', 'notice', 'setSecret'].includes(name)),
    ).toEqual([]);
    expect(run.summary).toMatch(/^# klaviyo-lint: verified\n/);
    expect(run.summary).toContain("## Live preflight: not run\n\nReason: 'klaviyo-private-key' is empty.\n");
    expect(readOutputFile(run, 'report-file')).toEqual(CLEAN);
  });

  it.each(['pull_request', 'push', 'merge_group', 'schedule', 'workflow_dispatch', 'brand_new', ''])(
    'is a full static run on %j',
    async event => {
      const run = await recordedRun({ event, inputs: { 'fail-on': 'warning' } });
      expect(run.audited).toMatchObject([{ asOf: '2026-11-20', failOn: 'warning' }]);
      expect(run.outputs.verdict).toBe('verified');
    },
  );
});

describe('a run with 30,000 findings', () => {
  it('stays within the limits of GitHub in every output, and reports what was cut', async () => {
    const findings = Array.from({ length: 30_000 }, (_, index) =>
      sampleFinding({ path: `src/${index % 7}.ts`, line: index + 1, endLine: index + 1 }),
    );
    const key = sampleFinding({ path: 'z.ts', severity: 'warning', ruleId: 'klaviyo/no-hardcoded-key' });
    const run = await recordedRun({ report: sampleReport({ findings: [...findings, key] }) });
    expect(Buffer.byteLength(run.summary)).toBeLessThan(1_048_576);
    expect(run.summary).toMatch(/\n\d+ more findings did not fit here\.\n/);
    expect(run.calls.filter(([name]) => ['error', 'warning'].includes(name)).map(([name]) => name)).toEqual([
      'warning',
      ...Array(9).fill('error'),
    ]);
    expect(run.of('notice')).toEqual([
      [
        expect.stringMatching(
          /^29991 more errors without an annotation of their own: .* The job summary lists them all\.$/,
        ),
        { title: 'klaviyo-lint' },
      ],
    ]);
    const { runs } = readOutputFile(run, 'sarif-file') as Log;
    expect(runs[0]?.results).toHaveLength(25_000);
    expect(runs[0]?.results?.[0]?.ruleId).toBe('klaviyo/no-hardcoded-key');
    expect(readOutputFile(run, 'report-file')).toMatchObject({ summary: { errors: 30_000, warnings: 1 } });
  });
});

describe('a run on broken code', () => {
  it('writes SARIF with paths as the workspace knows them', async () => {
    const workspace = mkdtempSync(path.join(tmpdir(), 'workspace-'));
    mkdirSync(path.join(workspace, 'app'));
    const run = await recordedRun({
      report: BROKEN,
      inputs: { path: 'app' },
      env: { GITHUB_WORKSPACE: workspace },
    });
    const { runs } = readOutputFile(run, 'sarif-file') as Log;
    expect(runs[0]?.results?.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri)).toEqual([
      'app/src/profiles.ts',
      'app/src/profiles.ts',
    ]);
    expect(runs[0]?.tool.driver.rules?.length).toBeGreaterThan(20);
    expect(run.audited).toMatchObject([{ snippets: true }]);
  });

  it('fails with the numbers, and annotates each finding where it stands', async () => {
    const run = await recordedRun({ report: BROKEN });
    expect(run.of('setFailed')).toEqual([
      [
        'klaviyo-lint found 1 error and 1 warning in 1 file; fix them where the annotations stand, or read them all in the job summary.',
      ],
    ]);
    expect(run.of('error')).toEqual([
      [
        expect.stringContaining('The call bypasses the SDK.'),
        {
          title: 'klaviyo/no-raw-http',
          file: 'src/profiles.ts',
          startLine: 3,
          endLine: 3,
          startColumn: 7,
          endColumn: 20,
        },
      ],
    ]);
    expect(run.of('warning')).toHaveLength(1);
    expect(run.outputs).toMatchObject({ verdict: 'violated', errors: 1, warnings: 1 });
    expect(run.log).toContain('  3:7  error: The call bypasses the SDK.');
    expect(run.summary).toMatch(/^# klaviyo-lint: violated\n\nklaviyo-lint found 1 error/);
  });

  it.each([
    ['error', 'warning', 'passes'],
    ['warning', 'warning', 'fails'],
    ['never', 'error', 'passes'],
  ] as const)("with 'fail-on: %s' and a finding of level %s it %s", async (failOn, severity, ends) => {
    const run = await recordedRun({
      report: sampleReport({ findings: [sampleFinding({ severity })] }),
      inputs: { 'fail-on': failOn },
    });
    expect(run.of('setFailed')).toHaveLength(ends === 'fails' ? 1 : 0);
    expect(run.of(severity)).toHaveLength(1);
  });

  it('keeps within what GitHub keeps, its own error included, and says where the rest is', async () => {
    const findings = [
      ...Array.from({ length: 12 }, (_, line) => sampleFinding({ line: line + 1, endLine: line + 1 })),
      ...Array.from({ length: 12 }, (_, line) =>
        sampleFinding({ line: line + 1, endLine: line + 1, severity: 'warning', path: 'b.ts' }),
      ),
    ];
    const run = await recordedRun({ report: sampleReport({ findings }) });
    expect([run.of('error').length + run.of('setFailed').length, run.of('warning').length]).toEqual([10, 10]);
    expect(run.of('notice')).toEqual([
      [
        '3 more errors and 2 more warnings without an annotation of their own: src/profiles.ts (3), b.ts (2). The job summary lists them all.',
        { title: 'klaviyo-lint' },
      ],
    ]);
  });

  it('names files as the workspace knows them when a folder of it is checked, and as the folder does in the report', async () => {
    const workspace = mkdtempSync(path.join(tmpdir(), 'workspace-'));
    mkdirSync(path.join(workspace, 'apps/shop'), { recursive: true });
    const run = await recordedRun({
      report: BROKEN,
      inputs: { path: 'apps/shop' },
      env: { GITHUB_WORKSPACE: workspace },
    });
    expect(run.of('error')[0]?.[1]).toMatchObject({ file: 'apps/shop/src/profiles.ts' });
    expect(run.log).toContain('apps/shop/src/profiles.ts\n');
    expect(run.summary).toContain('<code>apps/shop/src/profiles.ts:3</code>');
    expect(readOutputFile(run, 'report-file')).toMatchObject({
      findings: [{ path: 'src/profiles.ts' }, { path: 'src/profiles.ts' }],
    });
  });

  it('shows a change of what decides over the findings, on the file', async () => {
    const run = await recordedRun({
      report: sampleReport({ notices: [{ path: 'klaviyo-lint.json', message: 'It is changed here.' }] }),
    });
    expect(run.of('notice')).toEqual([['It is changed here.', { title: 'klaviyo-lint', file: 'klaviyo-lint.json' }]]);
    expect(run.summary).toContain('> **To review:** It is changed here.');
  });

  it('links to the commit when the workspace is the checkout', async () => {
    const workspace = mkdtempSync(path.join(tmpdir(), 'workspace-'));
    mkdirSync(path.join(workspace, '.git'));
    const env = {
      GITHUB_WORKSPACE: workspace,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'octo/shop',
      GITHUB_SHA: '4b64722',
    };
    const run = await recordedRun({ report: BROKEN, env });
    expect(run.summary).toContain('](https://github.com/octo/shop/blob/4b64722/src/profiles.ts?plain=1#L3)');
  });
});

describe('a run that could not look at everything', () => {
  it('passes with a visible warning that names what and why', async () => {
    const run = await recordedRun({ report: OPEN });
    expect(run.outputs.verdict).toBe('not verified');
    expect(run.of('setFailed')).toEqual([]);
    expect(run.of('warning')).toEqual([
      [
        "Not everything could be checked: 1 of the code's parts (src/big.js: larger than 5 MB).",
        { title: 'klaviyo-lint' },
      ],
    ]);
  });

  it('says so on one line that nobody obeys and that holds no key, whatever the file is called', async () => {
    const key = fakeKey(9);
    const report = sampleReport({
      skipped: [{ id: 'file', path: `a\u2028::error::b##[error]${key}.js`, reason: 'larger than 5 MB' }],
    });
    const passed = await recordedRun({ report });
    const failed = await recordedRun({ report, inputs: { 'not-verified': 'fail' } });
    for (const [sentence] of [...passed.of('warning'), ...failed.of('setFailed')]) {
      expect(sentence).toContain(String.raw`a\u{2028}::error::b##\[error]pk_…${key.slice(-2)}.js`);
    }
    expect([passed.of('warning').length, failed.of('setFailed').length]).toEqual([1, 1]);
  });

  it("fails with 'not-verified: fail'", async () => {
    const run = await recordedRun({ report: OPEN, inputs: { 'not-verified': 'fail' } });
    expect(run.of('setFailed')).toEqual([
      [
        "Not everything could be checked, and 'not-verified' is 'fail': 1 of the code's parts (src/big.js: larger than 5 MB).",
      ],
    ]);
    expect(run.of('warning')).toEqual([]);
  });

  it('fails where the live preflight is demanded and could not verify everything', async () => {
    const inputs = { 'klaviyo-private-key': fakeKey(8), preflight: 'always' };
    const preflight = samplePreflight([PASSED, SKIPPED]);
    const run = await recordedRun({ inputs, preflight });
    expect(run.of('setFailed')).toEqual([
      [
        expect.stringMatching(
          /^'preflight' is 'always', and not everything could be verified: 1 of 2 live probes \(.*\) got no answer\. Set 'not-verified' to 'pass' where that may go live\.$/,
        ),
      ],
    ]);
    expect((await recordedRun({ inputs: { ...inputs, 'not-verified': 'pass' }, preflight })).of('setFailed')).toEqual(
      [],
    );
    expect((await recordedRun({ inputs: { ...inputs, preflight: 'auto' }, preflight })).of('setFailed')).toEqual([]);
    expect((await recordedRun({ inputs, preflight: samplePreflight([PASSED]), report: OPEN })).of('setFailed')).toEqual(
      [],
    );
  });

  it('is a pull request of a fork, which has no key', async () => {
    const run = await recordedRun({ event: 'pull_request', payload: FORK });
    expect(run.outputs.verdict).toBe('not verified');
    expect(run.of('warning')[0]?.[0]).toBe(
      'Not everything could be checked: the live preflight was left out because GitHub gives a fork none of the secrets, so there is no key.',
    );
  });
});

describe('the live preflight', () => {
  const key = fakeKey(7);

  it('runs with a key, and its report is reported everywhere', async () => {
    const run = await recordedRun({ inputs: { 'klaviyo-private-key': key } });
    expect(run.probed).toMatchObject([
      {
        root: run.audited[0]?.root,
        key,
        asOf: '2026-11-20',
        configuration: 'folder',
        allowTestAccount: false,
        sendTestWebhook: false,
      },
    ]);
    expect(Object.keys(run.probed[0] ?? {})).not.toContain('webhookSecret');
    expect(run.log).toContain('passed   status-page: All systems are operational.');
    expect(run.summary).toContain('## Live preflight: verified\n');
    const { incidents: stories, ...others } = samplePreflight([PASSED]);
    expect(readOutputFile(run, 'preflight-report-file')).toEqual({ stories, ...others });
    expect(run.outputs.verdict).toBe('verified');
  });

  it('has the key masked in every form before anything else happens', async () => {
    const run = await recordedRun({ inputs: { 'klaviyo-private-key': `${key}\n`, 'fail-on': 'nonsense' } });
    const masked = [`${key}\n`, key, Buffer.from(key).toString('base64')];
    expect(run.calls.slice(0, 3)).toEqual(masked.map(form => ['setSecret', form]));
  });

  it('learns what to look at besides the account, with the secret of the webhooks masked first', async () => {
    const secret = 'a secret of sixteen or more';
    const inputs = {
      'klaviyo-private-key': key,
      'webhook-secret': secret,
      'webhook-url': 'https://shop.example/hook',
      'send-test-webhook': 'true',
      'expect-account': 'AbC123',
    };
    const run = await recordedRun({
      inputs,
      preflight: samplePreflight([
        { ...PASSED, message: `It echoes ${secret} and ${Buffer.from(`x:${secret}`).toString('base64')}.` },
      ]),
    });
    const masked = run.of('setSecret').map(([form]) => form);
    expect(run.calls.findIndex(([name]) => name !== 'setSecret')).toBe(masked.length);
    expect(masked).toEqual(expect.arrayContaining([key, secret, encodeURIComponent(secret)]));
    expect(run.probed).toMatchObject([
      {
        webhookSecret: secret,
        webhookUrl: 'https://shop.example/hook',
        sendTestWebhook: true,
        expectAccount: 'AbC123',
      },
    ]);
    expect(run.summary + run.log + JSON.stringify(readOutputFile(run, 'preflight-report-file'))).not.toMatch(
      /a secret of|IHNlY3JldCBvZiBzaXh0ZWVu/,
    );
  });

  it('is never given the secret of the webhooks where it is not given the key', async () => {
    const run = await recordedRun({
      inputs: {
        'webhook-secret': 'a secret of sixteen or more',
        'webhook-url': 'https://shop.example/hook',
        'send-test-webhook': 'true',
      },
      event: 'pull_request',
      payload: FORK,
    });
    expect(run.probed).toEqual([]);
  });

  it('writes a bundle for the incident channel when a probe failed, and only then', async () => {
    const failed = await recordedRun({
      inputs: { 'klaviyo-private-key': key },
      preflight: samplePreflight([PASSED, FAILED]),
    });
    const fine = await recordedRun({ inputs: { 'klaviyo-private-key': key } });
    expect(readFileSync(String(failed.outputs['incident-file']), 'utf8')).toMatch(/^# Klaviyo(?: incident)?: /);
    expect(fine.outputs).not.toHaveProperty('incident-file');
  });

  it('fails the job when a probe failed, whatever fails on findings', async () => {
    const run = await recordedRun({
      inputs: { 'klaviyo-private-key': key, 'fail-on': 'never' },
      preflight: samplePreflight([PASSED, FAILED]),
    });
    expect(run.of('setFailed')).toEqual([
      ['1 of 2 live probes (authentication P1) failed; do what the job summary names as next.'],
    ]);
    expect(run.outputs.verdict).toBe('violated');
  });

  it('says both when code and vendor are wrong', async () => {
    const run = await recordedRun({
      inputs: { 'klaviyo-private-key': key },
      report: BROKEN,
      preflight: samplePreflight([FAILED]),
    });
    expect(run.of('setFailed')[0]?.[0]).toMatch(
      /^klaviyo-lint found 1 error.* 1 of 1 live probe \(authentication P1\) failed/,
    );
  });

  it.each(['skipped', 'warned'] as const)('warns when a probe was %s', async status => {
    const probe = status === 'skipped' ? SKIPPED : { ...FAILED, status };
    const run = await recordedRun({
      inputs: { 'klaviyo-private-key': key },
      preflight: samplePreflight([PASSED, probe]),
    });
    expect(run.of('warning')).toHaveLength(1);
    expect(run.outputs.verdict).toBe(status === 'skipped' ? 'not verified' : 'verified');
  });

  it('fails without a key when it was demanded, and still shows what is wrong in the code', async () => {
    const run = await recordedRun({ inputs: { preflight: 'always' }, report: BROKEN });
    expect(run.of('setFailed')[0]?.[0]).toContain(
      "The live preflight could not run: 'preflight' is 'always', but 'klaviyo-private-key' is empty.",
    );
    expect(run.of('error')).toHaveLength(1);
    expect(run.probed).toEqual([]);
  });

  it('does not run with a key under pull_request_target for a fork', async () => {
    const run = await recordedRun({
      event: 'pull_request_target',
      payload: FORK,
      inputs: { 'klaviyo-private-key': key },
    });
    expect(run.probed).toEqual([]);
    expect(run.of('warning')[0]?.[0]).toContain("under 'pull_request_target' the key would meet the code of a fork");
    expect(run.summary).toContain('would meet the code of a fork.');
  });

  it('does not run with an empty key that has only blanks', async () => {
    expect((await recordedRun({ inputs: { 'klaviyo-private-key': ' \n' } })).probed).toEqual([]);
  });

  it('keeps the findings when it cannot start', async () => {
    const run = await recordedRun({
      inputs: { 'klaviyo-private-key': key },
      report: BROKEN,
      preflight: new UsageError("'KLAVIYO_LINT_API_URL' is no loopback address."),
    });
    expect(run.of('error')).toHaveLength(1);
    expect(run.of('setFailed')[0]?.[0]).toContain(
      "The live preflight could not run: 'KLAVIYO_LINT_API_URL' is no loopback address.",
    );
  });

  it('shows the key nowhere, even if it has another shape and a message repeats it', async () => {
    const odd = 'pk_live_this-is-somebody-elses-key';
    const finding = sampleFinding({ message: `It says ${odd}.`, path: `src/${odd}.ts`, ruleId: odd });
    const report = sampleReport({ findings: [finding], skipped: [{ id: odd, path: odd, reason: odd }] });
    const run = await recordedRun({
      inputs: { 'klaviyo-private-key': ` ${odd}`, 'not-verified': 'fail' },
      report,
      preflight: samplePreflight([{ ...FAILED, message: odd, nextAction: odd }]),
    });
    const said = run.calls.filter(([name]) => name !== 'setSecret');
    expect(said.length).toBeGreaterThan(10);
    expect(JSON.stringify(said)).not.toMatch(/this-is-somebody/);
    expect(
      JSON.stringify([readOutputFile(run, 'report-file'), readOutputFile(run, 'preflight-report-file')]),
    ).not.toMatch(/this-is-somebody/);
  });

  it('is pointed at a simulator by the environment', async () => {
    const env = { KLAVIYO_LINT_API_URL: 'http://127.0.0.1:1', KLAVIYO_LINT_STATUS_URL: 'http://127.0.0.1:2' };
    const { probed } = await recordedRun({ inputs: { 'klaviyo-private-key': key }, env });
    expect(probed).toMatchObject([{ apiUrl: 'http://127.0.0.1:1', statusUrl: 'http://127.0.0.1:2' }]);
  });
});

describe('a run that could not start', () => {
  it.each([
    [
      'wrong inputs',
      { inputs: { 'fail-on': 'errors' } },
      "Input 'fail-on' is 'errors'. Use 'error', 'warning' or 'never'.",
    ],
    [
      'a path that is not there',
      { inputs: { path: 'apps' } },
      "Input 'path' is 'apps', which does not exist. Check out the repository before this step, or correct the path.",
    ],
    [
      'a path that forges a command',
      { inputs: { path: 'a\r::error::b' } },
      String.raw`Input 'path' is 'a\r::error::b', which does not exist. Check out the repository before this step, or correct the path.`,
    ],
  ])('fails for %s with one sentence and no stack', async (_, situation, sentence) => {
    const run = await recordedRun(situation);
    expect(run.of('setFailed')).toEqual([[sentence]]);
    expect(run.outputs).toEqual({ verdict: 'not verified' });
    expect(run.log).toBe('');
  });

  it('reports in the log where something is wrong, line by line, and without a key', async () => {
    const detail = `klaviyo-lint.json:1:3: Wrong.\n  1 | { "${fakeKey(9)}": 1 }\n::error::forged`;
    const run = await recordedRun({ report: new UsageError('klaviyo-lint.json:1:3: Wrong.', { detail }) });
    expect(run.of('setFailed')).toEqual([['klaviyo-lint.json:1:3: Wrong.']]);
    expect(run.log.split('\n')).toEqual([
      'klaviyo-lint.json:1:3: Wrong.',
      expect.stringMatching(/^ {2}1 \| \{ "pk_…..": 1 \}$/),
      String.raw`\::error::forged`,
    ]);
  });

  it('fails with the stack in the log when it is our fault, and without the key', async () => {
    const run = await recordedRun({ report: new Error(`broken with ${fakeKey(9)}\n::error::forged`) });
    expect(run.of('setFailed')[0]?.[0]).toMatch(/^klaviyo-lint stopped unexpectedly: broken with pk_….*Report this/);
    expect(run.log).toContain('at ');
    expect(run.log).not.toContain(fakeKey(9));
    expect(run.log).toContain(String.raw`\::error::forged`);
  });

  it('does not repeat the key that was given, whatever its shape, when it is our fault', async () => {
    const odd = 'pk_live_this-is-somebody-elses-key';
    const run = await recordedRun({ inputs: { 'klaviyo-private-key': odd }, report: new Error(`broken with ${odd}`) });
    expect(JSON.stringify(run.calls.filter(([name]) => name !== 'setSecret'))).not.toContain(odd);
  });

  it('never repeats a key that was given as another input', async () => {
    const run = await recordedRun({ inputs: { 'fail-on': fakeKey(8) } });
    expect(JSON.stringify(run.calls)).not.toContain(fakeKey(8).slice(5));
  });
});

describe('where a runner lacks something', () => {
  it('writes no summary on a server that has none', async () => {
    expect((await recordedRun({ env: { GITHUB_STEP_SUMMARY: '' } })).of('summary')).toEqual([]);
  });

  it('reads an event that is not there as an empty one', async () => {
    expect((await recordedRun({ env: { GITHUB_EVENT_PATH: '/nowhere' } })).outputs.verdict).toBe('verified');
  });
});

describe('the checklist', () => {
  it('is in the summary, with links, and a page of its own', async () => {
    const run = await recordedRun({
      env: { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'octo/shop', GITHUB_SHA: '4b64722' },
    });
    expect(run.summary).toContain(
      '\n## Production checklist: violated\n\n1 violated, 1 open, 1 attested, 1 proven, 1 not applicable',
    );
    expect(readFileSync(String(run.outputs['checklist-file']), 'utf8')).toMatch(/^<!doctype html>\n/);
  });

  it('is judged with what the live preflight saw', async () => {
    const preflight = samplePreflight([PASSED]);
    expect((await recordedRun({ preflight, inputs: { 'klaviyo-private-key': fakeKey(1) } })).judged).toEqual([
      preflight,
    ]);
    expect((await recordedRun()).judged).toEqual([undefined]);
  });

  it('is left out where nothing has to do with Klaviyo', async () => {
    const run = await recordedRun({ concernsVendor: false });
    expect([run.judged, run.of('setFailed'), run.outputs['checklist-file']]).toEqual([[], [], undefined]);
    expect(run.summary).not.toContain('checklist');
  });

  it('is judged wherever items of it are required, whatever the code has to do with', async () => {
    const run = await recordedRun({ concernsVendor: false, inputs: { 'require-checklist': 'B5' } });
    expect(run.judged).toEqual([undefined]);
    expect(run.of('setFailed')).toEqual([
      [
        "1 item of the checklist that 'require-checklist' names (B5 violated) does not hold; the job summary says what to do.",
      ],
    ]);
  });

  it('blocks nothing by default', async () => {
    expect((await recordedRun()).of('setFailed')).toEqual([]);
  });

  it.each([
    ['B1', []],
    [
      'E2',
      [
        "1 item of the checklist that 'require-checklist' names (E2 open) does not hold; the job summary says what to do.",
      ],
    ],
    [
      'B*,D1,F2',
      [
        "1 item of the checklist that 'require-checklist' names (B5 violated) does not hold; the job summary says what to do.",
      ],
    ],
    [
      '*',
      [
        "2 items of the checklist that 'require-checklist' names (B5 violated, E2 open) do not hold; the job summary says what to do.",
      ],
    ],
  ])('with require-checklist %j', async (required, failures) => {
    const run = await recordedRun({ inputs: { 'require-checklist': required } });
    expect(run.of('setFailed').map(([message]) => message)).toEqual(failures);
  });

  it('names the entries of attestations that do not count, on their lines', async () => {
    const checklist = sampleChecklist({
      problems: [{ path: '.klaviyo-lint/attestations.yml', line: 7, message: 'It expired.' }],
    });
    const run = await recordedRun({ checklist });
    expect(run.of('notice')).toContainEqual([
      'It expired.',
      { title: 'klaviyo-lint', file: '.klaviyo-lint/attestations.yml', startLine: 7 },
    ]);
  });
});
