import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KeyState } from '../../src/model/finding.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { audit } from '../../src/audit/audit.ts';
import { fakeKey } from '../fake-keys.ts';
import { temporaryFolder, temporaryRepository } from '../project/temporary-folder.ts';
import { startSimulator } from '../support/simulator.ts';

const [ALIVE, DEAD] = [fakeKey(1), fakeKey(2)];

test('each key is asked about once, and the answer stands with each of its findings', async () => {
  const asked: string[] = [];
  const askKeys = async (keys: readonly string[]): Promise<KeyState[]> => {
    asked.push(...keys);
    return keys.map(key => (key === ALIVE ? 'alive' : 'dead'));
  };
  const root = temporaryRepository({
    'a.txt': `${ALIVE}\n${ALIVE}\n`,
    'b.js': `klaviyo('${DEAD}');\nklaviyo('${ALIVE.slice(0, 9)}' + '${ALIVE.slice(9)}');\nconst start = '${fakeKey(3).slice(0, 9)}', key = start + '${fakeKey(3).slice(9)}';\n`,
    'package.json': '{ "dependencies": { "klaviyo-api": "^1.0.0" } }',
  });
  const { findings } = await audit({ root, asOf: '2026-11-20', failOn: 'error', askKeys });
  expect(asked.sort()).toEqual([ALIVE, DEAD].sort());
  expect(
    findings
      .filter(({ ruleId }) => ruleId.startsWith('klaviyo/'))
      .map(({ path, line, keyState, message }) => [`${path}:${line}`, keyState, message.split('). ')[1]]),
  ).toEqual([
    ['a.txt:1', 'alive', 'Klaviyo accepts it.'],
    ['a.txt:2', 'alive', 'Klaviyo accepts it.'],
    ['b.js:1', 'dead', 'Klaviyo does not accept it any more.'],
    ['b.js:2', 'alive', 'Klaviyo accepts it.'],
    ['b.js:3', 'unknown', 'It is not known whether Klaviyo accepts it.'],
  ]);
  expect(
    findings.filter(({ ruleId }) => !ruleId.startsWith('klaviyo/')).every(finding => !('keyState' in finding)),
  ).toBe(true);
});

async function cli(
  root: string,
  environment: Record<string, string>,
  args: string[] = [],
): Promise<{ code: number; out: string; errors: string }> {
  let [out, errors] = ['', ''];
  const io = {
    workingFolder: root,
    environment: { PATH: process.env['PATH'], ...environment },
    now: new Date('2026-11-20T00:00:00Z'),
    writeOut: async (text: string) => void (out += text),
    writeError: (text: string) => void (errors += text),
  };
  return { code: await runCli(['check', '--format', 'json', '--verify-keys', ...args], io), out, errors };
}

test('the command line asks the simulator, and prints no key', async () => {
  const simulator = await startSimulator({ scenario: 'healthy', key: ALIVE });
  const { out, errors } = await cli(temporaryRepository({ 'a.txt': ALIVE }), {
    KLAVIYO_LINT_API_URL: simulator.apiUrl,
  });
  await simulator.close();
  expect(JSON.parse(out).findings).toMatchObject([{ keyState: 'alive' }]);
  expect(simulator.requests).toHaveLength(1);
  expect(out + errors).not.toContain(ALIVE.slice(3, 20));
});

test.each([
  [
    'pull_request',
    { pull_request: { head: { repo: { full_name: 'stranger/shop' } }, base: { repo: { full_name: 'octo/shop' } } } },
  ],
  ['pull_request', { pull_request: { head: { repo: null } } }],
  ['pull_request', {}],
  [
    'pull_request_target',
    { pull_request: { head: { repo: { full_name: 'stranger/shop' } }, base: { repo: { full_name: 'octo/shop' } } } },
  ],
  [
    'workflow_run',
    { workflow_run: { head_repository: { full_name: 'stranger/shop' } }, repository: { full_name: 'octo/shop' } },
  ],
])('under %s of a fork nobody is asked', async (event, payload) => {
  const simulator = await startSimulator({ scenario: 'healthy', key: ALIVE });
  const file = join(temporaryFolder(), 'event.json');
  writeFileSync(file, JSON.stringify(payload));
  const { code, errors } = await cli(temporaryRepository({ 'a.txt': ALIVE }), {
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: file,
    KLAVIYO_LINT_API_URL: simulator.apiUrl,
  });
  await simulator.close();
  expect(code).toBe(2);
  expect(errors).toMatch(/'--verify-keys' is refused on the pull request of a fork/);
  expect(simulator.requests).toEqual([]);
});

test('under pull_request of the repository itself, and under push, somebody is asked', async () => {
  const simulator = await startSimulator({ scenario: 'healthy', key: ALIVE });
  const file = join(temporaryFolder(), 'event.json');
  writeFileSync(
    file,
    JSON.stringify({
      pull_request: { head: { repo: { full_name: 'octo/shop' } }, base: { repo: { full_name: 'octo/shop' } } },
    }),
  );
  for (const event of ['pull_request', 'push']) {
    const { code } = await cli(temporaryRepository({ 'a.txt': ALIVE }), {
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: file,
      KLAVIYO_LINT_API_URL: simulator.apiUrl,
    });
    expect(code).toBe(1);
  }
  await simulator.close();
  expect(simulator.requests).toHaveLength(2);
});
