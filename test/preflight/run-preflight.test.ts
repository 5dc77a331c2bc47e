import { describe, expect, test, vi } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { probes } from '../../src/preflight/probes/index.ts';
import { runPreflight } from '../../src/preflight/run-preflight.ts';
import type { PreflightReport } from '../../src/report.ts';
import type { Verdict } from '../../src/verdict.ts';
import { fakeKey, fakeNewKey } from '../fake-keys.ts';
import { SCENARIOS, startSimulator } from '../support/simulator.ts';
import type { ScenarioName, Simulator } from '../support/simulator.ts';

const KEY = fakeKey();
const asOf = '2026-11-20';
const PASSED = ['passed', 'passed', 'passed', 'passed', 'passed', 'passed'];
/** What every probe but the first two and the last makes of an answer that is no good one. */
const UNANSWERED = ['skipped', 'skipped', 'skipped', 'passed'];
const THROTTLED = ['passed', 'skipped', 'skipped', 'failed P2', 'skipped', 'passed'];

interface Expectation {
  verdict: Verdict;
  /** Status and priority of status-page, authentication, account, rate-limit-headroom, latency and sdk-version. */
  probes: string[];
  /** Requests to the API. */
  calls: number;
  /** For scenarios that only the end of the time budget ends. */
  budgetMs?: number;
}

const refused = (calls: number, authentication: string, verdict: Verdict): Expectation => ({
  verdict,
  probes: ['passed', authentication, ...UNANSWERED],
  calls,
});
const onStatusPage = (status: string, verdict: Verdict = 'verified'): Expectation => ({
  verdict,
  probes: [status, ...PASSED.slice(1)],
  calls: 3,
});

const EXPECTED: Record<ScenarioName, Expectation> = {
  healthy: { verdict: 'verified', probes: PASSED, calls: 3 },
  'strict-burst': { verdict: 'verified', probes: PASSED, calls: 3 },
  'listed-windows': { verdict: 'verified', probes: PASSED, calls: 3 },
  slow: { verdict: 'verified', probes: PASSED, calls: 3 },
  'unavailable-once': { verdict: 'verified', probes: PASSED, calls: 4 },
  'test-account': { verdict: 'verified', probes: ['passed', 'passed', 'warned P3', 'passed', 'passed', 'passed'], calls: 3 },
  'low-headroom': { verdict: 'verified', probes: ['passed', 'passed', 'passed', 'warned P3', 'passed', 'passed'], calls: 1 },
  'throttled-once': { verdict: 'verified', probes: ['passed', 'passed', 'passed', 'warned P2', 'passed', 'passed'], calls: 4 },
  'no-rate-limit-headers': { verdict: 'not verified', probes: ['passed', 'passed', 'passed', 'skipped', 'passed', 'passed'], calls: 3 },
  'no-account': { verdict: 'not verified', probes: ['passed', 'passed', 'skipped', 'skipped', 'passed', 'passed'], calls: 3 },
  'missing-scope': { verdict: 'not verified', probes: ['passed', 'passed', 'skipped P4', 'passed', 'passed', 'passed'], calls: 3 },
  echoing: { verdict: 'not verified', probes: ['passed', 'passed', 'passed', 'skipped', 'passed', 'passed'], calls: 3 },
  'echoing-refusal': { verdict: 'not verified', probes: ['passed', 'passed', 'skipped P4', 'skipped', 'passed', 'passed'], calls: 3 },
  'revoked-key': refused(1, 'failed P1', 'violated'),
  'unreadable-key': refused(1, 'failed P1', 'violated'),
  'access-refused': refused(1, 'failed P1', 'violated'),
  throttled: { verdict: 'violated', probes: THROTTLED, calls: 3 },
  // With the default budget a wait for its end would outlast the test.
  'throttled-for-an-hour': { verdict: 'violated', probes: THROTTLED, calls: 1, budgetMs: 60_000 },
  'edge-refusal': refused(1, 'skipped P1', 'not verified'),
  gone: refused(1, 'skipped P2', 'not verified'),
  'server-error': refused(3, 'skipped P1', 'not verified'),
  'bad-gateway': refused(3, 'skipped P1', 'not verified'),
  unavailable: { verdict: 'violated', probes: ['failed P1', 'skipped P1', ...UNANSWERED], calls: 3 },
  hanging: { ...refused(1, 'skipped P1', 'not verified'), budgetMs: 1_000 },
  dripping: { ...refused(1, 'skipped P1', 'not verified'), budgetMs: 1_000 },
  'malformed-json': refused(1, 'skipped P1', 'not verified'),
  'empty-body': refused(1, 'skipped P1', 'not verified'),
  'login-page': refused(1, 'skipped P1', 'not verified'),
  oversized: refused(1, 'skipped P1', 'not verified'),
  redirecting: refused(1, 'skipped P1', 'not verified'),
  'connection-reset': refused(1, 'skipped P1', 'not verified'),
  'status-minor': onStatusPage('warned P3'),
  'status-maintenance': onStatusPage('warned P3'),
  'status-major': onStatusPage('warned P2'),
  'status-critical': onStatusPage('failed P1', 'violated'),
  'status-down': onStatusPage('warned P4'),
  'status-malformed': onStatusPage('warned P4'),
  'status-oversized': onStatusPage('warned P4'),
  'status-redirecting': onStatusPage('warned P4'),
  'status-hanging': { ...onStatusPage('warned P4'), budgetMs: 2_000 },
  'status-reset': onStatusPage('warned P4'),
  'read-only-key': { verdict: 'verified', probes: PASSED, calls: 3 },
  'empty-account': { verdict: 'verified', probes: PASSED, calls: 3 },
  flapping: { verdict: 'verified', probes: PASSED, calls: 5 },
  'cut-short': refused(1, 'skipped P1', 'not verified'),
};

/** The endpoint's own pace matters only to the scenario that enforces it. */
const paceOf = (scenario: ScenarioName): { paceMs?: number } => (scenario === 'strict-burst' ? {} : { paceMs: 0 });

async function withSimulator<T>(scenario: ScenarioName, use: (simulator: Simulator) => Promise<T>): Promise<T> {
  const simulator = await startSimulator({ scenario, key: KEY, slowMs: 30 });
  try {
    return await use(simulator);
  } finally {
    await simulator.close();
  }
}

function outline({ probes }: PreflightReport): string[] {
  return probes.map(({ status, priority }) => (priority ? `${status} ${priority}` : status));
}

describe.concurrent('each scenario of the vendor', () => {
  test.each(SCENARIOS)('%s', { timeout: 30_000 }, async scenario => {
    const { verdict, probes, calls, budgetMs = 20_000 } = EXPECTED[scenario];
    await withSimulator(scenario, async ({ apiUrl, statusUrl, requests }) => {
      const report = await runPreflight({ key: KEY, asOf, apiUrl, statusUrl, budgetMs, ...paceOf(scenario) });

      expect(outline(report)).toEqual(probes);
      expect(report.verdict).toBe(verdict);
      expect(requests.filter(({ server }) => server === 'api')).toHaveLength(calls);
      expect(requests.filter(({ server }) => server === 'status')).toHaveLength(1);
      expect(requests.filter(({ server }) => server === 'elsewhere')).toEqual([]);
      expect(requests.map(({ method }) => method)).toEqual(requests.map(() => 'GET'));
      expect(requests.every(({ server, hasKey }) => hasKey === (server === 'api'))).toBe(true);
      expect(JSON.stringify(report)).not.toMatch(/pk_|::|sender@|Example Street/);
    });
  });
});

describe('a report', () => {
  test('has the probes in the order of the runbook, and nothing but the published fields', async () => {
    await withSimulator('revoked-key', async ({ apiUrl, statusUrl }) => {
      const report = await runPreflight({ key: KEY, asOf, apiUrl, statusUrl });

      expect(Object.keys(report)).toEqual(['schemaVersion', 'probes', 'verdict']);
      expect(report.probes.map(({ id }) => id)).toEqual([
        'status-page',
        'authentication',
        'account',
        'rate-limit-headroom',
        'latency',
        'sdk-version',
      ]);
      expect(report.probes[1]).toEqual({
        id: 'authentication',
        status: 'failed',
        priority: 'P1',
        message: 'Klaviyo refused the private key with 401: it is wrong, incomplete or revoked.',
        nextAction: 'Create a new private key, replace the stored one, and restart what uses it.',
        durationMs: expect.any(Number),
      });
    });
  });

  test('says for everything skipped why, and for everything wrong what to do', async () => {
    for (const scenario of ['edge-refusal', 'throttled-for-an-hour', 'missing-scope', 'status-down'] as const) {
      await withSimulator(scenario, async ({ apiUrl, statusUrl }) => {
        const { probes } = await runPreflight({ key: KEY, asOf, apiUrl, statusUrl, paceMs: 0 });

        expect(probes.filter(({ status, reason }) => status === 'skipped' && !reason)).toEqual([]);
        expect(probes.filter(({ priority, nextAction }) => priority && !nextAction)).toEqual([]);
        expect(probes.filter(({ status, message }) => status !== 'skipped' && !message)).toEqual([]);
      });
    }
  });

  test('is told probe by probe while it grows', async () => {
    await withSimulator('healthy', async ({ apiUrl, statusUrl }) => {
      const seen: string[] = [];
      const onProgress = ({ id }: { id: string }): void => void seen.push(id);
      const { probes } = await runPreflight({ key: KEY, asOf, apiUrl, statusUrl, paceMs: 0, onProgress });

      expect(seen.toSorted()).toEqual(probes.map(({ id }) => id).toSorted());
    });
  });
});

describe('a key that cannot be one', () => {
  test('is never sent, while the status page is still read', async () => {
    await withSimulator('healthy', async ({ apiUrl, statusUrl, requests }) => {
      const report = await runPreflight({ key: `${KEY}\n`, asOf, apiUrl, statusUrl });

      expect(outline(report)).toEqual(['passed', 'failed P1', ...UNANSWERED]);
      expect(report.probes[1]?.message).toBe('The key has white space or a line break around it.');
      expect(requests.map(({ server }) => server)).toEqual(['status']);
    });
  });

  test.each(['', ' \n'])('is a usage error if it is empty: %j', async key => {
    await expect(runPreflight({ key, asOf })).rejects.toThrow(UsageError);
  });
});

describe('a key of another account', () => {
  test.each([fakeKey(2), fakeNewKey(2)])('is sent and refused', async key => {
    await withSimulator('healthy', async ({ apiUrl, statusUrl, requests }) => {
      const report = await runPreflight({ key, asOf, apiUrl, statusUrl });

      expect(outline(report)).toEqual(['passed', 'failed P1', ...UNANSWERED]);
      expect(requests.filter(({ server }) => server === 'api')).toHaveLength(1);
      expect(JSON.stringify(report)).not.toContain('pk_');
    });
  });

  test('works in the newer shape', async () => {
    const key = fakeNewKey();
    const { apiUrl, statusUrl, close } = await startSimulator({ scenario: 'healthy', key });
    const { verdict } = await runPreflight({ key, asOf, apiUrl, statusUrl, paceMs: 0 });
    await close();

    expect(verdict).toBe('verified');
  });
});

describe('addresses', () => {
  test.each(['apiUrl', 'statusUrl'] as const)('%s beyond this machine is a usage error', async name => {
    await expect(runPreflight({ key: KEY, asOf, [name]: 'https://a.klaviyo.example' })).rejects.toThrow(UsageError);
  });
});

describe('stopping', () => {
  test('the caller ends a preflight that hangs', async () => {
    await withSimulator('hanging', async ({ apiUrl, statusUrl, requests }) => {
      const controller = new AbortController();
      const running = runPreflight({ key: KEY, asOf, apiUrl, statusUrl, signal: controller.signal });
      await expect.poll(() => requests.some(({ server }) => server === 'api')).toBe(true);
      controller.abort();
      const report = await running;

      expect(report.verdict).toBe('not verified');
      expect(report.probes[1]).toMatchObject({ status: 'skipped', reason: 'the preflight was cancelled', priority: 'P4' });
    });
  });

  test('a signal that was given up before asks for nothing', async () => {
    await withSimulator('healthy', async ({ apiUrl, statusUrl, requests }) => {
      const report = await runPreflight({ key: KEY, asOf, apiUrl, statusUrl, signal: AbortSignal.abort() });

      expect(report.verdict).toBe('not verified');
      expect(requests).toEqual([]);
    });
  });

  test('a wait that does not fit into the time budget is not begun', async () => {
    await withSimulator('throttled', async ({ apiUrl, statusUrl, requests }) => {
      const report = await runPreflight({ key: KEY, asOf, apiUrl, statusUrl, budgetMs: 600 });

      expect(report.probes[3]).toMatchObject({ status: 'failed', priority: 'P2', message: 'Klaviyo answered 429 and asks to wait 1 s.' });
      expect(requests.filter(({ server }) => server === 'api')).toHaveLength(1);
    });
  });
});

test('a probe that throws is skipped with the kind of its failure, and the others count', async () => {
  const probe = probes.find(({ id }) => id === 'account')!;
  vi.spyOn(probe, 'run').mockRejectedValue(new TypeError('something that the vendor answered'));
  const { apiUrl, statusUrl, close } = await startSimulator({ scenario: 'healthy', key: fakeKey() });
  try {
    const report = await runPreflight({ key: fakeKey(), asOf: '2026-11-20', apiUrl, statusUrl, paceMs: 0 });
    expect(report.probes.filter(({ status }) => status === 'skipped')).toMatchObject([{ id: 'account', reason: 'the probe itself failed (TypeError)' }]);
    expect(report.verdict).toBe('not verified');
  } finally {
    await close();
    vi.restoreAllMocks();
  }
});
