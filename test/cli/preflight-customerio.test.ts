import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import type { PreflightReport } from '../../src/model/report.ts';
import { startCustomerio, type CustomerioSimulator } from '../../src/simulator/customerio/start-customerio.ts';
import { fakeKey } from '../fake-keys.ts';
import { startSimulator } from '../support/simulator.ts';

interface Ran {
  code: number;
  out: string;
  err: string;
}

async function run(args: string[], environment: Record<string, string>, configuration?: object): Promise<Ran> {
  const workingFolder = mkdtempSync(path.join(tmpdir(), 'preflight-customerio-'));
  if (configuration !== undefined)
    writeFileSync(path.join(workingFolder, 'klaviyo-lint.json'), JSON.stringify(configuration));
  let [out, err] = ['', ''];
  const code = await runCli(['preflight', ...args], {
    workingFolder,
    environment,
    now: new Date('2026-11-22T12:00:00Z'),
    isTerminal: false,
    writeOut: async text => void (out += text),
    writeError: text => void (err += text),
  });
  return { code, out, err };
}

/** Seven ports in a row that are free; taken ones are common on a busy machine. */
async function startInARow(): Promise<CustomerioSimulator> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await startCustomerio({ port: 20_000 + Math.floor(Math.random() * 30_000) });
    } catch (error) {
      if (attempt > 20) throw error;
    }
  }
}

function environmentOf({ keys, urls }: CustomerioSimulator): Record<string, string> {
  return {
    CUSTOMERIO_SITE_ID: keys.siteId,
    CUSTOMERIO_TRACK_API_KEY: keys.trackKey,
    CUSTOMERIO_APP_API_KEY: keys.appKey,
    KLAVIYO_LINT_CUSTOMERIO_URL: new URL(urls.us.track).origin,
  };
}

describe('with keys of Customer.io', () => {
  test('only Customer.io is asked, and the report is as the schema has it', async () => {
    const simulator = await startInARow();
    try {
      const { code, out } = await run(['--format', 'json'], { ...environmentOf(simulator), CUSTOMERIO_REGION: 'US' });
      const report = JSON.parse(out) as PreflightReport;
      expect({ code, verdict: report.verdict }).toEqual({ code: 0, verdict: 'verified' });
      expect(report.versions).toEqual({ tool: report.versions.tool, customerioSdk: '5.2.0' });
      expect(report.probes.every(({ id }) => id.startsWith('customerio-'))).toBe(true);
      for (const secret of [simulator.keys.trackKey, simulator.keys.appKey]) expect(out).not.toContain(secret);
    } finally {
      await simulator.close();
    }
  });

  test('with a key of Klaviyo, too: one report, of both', async () => {
    const [simulator, klaviyo] = [await startInARow(), await startSimulator({ scenario: 'healthy' })];
    const both = {
      ...environmentOf(simulator),
      KLAVIYO_PRIVATE_KEY: klaviyo.key,
      KLAVIYO_LINT_API_URL: klaviyo.apiUrl,
      KLAVIYO_LINT_STATUS_URL: klaviyo.statusUrl,
    };
    try {
      const { code, out } = await run(['--format', 'json', '--incident', 'incident.md'], both);
      const { probes, verdict, versions } = JSON.parse(out) as PreflightReport;
      expect({ code, verdict }).toEqual({ code: 0, verdict: 'verified' });
      expect(probes.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['authentication', 'customerio-authentication']),
      );
      expect(Object.keys(versions)).toEqual(['tool', 'sdk', 'revision', 'customerioSdk']);
      const one = JSON.parse((await run(['--format', 'json', '--vendor', 'klaviyo'], both)).out) as PreflightReport;
      expect(one.probes.some(({ id }) => id.startsWith('customerio-'))).toBe(false);
    } finally {
      await Promise.all([simulator.close(), klaviyo.close()]);
    }
  });

  test('the configuration says what is expected, and an option wins over it', async () => {
    const simulator = await startInARow();
    const environment = environmentOf(simulator);
    const configuration = { customerio: { workspace: 4, region: 'us' } };
    try {
      expect((await run([], environment, configuration)).out).toContain('belong to workspace 3, and 4 is expected');
      expect((await run(['--expect-workspace', '3'], environment, configuration)).code).toBe(0);
    } finally {
      await simulator.close();
    }
  });

  test('the smoke test is shown before, and only on demand', async () => {
    const simulator = await startInARow();
    try {
      const { code, out, err } = await run(['--smoke', '--expect-workspace', '3'], environmentOf(simulator));
      expect(code).toBe(0);
      expect(err).toMatch(/Smoke test: identifies, tracks and deletes the person 'klaviyo-lint-smoke-/);
      expect(out).toMatch(/Identified, tracked and deleted the person/);
    } finally {
      await simulator.close();
    }
  });
});

describe('what cannot run ends with 2', () => {
  const key = ['simulated', 'track', 'key'].join('-');

  test.each([
    ['a Track key without a site id', [], { CUSTOMERIO_TRACK_API_KEY: key }, /no site id beside the Track key/],
    [
      'a region that there is not',
      [],
      { CUSTOMERIO_APP_API_KEY: key, CUSTOMERIO_REGION: 'asia' },
      /'CUSTOMERIO_REGION' is no region of Customer\.io\. Set it to 'us' or 'eu'/,
    ],
    [
      'a smoke test without a workspace',
      ['--smoke'],
      { CUSTOMERIO_SITE_ID: 'site', CUSTOMERIO_TRACK_API_KEY: key },
      /'--smoke' writes into a workspace\. Name it with '--expect-workspace'/,
    ],
    [
      'a smoke test that is repeated',
      ['--smoke', '--watch', '60'],
      { CUSTOMERIO_SITE_ID: 'site', CUSTOMERIO_TRACK_API_KEY: key },
      /'--watch' would repeat the smoke test/,
    ],
    [
      'a vendor without a key',
      ['--vendor', 'customerio'],
      { KLAVIYO_PRIVATE_KEY: fakeKey() },
      /no key of Customer\.io/,
    ],
    ['the other vendor without a key', ['--vendor', 'klaviyo'], { CUSTOMERIO_APP_API_KEY: key }, /no private key/],
    ['a site id alone, which is public', [], { CUSTOMERIO_SITE_ID: 'site' }, /no key of Customer\.io/],
    [
      'a simulator that is elsewhere',
      [],
      { CUSTOMERIO_APP_API_KEY: key, KLAVIYO_LINT_CUSTOMERIO_URL: 'https://track.customer.example' },
      /not an address of this machine/,
    ],
  ] as const)('%s', async (_, args, environment, message) => {
    const { code, out, err } = await run([...args], environment);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain(key);
  });
});
