import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import type { Finding } from '../../src/model/finding.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { fakeKey } from '../fake-keys.ts';
import { temporaryFolder, type Files } from '../project/temporary-folder.ts';
import { startSimulator, type ScenarioName } from '../support/simulator.ts';
import { REPOSITORY } from '../support/repository.ts';

const DIRTY = { 'package.json': '{\n  "dependencies": {\n    "klaviyo-api": "^23.0.0"\n  }\n}\n' };
const CLEAN = {
  'package.json': '{ "dependencies": { "klaviyo-api": "23.0.0" } }',
  'yarn.lock': '# yarn lockfile v1\n\nklaviyo-api@23.0.0:\n  version "23.0.0"\n',
};

interface Outcome {
  code: number;
  out: string;
  told: string;
}

async function cli(
  workingFolder: string,
  args: string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<Outcome> {
  let out = '';
  let told = '';
  const code = await runCli(args, {
    workingFolder,
    environment: { PATH: process.env['PATH'], ...environment },
    now: new Date('2026-11-20T23:00:00Z'),
    writeOut: async text => void (out += text),
    writeError: text => void (told += text),
  });
  return { code, out, told };
}

describe('check', () => {
  test('ends with 0 for a clean repository, and with 1 for a finding', async () => {
    expect(await cli(temporaryFolder(CLEAN), ['check'])).toMatchObject({ code: 0 });
    expect(await cli(temporaryFolder(DIRTY), ['check'])).toMatchObject({ code: 1 });
  });

  test('prints the report on standard output, and no progress where there is no terminal', async () => {
    const { out, told } = await cli(temporaryFolder(DIRTY), ['check', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      asOf: '2026-11-20',
      findings: [{ ruleId: 'check/floating-sdk-range' }],
    });
    expect(told).toBe('');
  });

  test.each([
    ['text', /3:20 {2}error: 'klaviyo-api' is declared as the range/],
    ['markdown', /^## Code: violated/],
    ['sarif', /"semanticVersion": "\d/],
  ])('prints %s', async (format, expected) => {
    expect((await cli(temporaryFolder(DIRTY), ['check', '--format', format])).out).toMatch(expected);
  });

  test('describes every rule in SARIF', async () => {
    const { out } = await cli(temporaryFolder(CLEAN), ['check', '--format', 'sarif']);
    const ids = JSON.parse(out).runs[0].tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(['check/floating-sdk-range', 'klaviyo/no-raw-http']));
  });

  test.each([
    ['never', 0],
    ['warning', 1],
    ['error', 1],
  ])('with --fail-on %s an error ends with %i', async (level, code) => {
    expect(await cli(temporaryFolder(DIRTY), ['check', '--fail-on', level])).toMatchObject({ code });
  });

  test('takes a folder, or paths', async () => {
    const folder = temporaryFolder({
      'a/package.json': DIRTY['package.json'],
      'b/package.json': CLEAN['package.json'],
      'b/yarn.lock': CLEAN['yarn.lock'],
    });
    const paths = async (...args: string[]): Promise<string[]> =>
      JSON.parse((await cli(folder, ['check', '--format', 'json', ...args])).out).findings.map(
        ({ path }: { path: string }) => path,
      );
    expect(await paths('a')).toEqual(['package.json']);
    expect(await paths('a', 'b')).toEqual(['a/package.json']);
    expect(await paths('b/package.json')).toEqual([]);
  });

  describe('with a list of files', () => {
    const SHOP = {
      'package.json': '{ "name": "shop", "dependencies": { "klaviyo-api": "13.0.0" } }',
      'package-lock.json':
        '{ "name": "shop", "lockfileVersion": 3, "packages": { "": { "dependencies": { "klaviyo-api": "13.0.0" } }, "node_modules/klaviyo-api": { "version": "13.0.0" } } }',
      'src/api.ts':
        "export const send = (path: string, body: unknown) => fetch('https://a.klaviyo.com/api' + path, { method: 'POST', body: JSON.stringify(body), headers: { revision: '2026-07-15' } });\n",
      'src/orders.ts':
        "import { send } from './api';\nexport const ordered = (order: { email: string }) => send('/events', { data: { type: 'event', attributes: { email: order.email } } });\n",
      'src/revision.ts': "export const REVISION = '2022-10-17';\n",
      'src/lists.ts':
        "import { REVISION } from './revision';\nimport { Lists } from 'klaviyo-api';\nfetch('https://a.klaviyo.com/api/lists', { headers: { revision: REVISION } });\nLists.getListProfiles('x');\n",
    };
    const found = async (folder: string, ...args: string[]): Promise<string[]> =>
      JSON.parse((await cli(folder, ['check', '--format', 'json', '--as-of', '2026-11-20', ...args])).out).findings.map(
        ({ path, line, ruleId, message }: Finding) => `${path}:${line} ${ruleId} ${message}`,
      );

    test.each(['src/orders.ts', 'src/revision.ts', 'src/lists.ts', 'src/api.ts', 'package.json'])(
      'reports in %s what it reports there when all is checked',
      async name => {
        const folder = temporaryFolder(SHOP);
        const all = await found(folder);
        expect(await found(folder, name)).toEqual(all.filter(text => text.startsWith(`${name}:`)));
        expect(await found(folder, name, 'src/lists.ts')).toEqual(
          all.filter(text => text.startsWith(`${name}:`) || text.startsWith('src/lists.ts:')),
        );
      },
    );

    test('follows what a listed file imports', async () => {
      expect(await found(temporaryFolder(SHOP), 'src/orders.ts')).toEqual([
        expect.stringMatching(/^src\/orders\.ts:2 klaviyo\/require-unique-id /),
      ]);
    });
  });

  test.each([
    ['the working folder', {}, []],
    ['a named folder', { 'src/a.ts': '', 'empty/node_modules/a.js': '' }, ['empty']],
    ['one of several', { 'src/a.ts': '', 'empty/node_modules/a.js': '' }, ['src', 'empty']],
  ] as [string, Files, string[]][])('ends with 2 where %s holds no file', async (_what, files, paths) => {
    const { code, told, out } = await cli(temporaryFolder(files), ['check', ...paths]);
    expect({ code, told, out }).toEqual({
      code: 2,
      told: expect.stringMatching(
        /^klaviyo-lint: '.+' holds no file to check\. Check out the repository first, or name another folder\.\n$/,
      ),
      out: '',
    });
  });

  test('writes the report to a file', async () => {
    const folder = temporaryFolder(DIRTY);
    const { code, out } = await cli(folder, ['check', '--format', 'json', '--output', 'report.json']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 });
  });

  test('takes the day that counts as today', async () => {
    expect(
      JSON.parse((await cli(temporaryFolder(CLEAN), ['check', '--format', 'json', '--as-of', '2024-02-29'])).out),
    ).toMatchObject({ asOf: '2024-02-29' });
  });
});

describe('a usage error ends with 2 and one line', () => {
  test.each([
    ['a path that does not exist', ['check', 'nowhere'], "klaviyo-lint: 'nowhere' does not exist.\n"],
    [
      'a path outside',
      ['check', 'package.json', '..'],
      "klaviyo-lint: '..' lies outside of the folder that is checked.\n",
    ],
    ['a path like an option', ['check', '--', '-x'], "klaviyo-lint: '-x' does not exist.\n"],
    [
      'a day that is none',
      ['check', '--as-of', '2026-02-30'],
      "error: option '--as-of <date>' argument '2026-02-30' is invalid. It is not a day in the form YYYY-MM-DD.\n",
    ],
    [
      'a day in another form',
      ['check', '--as-of', '20.11.2026'],
      /^error: option '--as-of <date>' argument '20\.11\.2026' is invalid\. .*\n$/,
    ],
    [
      'an unknown format',
      ['check', '--format', 'xml'],
      /^error: option '--format <format>' argument 'xml' is invalid\. .*\n$/,
    ],
    [
      'an unknown level',
      ['check', '--fail-on', 'info'],
      /^error: option '--fail-on <level>' argument 'info' is invalid\. .*\n$/,
    ],
    ['an unknown option', ['check', '--fix'], "error: unknown option '--fix'\n"],
    ['an unknown command', ['publish'], "error: unknown command 'publish'\n"],
    [
      'a format that preflight does not have',
      ['preflight', '--format', 'sarif'],
      /^error: option '--format <format>' argument 'sarif' is invalid\. .*\n$/,
    ],
  ])('%s', async (_, args, message) => {
    const { code, out, told } = await cli(temporaryFolder(CLEAN), args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(told).toMatch(message);
    expect(told.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a report that cannot be written', async () => {
    const { code, told } = await cli(temporaryFolder(CLEAN), ['check', '--output', 'nowhere/report.txt']);
    expect(code).toBe(2);
    expect(told).toMatch(
      /^klaviyo-lint: The report cannot be written to 'nowhere\/report.txt'\. Name a file in a folder that exists, with room for it\.\n$/,
    );
  });

  test.skipIf(process.platform === 'win32')('a report that would go into a pipe that nobody reads', async () => {
    const folder = temporaryFolder(CLEAN);
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { code, told } = await cli(folder, ['check', '--output', 'pipe']);
    expect({ code, told }).toEqual({ code: 2, told: expect.stringContaining("'pipe' is a pipe") });
  });

  test.runIf(process.platform === 'linux')('a report that would go to a full device', async () => {
    const { code, told } = await cli(temporaryFolder(CLEAN), ['check', '--output', '/dev/full']);
    expect({ code, told }).toEqual({ code: 2, told: expect.stringContaining("cannot be written to '/dev/full'") });
  });

  test.each(['0', '1.5', '21601', 'x'])('a time budget of %s seconds', async budget => {
    const { code, told } = await cli(temporaryFolder(CLEAN), ['check', '--time-budget', budget]);
    expect({ code, told }).toEqual({
      code: 2,
      told: expect.stringContaining('It is not a whole number from 1 to 21600.'),
    });
  });

  test('a report that a link of the repository would lead elsewhere', async () => {
    const elsewhere = temporaryFolder({ 'precious.txt': 'precious' });
    const folder = temporaryFolder(CLEAN);
    symlinkSync(join(elsewhere, 'precious.txt'), join(folder, 'report.txt'));
    symlinkSync(elsewhere, join(folder, 'reports'));
    for (const file of ['report.txt', 'reports/precious.txt']) {
      const { code, told } = await cli(folder, ['check', '--output', file]);
      expect({ code, told }).toEqual({
        code: 2,
        told: expect.stringContaining(`'${file}' leads through a symbolic link`),
      });
    }
    expect(readFileSync(join(elsewhere, 'precious.txt'), 'utf8')).toBe('precious');
  });

  test('without a command the help is shown', async () => {
    const { code, out, told } = await cli(temporaryFolder(), []);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(told).toContain('Usage: klaviyo-lint');
  });
});

test('the version and the help are answers, not errors', async () => {
  expect(await cli('/', ['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, told: '' });
  for (const args of [['--help'], ['check', '--help'], ['help', 'preflight']]) {
    expect(await cli('/', args)).toEqual({ code: 0, out: expect.stringContaining('Usage: klaviyo-lint'), told: '' });
  }
});

test.each(['\u001b]0;title\u0007.js', 'a\n::error::forged.js', '##[error]forged.js', fakeKey()])(
  'what a file or argument is called (%#) is neither obeyed nor leaked',
  async name => {
    const folder = temporaryFolder({ [name]: 'klaviyo(', [`${name}.js`]: 'klaviyo(' });
    const outcomes = [
      await cli(folder, ['check']),
      await cli(folder, ['check', '--format', 'json']),
      await cli(folder, ['check', `${name}.gone`]),
      await cli(folder, [name]),
    ];
    for (const { out, told } of outcomes) {
      expect(out + told).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]|^::|##\[|pk_[0-9a-f]{34}/m);
    }
  },
);

describe('preflight', () => {
  test.each([{}, { KLAVIYO_API_KEY: ' ' }])('without a key it ends with 2 and one line: %j', async environment => {
    expect(await cli(temporaryFolder(), ['preflight'], environment)).toEqual({
      code: 2,
      out: '',
      told: "klaviyo-lint: There is no private key in the environment. Set 'KLAVIYO_PRIVATE_KEY'.\n",
    });
  });

  test('an address that is not of this machine is refused', async () => {
    const { code, out, told } = await cli(temporaryFolder(), ['preflight'], {
      KLAVIYO_PRIVATE_KEY: fakeKey(),
      KLAVIYO_LINT_API_URL: 'https://example.com',
    });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(told).toMatch(/^klaviyo-lint: .* is not an address of this machine\..*\n$/);
  });

  test.each([
    [{ KLAVIYO_API_KEY: fakeKey(1) }, fakeKey(1)],
    [{ KLAVIYO_API_KEY: fakeKey(1), KLAVIYO_PRIVATE_API_KEY: fakeKey(2) }, fakeKey(2)],
    [{ KLAVIYO_API_KEY: fakeKey(1), KLAVIYO_PRIVATE_API_KEY: fakeKey(2), KLAVIYO_PRIVATE_KEY: fakeKey(3) }, fakeKey(3)],
    [{ KLAVIYO_PRIVATE_KEY: ' ', KLAVIYO_API_KEY: fakeKey(1) }, fakeKey(1)],
  ])('takes the key from the environment, and shows it nowhere (%#)', async (environment, key) => {
    const seen: (string | undefined)[] = [];
    const server = createServer(({ headers }, response) => {
      seen.push(headers.authorization);
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end(JSON.stringify({ errors: [{ detail: `no such key ${key}` }] }));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const { code, out, told } = await cli(temporaryFolder(), ['preflight', '--format', 'json'], {
      ...environment,
      KLAVIYO_LINT_API_URL: url,
      KLAVIYO_LINT_STATUS_URL: url,
    });
    server.close();
    expect(code).toBe(1);
    expect(seen).toContain(`Klaviyo-API-Key ${key}`);
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, verdict: 'violated' });
    expect(out + told).not.toContain(key);
  });
});

/** What somebody answers everything with who is in the way of the vendor. */
const IN_THE_WAY: [what: string, status: number, headers: Record<string, string>, body: string][] = [
  [
    'an error of the server',
    503,
    { 'content-type': 'application/json', 'retry-after': '0' },
    '{"errors":[{"detail":"down"}]}',
  ],
  ['a page of HTML', 200, { 'content-type': 'text/html' }, '<html>Welcome</html>'],
  ['a redirect', 302, { location: 'https://login.example/' }, ''],
  ['broken JSON', 200, { 'content-type': 'application/json' }, '{"data":['],
];

describe('preflight of a vendor that nobody can reach', () => {
  async function preflight(url: string, args: string[] = []): Promise<Outcome & { verdict: string }> {
    const outcome = await cli(temporaryFolder(), ['preflight', '--format', 'json', ...args], {
      KLAVIYO_PRIVATE_KEY: fakeKey(),
      KLAVIYO_LINT_API_URL: url,
      KLAVIYO_LINT_STATUS_URL: url,
    });
    return { ...outcome, verdict: JSON.parse(outcome.out).verdict };
  }

  test('it ends with 1, unless that is said to be enough', async () => {
    expect(await preflight('http://127.0.0.1:9')).toMatchObject({ code: 1, verdict: 'not verified' });
    expect(await preflight('http://127.0.0.1:9', ['--not-verified', 'fail'])).toMatchObject({ code: 1 });
    expect(await preflight('http://127.0.0.1:9', ['--not-verified', 'pass'])).toMatchObject({
      code: 0,
      verdict: 'not verified',
    });
  });

  test.each(IN_THE_WAY)(
    'it ends with 1 behind %s',
    async (_what, status, headers, body) => {
      const server = createServer((_request, response) => response.writeHead(status, headers).end(body));
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const { code, verdict } = await preflight(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
      server.close();
      expect({ code, verdict }).toEqual({ code: 1, verdict: expect.stringMatching(/^(?:not verified|violated)$/) });
    },
    30_000,
  );
});

describe('preflight against a simulated vendor', () => {
  const KEY = fakeKey(5);
  const PROJECT = {
    'package.json': '{ "dependencies": { "klaviyo-api": "23.0.0" } }',
    'src/lists.ts': "import { Lists } from 'klaviyo-api';\nexport const lists = Lists.getLists();\n",
  };

  async function preflight(
    scenario: ScenarioName,
    args: string[],
    folder = temporaryFolder(PROJECT),
    key = KEY,
    environment: Record<string, string> = {},
  ): Promise<Outcome> {
    const { apiUrl, statusUrl, close } = await startSimulator({ scenario, key: KEY });
    const outcome = await cli(folder, ['preflight', ...args], {
      ...environment,
      KLAVIYO_PRIVATE_KEY: key,
      KLAVIYO_LINT_API_URL: apiUrl,
      KLAVIYO_LINT_STATUS_URL: statusUrl,
    });
    await close();
    return outcome;
  }

  test('names the file and the line of a scope that is missing', async () => {
    const { code, out } = await preflight('no-read-scopes', ['--verbose']);
    expect(code).toBe(1);
    expect(out).toContain("The key lacks what the code needs: 'lists:read' (ListsApi.getLists in src/lists.ts:2).");
    expect(out).toMatch(/Sent \d+ requests:\n {2}GET http:\/\/127\.0\.0\.1:\d+\/api\/v2\/summary\.json 200 \[\d+ ms\]/);
  }, 20_000);

  test.each([
    ['white space', `${KEY}\n`, /The key has white space or a line break around it\./],
    ['quotation marks', `"${KEY}"`, /The key has quotation marks around it\./],
    ['a public key', 'AbC123', /this is a public key/i],
  ])('says what is wrong with a secret as it is stored: %s', async (_, key, expected) => {
    const { code, out } = await preflight('healthy', [], temporaryFolder(), key);
    expect(code).toBe(1);
    expect(out).toMatch(expected);
    expect(out).not.toContain(KEY.slice(3, 20));
  });

  test('writes the bundle for the incident channel', async () => {
    const folder = temporaryFolder();
    const { code } = await preflight('revoked-key', ['--incident', 'incident.md', '--output', 'report.txt'], folder);
    expect(code).toBe(1);
    const bundle = readFileSync(join(folder, 'incident.md'), 'utf8');
    expect(bundle).toContain('# Klaviyo incident: P1, our key\n');
    expect(bundle).toContain('- Priority: P1, answer within 15 minutes\n');
    expect(bundle).not.toContain(KEY.slice(3));
  });

  test('reports an account other than the expected one', async () => {
    const { code, out } = await preflight(
      'healthy',
      ['--expect-account', 'XyZ789', '--format', 'json'],
      temporaryFolder(),
    );
    expect(code).toBe(1);
    expect(JSON.parse(out).stories).toMatchObject([{ cause: 'account', priority: 'P1' }]);
  }, 20_000);

  test('reads the code after the live questions, and says so', async () => {
    const { told } = await preflight('healthy', []);
    expect(told.split('\n').slice(0, 2)).toEqual(['Asking Klaviyo, and what else was given.', 'Reading the code.']);
  }, 20_000);

  test('is a screen of text where all is well, without the calls', async () => {
    const { code, out } = await preflight('few-scopes', []);
    expect(code).toBe(0);
    expect(out).toMatch(/^Verdict: verified\n/);
    expect(out).not.toMatch(/Sent \d+ requests/);
    expect(out.split('\n').length).toBeLessThanOrEqual(24);
  }, 20_000);

  test.each(['KLAVIYO_WEBHOOK_SECRET', 'KLAVIYO_WEBHOOK_SIGNING_SECRET'])(
    'takes the secret of the webhook from %s',
    async name => {
      const args = ['--webhook-url', 'http://127.0.0.1:9/hook', '--format', 'json'];
      const { out } = await preflight('healthy', args, temporaryFolder(), KEY, {
        [name]: 'a secret of sixteen or more',
      });
      const probe = JSON.parse(out).probes.find(({ id }: { id: string }) => id === 'webhook-endpoint');
      expect(probe.reason).toBe('nobody consented to test deliveries');
      expect(out).not.toContain('a secret of');
    },
    20_000,
  );

  test('watches until it recovers', async () => {
    const { code, told } = await preflight('healthy', ['--watch', '30'], temporaryFolder());
    expect(code).toBe(0);
    expect(told).toMatch(/^#1 \d\d:\d\d:\d\dZ verified, 7 of 7 passed\n$/);
  }, 20_000);

  test.each([
    ['an account that is none', ['--expect-account', 'my shop'], /It is not the id of an account/],
    ['a pause that is too short', ['--watch', '5'], /It is not a number of seconds from 30 to 86400/],
    [
      'a watch that would repeat test deliveries',
      ['--watch', '60', '--send-test-webhook'],
      /'--watch' would repeat the test deliveries\./,
    ],
  ])('a usage error: %s', async (_, args, message) => {
    const { code, out, told } = await preflight('healthy', args, temporaryFolder());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(told).toMatch(message);
  });
});

describe('as a process', () => {
  const CLI = ['--import', 'tsx', join(REPOSITORY, 'src/cli/main.ts')];

  test('a large report leaves whole, with the exit code', async () => {
    const calls =
      "fetch('https://a.klaviyo.com/api/profiles', { headers: { Authorization: 'Klaviyo-API-Key ' + key } });\n".repeat(
        1500,
      );
    const folder = temporaryFolder({ 'a.js': calls });
    const { status, stdout } = spawnSync(process.execPath, [...CLI, 'check', folder, '--format', 'json'], {
      cwd: REPOSITORY,
      maxBuffer: 1e9,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).findings.length).toBeGreaterThanOrEqual(1500);
  });

  test('a reader that goes away is no error', async () => {
    const calls =
      "fetch('https://a.klaviyo.com/api/profiles', { headers: { Authorization: 'Klaviyo-API-Key ' + key } });\n".repeat(
        1500,
      );
    const folder = temporaryFolder({ 'a.js': calls });
    const command = `"$0" "$@" | head -c 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await promisify(execFile)(
      'bash',
      ['-c', command, process.execPath, ...CLI, 'check', folder, '--format', 'json'],
      { cwd: REPOSITORY },
    );
    expect(stdout).toBe('{1\n');
    expect(stderr).not.toMatch(/EPIPE|at /);
  });

  test('a usage error shows no stack', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...CLI, 'check', 'nowhere'], {
      cwd: REPOSITORY,
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: "klaviyo-lint: 'nowhere' does not exist.\n",
    });
  });
});

describe('upgrade', () => {
  const OLD = {
    'package.json': '{ "dependencies": { "klaviyo-api": "15.0.0" } }',
    'src/a.js': "import { Lists } from 'klaviyo-api';\nLists.createListRelationships('x', {});\n",
  };

  test('prints what is to change and ends with 0', async () => {
    const { code, out } = await cli(temporaryFolder(OLD), ['upgrade']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^From klaviyo-api 15\.0\.0, which sends revision 2024-10-15 \(retired on 2026-10-15\)\nto {3}klaviyo-api 23\.0\.0/,
    );
    expect(out).toContain('\n      src/a.js:2:7\n');
  });

  test.each([
    ['json', /^\{"schemaVersion":1,|^\{\n {2}"schemaVersion": 1,/],
    ['markdown', /^## klaviyo-api 15\.0\.0 → 21\.0\.1\n/],
  ])('prints %s, for the release that is asked for', async (format, expected) => {
    expect((await cli(temporaryFolder(OLD), ['upgrade', '21', '--format', format])).out).toMatch(expected);
  });

  test('writes in the folder that is named', async () => {
    const root = temporaryFolder({ 'shop/package.json': OLD['package.json'], 'shop/src/a.js': OLD['src/a.js'] });
    const { out } = await cli(root, ['upgrade', '--folder', 'shop', '--write', '--as-of', '2027-08-01']);
    expect(out).toContain('which sends revision 2026-07-15 (deprecated since 2027-07-15, retires on 2028-07-15)');
    expect(readFileSync(join(root, 'shop/src/a.js'), 'utf8')).toContain("Lists.addProfilesToList('x', {})");
  });

  test.each([
    [
      'a folder without the SDK',
      ['upgrade', '--folder', '.'],
      { 'a.js': '' },
      "klaviyo-lint: No manifest here declares 'klaviyo-api'. Run it in the folder of the project that does.\n",
    ],
    ['a folder that is none', ['upgrade', '--folder', 'x'], OLD, /is not a folder|does not exist/],
    ['an older target', ['upgrade', '14'], OLD, /klaviyo-api 14\.0\.0 is older than 15\.0\.0/],
  ])('ends with 2 for %s', async (_what, args, files, message) => {
    const { code, told } = await cli(temporaryFolder(files), args);
    expect(code).toBe(2);
    expect(told).toMatch(message);
  });
});
