import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as core from '@actions/core';
import fc from 'fast-check';
import { vi } from 'vitest';
import { runAction } from '../../action/run-action.ts';
import { checkForChecklist } from '../../src/audit/checklist.ts';
import { safeFixPatch } from '../../src/fix/fix.ts';
import { commandsIn } from '../action/runner-oracle.ts';
import { outputsIn } from '../action/output-file.ts';
import { fakeKey } from '../fake-keys.ts';
import { PASSED, samplePreflight } from '../reporters/sample-report.ts';
import { hostileText, mutated } from './arbitraries.ts';
import { fuzz } from './fuzz.ts';

const KEY = fakeKey(78);
const REPOSITORY = '"repository":{"full_name":"octo/shop","fork":false}';
const PULL = `{"number":7,"pull_request":{"number":7,"title":"x","head":{"ref":"main","sha":"${'a'.repeat(40)}","repo":{"full_name":"stranger/shop","fork":true}},"base":{"ref":"main","sha":"${'b'.repeat(40)}","repo":{"full_name":"octo/shop","fork":false}}},${REPOSITORY}}`;
const OWN_PULL = PULL.replace('stranger/shop', 'octo/shop');
const RUN = `{"workflow_run":{"event":"pull_request","head_branch":"x","head_sha":"${'a'.repeat(40)}","head_repository":{"full_name":"stranger/shop","fork":true},"repository":{"full_name":"octo/shop"}},${REPOSITORY}}`;
const QUEUE = `{"merge_group":{"base_sha":"${'b'.repeat(40)}","head_sha":"${'a'.repeat(40)}"},${REPOSITORY}}`;
const COMMENT = `{"action":"created","issue":{"number":7,"pull_request":{"url":"x"}},"comment":{"body":"/preflight"},${REPOSITORY}}`;
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  'null',
  '"full_name":"octo/shop",',
  '"full_name":null,',
  '"full_name":["octo/shop"],',
  '"repo":null,',
  '"head_repository":null,',
  '"fork":false,',
  '"head":{},',
  '"base":{},',
  '"sha":"--output=x",',
  '"sha":"HEAD",',
  '"base_sha":"../x",',
  '"__proto__":{"full_name":"octo/shop"},',
  '"pull_request":null,',
  '::error::',
  '\\n',
  '1e999',
];

const EVENTS = [
  'pull_request',
  'pull_request_target',
  'workflow_run',
  'merge_group',
  'push',
  'schedule',
  'issue_comment',
  'brand_new',
];
const OUTPUTS = new Set([
  'verdict',
  'errors',
  'warnings',
  'report-file',
  'patch-file',
  'sarif-file',
  'checklist-file',
  'preflight-report-file',
]);

/** Files of the runner that change later steps. */
const UNTOUCHED = ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE'];

const situation = fc.record({
  event: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...EVENTS) }, { weight: 1, arbitrary: hostileText }),
  actor: fc.oneof(fc.constantFrom('octocat', 'dependabot[bot]'), hostileText),
  payload: mutated([PULL, OWN_PULL, RUN, QUEUE, COMMENT, '{}'], PIECES),
  sha: fc.oneof(fc.constant('a'.repeat(40)), hostileText),
  file: hostileText.map(text => `${Buffer.from(text.replaceAll(/[/\0]/g, '').slice(0, 60)).toString()}.ts`),
  inputs: fc.dictionary(
    fc.constantFrom('PATH', 'FAIL-ON', 'PREFLIGHT', 'NOT-VERIFIED', 'KLAVIYO-PRIVATE-KEY'),
    fc.oneof(
      hostileText,
      fc.constantFrom('.', '..', '/', 'always', 'auto', 'never', 'error', 'warning', KEY, `${KEY}\n`),
    ),
    { maxKeys: 5 },
  ),
});

/** Whether a key may meet the code of this event; written from GitHub's documentation, apart from the gate. */
function mayUseKey(event: string, payload: string): boolean {
  if (!['pull_request_target', 'workflow_run', 'issue_comment'].includes(event)) return true;
  try {
    const data = JSON.parse(payload);
    if (event === 'issue_comment') return data?.issue?.pull_request === undefined;
    const [head, base] =
      event === 'workflow_run'
        ? [data.workflow_run.head_repository, data.repository]
        : [data.pull_request.head.repo, data.pull_request.base.repo ?? data.repository];
    return typeof head.full_name === 'string' && head.full_name === base.full_name;
  } catch {
    return false;
  }
}

interface Recorded {
  output: string;
  outputFile: string;
  summary: string;
  /** What later steps would take over. */
  touched: string;
  probed: number;
}

async function run({
  event,
  actor,
  payload,
  sha,
  file,
  inputs,
}: typeof situation extends fc.Arbitrary<infer Made> ? Made : never): Promise<Recorded> {
  const around = realpathSync(mkdtempSync(path.join(tmpdir(), 'fuzz-')));
  const workspace = path.join(around, 'work');
  mkdirSync(workspace);
  for (const name of ['event.json', 'output', 'summary', ...UNTOUCHED])
    writeFileSync(path.join(around, name), name === 'event.json' ? payload : '');
  writeFileSync(path.join(workspace, file), "await fetch('https://a.klaviyo.com/api/profiles');\n");
  const withoutZero = (text: string): string => text.replaceAll('\0', '');
  const runner = {
    GITHUB_EVENT_NAME: withoutZero(event),
    GITHUB_ACTOR: withoutZero(actor),
    GITHUB_SHA: withoutZero(sha),
    GITHUB_EVENT_PATH: path.join(around, 'event.json'),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: around,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo/shop',
  };
  const untouched = Object.fromEntries(UNTOUCHED.map(name => [name, path.join(around, name)]));
  const own = {
    ...untouched,
    GITHUB_OUTPUT: path.join(around, 'output'),
    GITHUB_STEP_SUMMARY: path.join(around, 'summary'),
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, withoutZero(value)])),
  };
  const written: string[] = [];
  const write = process.stdout.write;
  let probed = 0;
  for (const [name, value] of Object.entries(own)) vi.stubEnv(name, value);
  process.stdout.write = (chunk: string | Uint8Array) => written.push(String(chunk)) > 0;
  try {
    await runAction({
      core: { ...core, summary: core.summary.emptyBuffer() },
      env: { PATH: process.env['PATH'], ...runner, ...own },
      asOf: '2026-11-20',
      check: checkForChecklist,
      makePatch: safeFixPatch,
      runPreflight: async () => ((probed += 1), samplePreflight([PASSED])),
    });
    const read = (name: string): string => readFileSync(path.join(around, name), 'utf8');
    return {
      output: written.join(''),
      outputFile: read('output'),
      summary: read('summary'),
      touched: UNTOUCHED.map(read).join(''),
      probed,
    };
  } finally {
    process.stdout.write = write;
    process.exitCode = 0;
    vi.unstubAllEnvs();
    rmSync(around, { recursive: true, force: true });
  }
}

fuzz('whatever started the workflow', {
  cases: situation,
  runs: 60,
  async broken(made) {
    const { output, outputFile, summary, touched, probed } = await run(made);
    const problems: string[] = [];
    const commands = commandsIn(output);
    const forged = commands.find(
      ({ name, properties }) =>
        !['error', 'warning', 'notice', 'add-mask'].includes(name) ||
        ![undefined, made.file].includes(properties['file']),
    );
    if (forged !== undefined) problems.push(`The runner would obey ${JSON.stringify(forged)}.`);
    if (commands.filter(({ name }) => name === 'add-mask').length > 0 && !made.inputs['KLAVIYO-PRIVATE-KEY']?.trim())
      problems.push('It masks something without a key.');
    const outputs = Object.keys(outputsIn(outputFile));
    if (outputs.some(name => !OUTPUTS.has(name)) || !outputs.includes('verdict'))
      problems.push(`The outputs are ${outputs.join(', ')}.`);
    if (touched !== '') problems.push('It changes the environment of later steps.');
    if (probed > 0 && !mayUseKey(made.event.replaceAll('\0', ''), made.payload))
      problems.push('The key met the code of a fork.');
    const reported =
      output
        .split('\n')
        .filter(line => !line.startsWith('::add-mask::'))
        .join('\n') +
      summary +
      outputFile;
    if (reported.includes(KEY.slice(4, -2))) problems.push('The key is printed.');
    if (/<(?:img|script|a)\b|\]\((?!https:\/\/github\.com\/)/i.test(summary))
      problems.push('The summary holds markup of a stranger.');
    return problems;
  },
});
