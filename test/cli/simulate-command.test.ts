import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { SCENARIOS } from '../../src/simulator/klaviyo/start-simulator.ts';
import { DESCRIPTIONS } from '../../src/simulator/klaviyo/scenario-descriptions.ts';
import { fakeKey } from '../fake-keys.ts';
import { temporaryFolder } from '../project/temporary-folder.ts';
import { REPOSITORY } from '../support/repository.ts';

interface Outcome {
  code: number;
  out: string;
  told: string;
}

/** Runs the command, and interrupts it when whoever uses the simulator is ready. */
async function simulate(args: string[], use: (out: string) => Promise<void> = async () => undefined): Promise<Outcome> {
  let out = '';
  let told = '';
  let interrupt = (): void => undefined;
  const code = await runCli(['simulate', ...args], {
    workingFolder: REPOSITORY,
    environment: {},
    now: new Date('2026-11-20T23:00:00Z'),
    async writeOut(text) {
      out += text;
      await use(text).finally(interrupt);
    },
    writeError: text => void (told += text),
    onInterrupt(listener) {
      interrupt = listener;
      return () => undefined;
    },
  });
  return { code, out, told };
}

describe('simulate', () => {
  test('serves until it is interrupted, and ends with 0', async () => {
    let url = '';
    const { code, out } = await simulate(['--format', 'json', '--seed', '7'], async text => {
      const { apiUrl, key } = JSON.parse(text);
      url = apiUrl;
      const response = await fetch(`${apiUrl}/api/lists`, {
        headers: { authorization: `Klaviyo-API-Key ${key}`, revision: '2026-07-15' },
      });
      expect(response.status).toBe(200);
    });

    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      scenario: 'healthy',
      seed: 7,
      controlUrl: `${url}/__simulator`,
      environment: { KLAVIYO_LINT_API_URL: url },
    });
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  test('says what to do with it', async () => {
    const { out } = await simulate(['--scenario', 'flapping']);
    expect(out).toMatch(
      /scenario 'flapping'.*API +http:\/\/127\.0\.0\.1:\d+\nStatus page +http:\/\/127\.0\.0\.1:\d+\nControl +http:\/\/127\.0\.0\.1:\d+\/__simulator\nPrivate key +pk_simulated_[0-9a-f]{8}\n/s,
    );
  });

  test('never repeats a key that it was given, and accepts it', async () => {
    const key = fakeKey();
    const { out, told } = await simulate(
      ['--format', 'json', '--key', key, '--key-scopes', 'lists:read'],
      async text => {
        const ask = async (path: string): Promise<number> =>
          (
            await fetch(`${JSON.parse(text).apiUrl}${path}`, {
              headers: { authorization: `Klaviyo-API-Key ${key}`, revision: '2026-07-15' },
            })
          ).status;
        expect([await ask('/api/lists'), await ask('/api/profiles')]).toEqual([200, 403]);
      },
    );
    expect(out + told).not.toContain(key);
  });

  test('the preflight can be pointed at it', async () => {
    await simulate(['--format', 'json', '--scenario', 'revoked-key'], async text => {
      let out = '';
      const environment = JSON.parse(text).environment;
      const code = await runCli(['preflight'], {
        workingFolder: temporaryFolder(),
        environment,
        now: new Date('2026-11-20'),
        writeOut: async part => void (out += part),
        writeError: () => undefined,
      });
      expect(code).toBe(1);
      expect(out).toContain('violated');
    });
  });

  test('lists and describes every scenario', async () => {
    const { code, out } = await simulate(['--list']);
    expect(code).toBe(0);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map(line => line.split(/ +/)[0]),
    ).toEqual(SCENARIOS);
    expect(SCENARIOS.filter(name => DESCRIPTIONS[name] === undefined)).toEqual([]);
  });

  test.each([
    ['an unknown scenario', ['--scenario', 'sunny'], 'There is no such scenario.'],
    ['a port that is none', ['--port', '70000'], 'It is not a whole number from 0 to 65535.'],
    ['a seed that is no number', ['--seed', '1e3'], 'It is not a whole number'],
    ['a key that is too short', ['--key', 'abc'], 'It is not a key of 16 to 200 visible ASCII characters.'],
    ['scopes that are none', ['--key-scopes', 'everything'], 'It is not a list of scopes'],
  ])('cannot run with %s', async (_, args, message) => {
    expect(await simulate(args)).toMatchObject({ code: 2, told: expect.stringContaining(message) });
  });

  test('cannot run on a port that is taken', async () => {
    await simulate(['--format', 'json'], async text => {
      const { port } = new URL(JSON.parse(text).apiUrl);
      expect(await simulate(['--port', port])).toMatchObject({
        code: 2,
        told: expect.stringContaining('A port that was asked for cannot be had.'),
      });
    });
  });

  test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends the process with exit code 0',
    async signal => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', path.join(REPOSITORY, 'src/cli/main.ts'), 'simulate', '--format', 'json'],
        { cwd: REPOSITORY, stdio: ['ignore', 'pipe', 'ignore'] },
      );
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      child.kill(signal);

      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(JSON.parse(line)).toHaveProperty('apiUrl');
    },
  );
});

describe('simulate --vendor customerio', () => {
  test('serves the APIs of both regions', async () => {
    const { code, out } = await simulate(
      ['--vendor', 'customerio', '--region', 'eu', '--format', 'json'],
      async text => {
        const { urls, keys } = JSON.parse(text);
        const answer = await fetch(`${urls.eu.app}/workspaces`, {
          headers: { authorization: `Bearer ${keys.appKey}` },
        });
        expect(answer.status).toBe(200);
      },
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      vendor: 'customerio',
      scenario: 'healthy',
      region: 'eu',
    });
  });

  test('says in words where it is and which keys it knows', async () => {
    const { out } = await simulate(['--vendor', 'customerio']);
    expect(out).toMatch(/A simulated Customer\.io, scenario 'healthy', seed 1, with an account in the region 'us'\./);
    expect(out).toMatch(/App API \(eu\) +http:\/\/127\.0\.0\.1:\d+\/v1\n/);
    expect(out).toMatch(/Track API key +simulated-track-key-[0-9a-f]{8}\n/);
    expect(out).toMatch(/Service account +sa_live_simulated-account-[0-9a-f]{8}\n/);
  });

  test('lists scenarios of its own', async () => {
    const { out } = await simulate(['--vendor', 'customerio', '--list']);
    expect(out).toContain('no-transactional ');
    expect(out).not.toContain('test-account');
  });

  test.each([
    [
      ['--vendor', 'customerio', '--key-scopes', 'profiles:read'],
      "'--key-scopes' is no option for the vendor 'customerio'. Leave it out.",
    ],
    [['--region', 'eu'], "'--region' is no option for the vendor 'klaviyo'. Leave it out."],
    [['--vendor', 'customerio', '--scenario', 'test-account'], 'There is no such scenario.'],
    [['--vendor', 'mailchimp'], 'Allowed choices are klaviyo, customerio.'],
  ])('%j is refused', async (args, message) => {
    expect(await simulate(args)).toMatchObject({ code: 2, told: expect.stringContaining(message) });
  });
});
