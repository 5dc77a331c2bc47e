import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Checklist } from '../../src/model/checklist.ts';
import { fakeKey } from '../fake-keys.ts';
import { addFiles, git, temporaryFolder, temporaryRepository } from '../project/temporary-folder.ts';
import { keyFingerprint } from '../../src/vendors/key-fingerprint.ts';
import { startSimulator } from '../support/simulator.ts';

const CODE =
  "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';\nnew ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY)).getProfiles();\n";
const PREFLIGHT = {
  schemaVersion: 1,
  startedAt: '2026-11-21T09:00:00.000Z',
  probes: [{ id: 'sending-domain', status: 'passed', message: 'It has them all.', durationMs: 1 }],
  notAsked: [{ id: 'app-health', reason: "no 'app-health-url' was given" }],
  verdict: 'verified',
};
const FILE = '.klaviyo-lint/attestations.yml';
const attestation = (item: string, expiry = '2027-05-01'): string =>
  `  - item: ${item}\n    statement: It holds\n    owner: Ada\n    date: 2026-11-01\n    expiry: ${expiry}\n    link: https://wiki.example.com/it\n`;

interface Outcome {
  code: number;
  out: string;
  told: string;
}

async function cli(workingFolder: string, args: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  let out = '';
  let told = '';
  const code = await runCli(['checklist', ...args], {
    workingFolder,
    environment: { PATH: process.env['PATH'], ...environment },
    now: new Date('2026-11-22T12:00:00Z'),
    writeOut: async text => void (out += text),
    writeError: text => void (told += text),
  });
  return { code, out, told };
}

async function checklistOf(folder: string, args: string[] = []): Promise<Checklist> {
  const { out } = await cli(folder, ['--format', 'json', ...args]);
  return JSON.parse(out) as Checklist;
}

const stateOf = ({ items }: Checklist, id: string): string | undefined => items.find(item => item.id === id)?.state;
const reasonOf = ({ items }: Checklist, id: string): string | undefined => items.find(item => item.id === id)?.reason;

test('prints the checklist of a folder, and ends with 1 while something is open', async () => {
  const root = temporaryRepository({ 'shop/a.js': CODE });
  const { code, out, told } = await cli(root, ['shop']);
  expect(out).toMatch(/^Production checklist as of 2026-11-22\n/);
  expect(out).toMatch(/Verdict: not verified\n$/);
  expect(told).toBe('');
  expect(code).toBe(1);
});

test.each([
  ['markdown', /^## Production checklist: not verified\n/],
  ['html', /^<!doctype html>\n/],
  ['json', /^\{\n {2}"schemaVersion": 1,\n {2}"asOf": "2026-11-22"/],
])('prints %s, to a file too', async (format, beginning) => {
  const root = temporaryFolder({ 'a.js': CODE });
  expect((await cli(root, ['--format', format])).out).toMatch(beginning);
  expect((await cli(root, ['--format', format, '--output', 'report'])).out).toBe('');
  expect(readFileSync(join(root, 'report'), 'utf8')).toMatch(beginning);
});

test('links places if it is given where they can be read', async () => {
  const raw = "fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: '2026-07-15' } });\n";
  const { out } = await cli(temporaryFolder({ 'a.js': raw }), [
    '--format',
    'html',
    '--source-url',
    'https://example.com/shop',
  ]);
  expect(out).toContain('href="https://example.com/shop/a.js?plain=1#L1"');
});

test('all rules run, whatever the configuration switches off', async () => {
  const raw = "fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: '2026-07-15' } });\n";
  const off = { 'a.js': raw, 'klaviyo-lint.json': '{ "rules": { "klaviyo/no-raw-http": "off" } }' };
  expect(stateOf(await checklistOf(temporaryFolder(off)), 'B1')).toBe('violated');
});

test('nothing applies where nothing calls Klaviyo, but that no key is written down', async () => {
  const checklist = await checklistOf(temporaryRepository({ 'a.js': 'export {};\n' }));
  expect(
    checklist.items.filter(({ state }) => state !== 'not applicable').map(({ id, state }) => `${id} ${state}`),
  ).toEqual(['A5 proven']);
  expect(checklist.verdict).toBe('verified');
});

test('what code of another language does is open, with the name of its file', async () => {
  const script = 'import requests\nrequests.post("https://a.klaviyo.com/api/events")\n';
  const checklist = await checklistOf(temporaryRepository({ 'app.py': script }));
  expect([reasonOf(checklist, 'B1'), stateOf(checklist, 'C4'), stateOf(checklist, 'A5')]).toEqual([
    'Klaviyo is used in code that is not analyzed: app.py:2 (Python).',
    'open',
    'proven',
  ]);
  expect(stateOf(checklist, 'D1')).toBe('not applicable');
  const ignored = { 'app.py': script, 'klaviyo-lint.json': '{ "ignore": ["*.py"] }' };
  expect(stateOf(await checklistOf(temporaryRepository(ignored)), 'B1')).toBe('not applicable');
});

test('a document that names the address calls nobody', async () => {
  const text = '`curl https://a.klaviyo.com/api/events`, with `klaviyo-api` of Python\n';
  const checklist = await checklistOf(temporaryRepository({ 'README.md': text, 'docs/calls.md': text }));
  expect(checklist.items.filter(({ state }) => state === 'open')).toEqual([]);
});

test('a key in an env file is written down', async () => {
  const checklist = await checklistOf(temporaryRepository({ '.env': `KLAVIYO_PRIVATE_KEY=${fakeKey(1)}\n` }));
  expect([stateOf(checklist, 'A1'), stateOf(checklist, 'A5')]).toEqual(['violated', 'violated']);
  const other = await checklistOf(temporaryRepository({ '.env': 'KLAVIYO_WEBHOOK_SECRET=8f2c61b7d94e0a35\n' }));
  expect([stateOf(other, 'A1'), stateOf(other, 'A5')]).toEqual(['violated', 'proven']);
});

test('what is left out and what is allowed is named', async () => {
  const fingerprint = keyFingerprint(fakeKey(1));
  const rules = { 'klaviyo/no-hardcoded-key': { allow: [{ fingerprint, reason: 'It was revoked' }] } };
  const root = temporaryRepository({
    'a.js': `${CODE}console.log('${fakeKey(1)}');\n`,
    'old/b.js': CODE,
    'klaviyo-lint.json': JSON.stringify({ ignore: ['old/'], rules }),
  });
  const checklist = await checklistOf(root);
  expect(stateOf(checklist, 'A5')).toBe('proven');
  expect(reasonOf(checklist, 'A5')).toContain("in what 'ignore' does not leave out (1 file).");
  expect(JSON.stringify(checklist.items.find(({ id }) => id === 'A5')?.proofs)).toContain(
    `${fingerprint} (It was revoked).`,
  );
});

test('a link to a folder that lies elsewhere leaves the rules open', async () => {
  const root = temporaryRepository({ 'a.js': CODE });
  symlinkSync(temporaryFolder({ 'b.js': CODE }), join(root, 'shared'));
  git(root, 'add', '--all');
  expect(reasonOf(await checklistOf(root), 'B1')).toBe('Not everything was analyzed: shared: it is a symbolic link.');
});

test('a call whose host is in the environment is one of Klaviyo', async () => {
  const root = temporaryRepository({
    'a.js': `const headers = { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, revision: '2026-07-15' };
export const load = () => fetch(\`\${process.env.KLAVIYO_API_BASE_URL}/api/profiles\`, { headers });
`,
  });
  expect(stateOf(await checklistOf(root), 'B1')).toBe('violated');
  expect(stateOf(await checklistOf(root), 'A1')).toBe('open');
});

test('nothing is not applicable, and nothing proven, where code was not read', async () => {
  const checklist = await checklistOf(temporaryRepository({ 'a.js': 'klaviyo( = ;\n' }));
  expect(stateOf(checklist, 'D2')).toBe('open');
  expect(stateOf(checklist, 'B1')).toBe('open');
  expect(reasonOf(checklist, 'A5')).toMatch(/^Not everything was analyzed: a\.js: it does not parse/);
});

describe('--require', () => {
  const root = (): string => temporaryRepository({ 'a.js': CODE });

  test.each([
    ['B1', 0],
    ['B1,B4', 0],
    ['A2', 1],
    ['B*', 1],
    ['D*', 0],
  ])('%s ends with %i', async (required, code) => {
    expect((await cli(root(), ['--require', required])).code).toBe(code);
  });

  test.each(['', ',', ' , '])('refuses %j, which names no item', async required => {
    expect(await cli(root(), ['--require', required])).toEqual({
      code: 2,
      out: '',
      told: "klaviyo-lint: '--require' names no item. Use ids such as A1,B*.\n",
    });
  });

  test('refuses what no item fits', async () => {
    expect(await cli(root(), ['--require', 'B1,Q*'])).toEqual({
      code: 2,
      out: '',
      told: "klaviyo-lint: '--require' names 'Q*', which no item fits. Use ids such as A1,B*.\n",
    });
  });
});

describe('--preflight', () => {
  const withPreflight = (changes: object = {}): string =>
    temporaryRepository({ 'a.js': CODE, 'p.json': JSON.stringify({ ...PREFLIGHT, ...changes }) });

  test('gives the live proofs', async () => {
    const checklist = await checklistOf(withPreflight(), ['--preflight', 'p.json']);
    expect(stateOf(checklist, 'H1')).toBe('proven');
    expect(reasonOf(checklist, 'A2')).toBe("The probe 'scopes' did not run: the preflight does not hold it.");
  });

  test('is named by its time and its account', async () => {
    const domain = PREFLIGHT.probes[0];
    const run = async (probes: object[]): Promise<string | undefined> =>
      reasonOf(await checklistOf(withPreflight({ probes }), ['--preflight', 'p.json']), 'H1');
    expect(await run([domain!])).toBe('It has them all. The preflight ran on 2026-11-21 09:00 UTC.');
    const account = { id: 'account', status: 'passed', message: "The key belongs to the account 'AbC123', in Boston." };
    expect(await run([domain!, account])).toBe(
      "It has them all. The preflight ran on 2026-11-21 09:00 UTC for the account 'AbC123'.",
    );
  });

  test('may begin with a byte order mark', async () => {
    const root = temporaryRepository({ 'a.js': CODE, 'p.json': `\uFEFF${JSON.stringify(PREFLIGHT)}` });
    expect(stateOf(await checklistOf(root, ['--preflight', 'p.json']), 'H1')).toBe('proven');
  });

  test('may be of the next day, and not of a later one', async () => {
    const nextDay = withPreflight({ startedAt: '2026-11-23T23:59:59.000Z' });
    expect(stateOf(await checklistOf(nextDay, ['--preflight', 'p.json']), 'H1')).toBe('proven');
    const later = withPreflight({ startedAt: '2026-11-24T00:00:00.000Z' });
    expect(await cli(later, ['--preflight', 'p.json'])).toMatchObject({
      code: 2,
      told: "klaviyo-lint: 'p.json' is of a day after 2026-11-22. Run the preflight again, or correct '--as-of'.\n",
    });
  });

  test('of more than a week ago proves nothing', async () => {
    const checklist = await checklistOf(withPreflight({ startedAt: '2026-11-14T09:00:00.000Z' }), [
      '--preflight',
      'p.json',
    ]);
    expect(reasonOf(checklist, 'H1')).toBe(
      "The probe 'sending-domain' did not run: the preflight of 2026-11-14 is older than 7 days.",
    );
  });

  test.each([
    ['no JSON', 'p'],
    ['another report', { schemaVersion: 1, findings: [] }],
    ['another version', { ...PREFLIGHT, schemaVersion: 2 }],
    ['a probe that is none', { ...PREFLIGHT, probes: [{ id: 'a', status: 'fine' }] }],
    ['no day', { ...PREFLIGHT, startedAt: 'today' }],
    ['a probe that is there twice', { ...PREFLIGHT, probes: [...PREFLIGHT.probes, ...PREFLIGHT.probes] }],
  ])('refuses %s', async (_, content) => {
    const root = temporaryFolder({ 'p.json': typeof content === 'string' ? content : JSON.stringify(content) });
    expect(await cli(root, ['--preflight', 'p.json'])).toMatchObject({
      code: 2,
      told: "klaviyo-lint: 'p.json' is no report of a preflight. Write one with 'klaviyo-lint preflight --format json --output FILE'.\n",
    });
  });

  test('refuses a file that is not there', async () => {
    expect((await cli(temporaryFolder(), ['--preflight', 'p.json'])).told).toBe(
      "klaviyo-lint: 'p.json' cannot be read. Name the JSON that 'klaviyo-lint preflight' wrote.\n",
    );
  });
});

describe('--live', () => {
  test('runs the preflight', async () => {
    const { apiUrl, statusUrl, key } = await startSimulator({ scenario: 'healthy' });
    const environment = { KLAVIYO_PRIVATE_KEY: key, KLAVIYO_LINT_API_URL: apiUrl, KLAVIYO_LINT_STATUS_URL: statusUrl };
    const root = temporaryRepository({
      'a.js': CODE,
      'package.json': '{ "dependencies": { "klaviyo-api": "23.0.0" } }',
    });
    const { out, told } = await cli(root, ['--live', '--format', 'json'], environment);
    const checklist = JSON.parse(out) as Checklist;
    expect(checklist.items.find(({ id }) => id === 'E5')?.proofs.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'probe latency',
    ]);
    expect(reasonOf(checklist, 'H1')).toBe("The probe 'sending-domain' did not run: no 'sending-domain' was given.");
    expect(told).toContain('authentication: passed\n');
    expect(out + told).not.toContain(key);
  });

  test('judges a pull request by the numbers of its base', async () => {
    const { apiUrl, statusUrl, key } = await startSimulator({ scenario: 'healthy' });
    const environment = { KLAVIYO_PRIVATE_KEY: key, KLAVIYO_LINT_API_URL: apiUrl, KLAVIYO_LINT_STATUS_URL: statusUrl };
    const set = (percent: number): string => `{ "thresholds": { "rateLimitHeadroomPercent": ${percent} } }`;
    const root = temporaryRepository({ 'a.js': CODE, 'klaviyo-lint.json': set(100) });
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '-m', 'base');
    addFiles(root, { 'klaviyo-lint.json': set(0) });
    expect((await cli(root, ['--live'], environment)).told).toContain('rate-limit-headroom: passed\n');
    expect((await cli(root, ['--live', '--base', 'HEAD'], environment)).told).toContain(
      'rate-limit-headroom: warned\n',
    );
  });

  test('needs a key, and is not the same as a file', async () => {
    expect((await cli(temporaryFolder(), ['--live'])).told).toBe(
      "klaviyo-lint: There is no private key in the environment. Set 'KLAVIYO_PRIVATE_KEY'.\n",
    );
    expect((await cli(temporaryFolder(), ['--live', '--preflight', 'p.json'])).code).toBe(2);
  });
});

describe('attestations', () => {
  test('count until they expire', async () => {
    const root = temporaryRepository({
      'a.js': CODE,
      [FILE]: `attestations:\n${attestation('F1')}${attestation('F2', '2026-11-21')}`,
    });
    const checklist = await checklistOf(root);
    expect([stateOf(checklist, 'F1'), stateOf(checklist, 'F2')]).toEqual(['attested', 'open']);
    expect(checklist.problems).toEqual([
      {
        path: FILE,
        line: 12,
        message: 'The attestation of F2 expired on 2026-11-21. Check that it still holds, and state it again.',
      },
    ]);
    expect(stateOf(await checklistOf(root, ['--as-of', '2026-11-21']), 'F2')).toBe('attested');
  });

  test.each([
    ['a link', 'it is a symbolic link', (file: string) => symlinkSync('../a.js', file)],
    ['a folder', 'it cannot be read (EISDIR)', (file: string) => mkdirSync(file)],
    [
      'too large',
      'it is larger than 5 MB',
      (file: string) => writeFileSync(file, `attestations: []\n#${' '.repeat(5 * 1024 * 1024)}`),
    ],
  ])('in what is %s attest nothing, and nothing is written there', async (_, reason, make) => {
    const root = temporaryFolder({ 'a.js': CODE });
    mkdirSync(join(root, '.klaviyo-lint'));
    make(join(root, FILE));
    const { size } = statSync(join(root, FILE));
    const checklist = await checklistOf(root);
    expect(checklist.problems).toEqual([
      {
        path: FILE,
        line: 1,
        message: `'${FILE}' attests nothing, because ${reason}. Write it as the documentation of the checklist shows.`,
      },
    ]);
    expect(stateOf(checklist, 'B4')).toBe('proven');
    expect(await cli(root, ['--init'])).toMatchObject({
      code: 2,
      told: expect.stringContaining(
        `'${FILE}' was not read: ${reason}. Make it a file that can be read, and run this again.\n`,
      ),
    });
    expect(statSync(join(root, FILE)).size).toBe(size);
  });

  test.each(['attestatons: []\n', 'attestations: {}\n'])('as in %j are no list, and a problem', async text => {
    const root = temporaryRepository({ 'a.js': CODE, [FILE]: text });
    expect((await checklistOf(root)).problems).toEqual([
      {
        path: FILE,
        line: 1,
        message: `'${text.split(':')[0]}' means nothing in this file. Write a list of 'attestations', each with 'item', 'statement', 'owner', 'date', 'expiry', 'link'.`,
      },
    ]);
  });

  test('that are nested too deeply attest nothing', async () => {
    const root = temporaryRepository({ 'a.js': CODE, [FILE]: `attestations: ${'['.repeat(10_000)}` });
    expect((await checklistOf(root)).problems).toEqual([
      {
        path: FILE,
        line: 1,
        message: `'${FILE}' attests nothing, because it is nested too deeply (line 1). Write it as the documentation of the checklist shows.`,
      },
    ]);
  });

  test('that are no YAML attest nothing, and the line is named', async () => {
    const root = temporaryRepository({ 'a.js': CODE, [FILE]: 'attestations:\n  - item: F1\n  "\n' });
    const { problems } = await checklistOf(root);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      path: FILE,
      line: expect.any(Number),
      message: expect.stringMatching(/ attests nothing, because it is not valid YAML \(line \d\)/),
    });
  });

  test('of the base count on a pull request, and those of the change are still checked', async () => {
    const root = temporaryRepository({ 'a.js': CODE, [FILE]: `attestations:\n${attestation('F1')}` });
    git(root, 'commit', '--quiet', '-m', 'base');
    addFiles(root, { [FILE]: `attestations:\n${attestation('F2')}${attestation('Z9')}` });
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '-m', 'change');
    const checklist = await checklistOf(root, ['--base', 'HEAD~1']);
    expect([stateOf(checklist, 'F1'), stateOf(checklist, 'F2')]).toEqual(['attested', 'open']);
    expect(checklist.problems.map(({ line }) => line)).toEqual([8]);
    expect((await cli(root, ['--base', 'HEAD~1'])).told).toContain(
      `'${FILE}' is changed here, and that of the base counts until this is merged. Review what it will loosen.\n`,
    );
  });
});

describe('--init', () => {
  test('writes a draft, which counts for nothing until it is filled in', async () => {
    const root = temporaryRepository({ 'a.js': CODE });
    expect(await cli(root, ['--init'])).toMatchObject({
      code: 0,
      out: '',
      told: expect.stringContaining(
        `Wrote the draft of 9 attestations to '${FILE}'. Fill them in, and have them reviewed like code.\n`,
      ),
    });
    expect(readFileSync(join(root, FILE), 'utf8')).toMatch(/^# What no tool can see/);
    const { problems } = await checklistOf(root);
    expect(problems).toHaveLength(9);
  });

  test('adds only what is missing, and never overwrites', async () => {
    const existing = `attestations:\n${attestation('F1')}`;
    const root = temporaryRepository({ 'a.js': CODE, [FILE]: existing });
    expect((await cli(root, ['--init'])).told).toContain('Wrote the draft of 8 attestations');
    expect(readFileSync(join(root, FILE), 'utf8').startsWith(existing)).toBe(true);
    expect((await cli(root, ['--init'])).told).toContain(`No attestation is missing in '${FILE}'.\n`);
  });

  test('adds no item again, however its entry is written', async () => {
    const root = temporaryRepository({ 'a.js': CODE, [FILE]: 'attestations:\n  - { item: A1 }\n' });
    expect((await cli(root, ['--init'])).told).toContain('Wrote the draft of 8 attestations');
    expect(readFileSync(join(root, FILE), 'utf8').match(/item: A1/g)).toHaveLength(1);
  });

  test('touches no file that it cannot extend', async () => {
    const root = temporaryRepository({ 'a.js': CODE, [FILE]: 'attestations: [{ item: F1 }]\n' });
    expect(await cli(root, ['--init'])).toMatchObject({
      code: 2,
      told: expect.stringContaining('Add these by hand: A1, C3, '),
    });
    expect(readFileSync(join(root, FILE), 'utf8')).toBe('attestations: [{ item: F1 }]\n');
  });

  test('follows no link out of the folder', async () => {
    const root = temporaryFolder({ 'a.js': CODE });
    const outside = temporaryFolder();
    mkdirSync(join(outside, 'there'));
    symlinkSync(join(outside, 'there'), join(root, '.klaviyo-lint'));
    expect((await cli(root, ['--init'])).code).toBe(2);
    expect(existsSync(join(outside, 'there/attestations.yml'))).toBe(false);
  });
});

test('a file is no folder of a project', async () => {
  expect(await cli(temporaryFolder({ 'a.js': CODE }), ['a.js'])).toMatchObject({
    code: 2,
    told: "klaviyo-lint: 'a.js' is not a folder. Name the folder of the project.\n",
  });
});

describe('numbers that a team sets', () => {
  const ALERT =
    'groups:\n  - name: klaviyo\n    rules:\n      - alert: Klaviyo\n        expr: \'sum(increase(klaviyo_total{status="429"}[1m])) > 20\'\n';
  const set = (most: number): string => `{ "thresholds": { "rateLimitedPerMinute": ${most} } }`;

  test('decide, and a pull request is judged by those of its base', async () => {
    const root = temporaryRepository({ 'a.js': CODE, 'alerts.yml': ALERT });
    expect(stateOf(await checklistOf(root), 'E2')).toBe('open');
    addFiles(root, { 'klaviyo-lint.json': set(10) });
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '-m', 'base');
    addFiles(root, { 'klaviyo-lint.json': set(20) });
    expect(stateOf(await checklistOf(root, ['--base', 'HEAD']), 'E2')).toBe('open');
    const checklist = await checklistOf(root);
    expect(stateOf(checklist, 'E2')).toBe('proven');
    expect(reasonOf(checklist, 'E2')).toBe(
      "This alert is raised by more than 20 answers of 429 in 1 min. The configuration sets 'rateLimitedPerMinute' to 20, and the checklist itself says 5.",
    );
  });

  test('tell how old a preflight may be', async () => {
    const root = temporaryRepository({ 'a.js': CODE, 'preflight.json': JSON.stringify(PREFLIGHT) });
    const args = ['--preflight', 'preflight.json', '--as-of', '2026-12-05'];
    expect(reasonOf(await checklistOf(root, args), 'H1')).toContain('is older than 7 days');
    addFiles(root, { 'klaviyo-lint.json': '{ "thresholds": { "preflightDays": 20 } }' });
    expect(stateOf(await checklistOf(root, args), 'H1')).toBe('proven');
  });
});
