import { describe, expect, test, vi } from 'vitest';
import { UsageError } from '../../../src/model/errors.ts';
import { MAX_REQUESTS } from '../../../src/preflight/call-log.ts';
import { probes } from '../../../src/preflight/klaviyo/probes/index.ts';
import { runPreflight } from '../../../src/preflight/run-preflight.ts';
import type { PreflightReport, FaultDomain } from '../../../src/model/report.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { fakeKey, fakeNewKey } from '../../fake-keys.ts';
import { SCENARIOS, startSimulator } from '../../support/simulator.ts';
import type { ScenarioName, Simulator } from '../../support/simulator.ts';

const KEY = fakeKey();
const asOf = '2026-11-20';
/** A project whose code needs one scope that a read can prove, and one that none can. */
const PROJECT = {
  sdk: { installed: '23.0.0', locked: '23.0.0', declared: '23.0.0' },
  code: {
    operations: [
      {
        operation: 'ListsApi.getLists',
        scopes: ['lists:read'],
        limit: { burstPerSecond: 75, steadyPerMinute: 750 },
        path: 'src/lists.ts',
        line: 3,
      },
      {
        operation: 'ProfilesApi.createOrUpdateProfile',
        scopes: ['profiles:write'],
        limit: { burstPerSecond: 75, steadyPerMinute: 750 },
        path: 'src/profiles.ts',
        line: 9,
      },
    ],
    revisions: [],
    unread: 0,
  },
};

/** The key of the simulator may read everything, which is more than the code needs. */
const GOOD: Readonly<Record<string, string>> = {
  'status-page': 'passed',
  authentication: 'passed',
  endpoints: 'passed',
  account: 'passed',
  scopes: 'warned P3',
  'rate-limit-headroom': 'passed',
  latency: 'passed',
  revision: 'passed',
  'sdk-version': 'passed',
  'webhook-registration': 'passed',
};
/** What is seen where no endpoint answers as it should; `authentication` says why. */
const UNANSWERED: Readonly<Record<string, string>> = {
  'status-page': 'passed',
  endpoints: 'skipped',
  account: 'skipped',
  scopes: 'skipped',
  'rate-limit-headroom': 'skipped',
  latency: 'skipped',
  revision: 'skipped',
  'sdk-version': 'passed',
};
const THROTTLED = { ...UNANSWERED, authentication: 'skipped', 'rate-limit-headroom': 'failed P2' };
/** The account, nineteen reads that tell scopes, and the account as of one revision. */
const CALLS = 21;
/** The account and four reads that stand for the rest. */
const SAMPLE = 5;

interface Expectation {
  verdict: Verdict;
  /** Status and priority of each probe; what is not named is not asked. */
  probes: Readonly<Record<string, string>>;
  /** Requests to the API, where their number is certain. */
  calls?: number;
  /** Requests to the status page: other documents are asked for where one cannot be read. */
  pages?: number;
  /** For scenarios that only the end of the time budget ends. */
  budgetMs?: number;
  /** The fault domain of the most urgent incident. */
  faultDomain?: FaultDomain;
}

const good = (changes: Record<string, string> = {}): Record<string, string> => ({ ...GOOD, ...changes });
/** Of a key that may not list webhooks. */
const withoutWebhooks = (changes: Record<string, string> = {}): Record<string, string> => {
  const { 'webhook-registration': _, ...others } = good(changes);
  return others;
};
const refused = (authentication: string, verdict: Verdict, faultDomain: FaultDomain, calls = SAMPLE): Expectation => ({
  verdict,
  probes: { ...UNANSWERED, authentication },
  calls,
  faultDomain,
});
const onStatusPage = (
  status: string,
  faultDomain: FaultDomain = 'vendor',
  verdict: Verdict = 'verified',
): Expectation => ({
  verdict,
  probes: good({ 'status-page': status }),
  calls: CALLS,
  ...(status === 'passed' || status.endsWith('P4') ? {} : { faultDomain }),
});

const EXPECTED: Record<Exclude<ScenarioName, 'flapping'>, Expectation> = {
  healthy: { verdict: 'verified', probes: GOOD, calls: CALLS },
  'strict-burst': { verdict: 'verified', probes: GOOD, calls: CALLS },
  'listed-windows': { verdict: 'verified', probes: GOOD, calls: CALLS },
  slow: { verdict: 'verified', probes: GOOD, calls: CALLS },
  'unavailable-once': { verdict: 'verified', probes: GOOD, calls: CALLS + 1 },
  'connection-reset-once': { verdict: 'verified', probes: GOOD, calls: CALLS + 1 },
  'test-account': {
    verdict: 'violated',
    probes: good({ account: 'failed P2' }),
    calls: CALLS,
    faultDomain: 'account',
  },
  'few-scopes': { verdict: 'verified', probes: withoutWebhooks(), calls: CALLS },
  'no-read-scopes': { verdict: 'violated', probes: withoutWebhooks({ scopes: 'failed P1' }), calls: CALLS },
  'retired-revision': {
    verdict: 'violated',
    probes: good({ revision: 'failed P2' }),
    calls: CALLS,
    faultDomain: 'code',
  },
  'low-headroom': { verdict: 'verified', probes: good({ 'rate-limit-headroom': 'warned P3' }), calls: CALLS },
  'throttled-once': {
    verdict: 'verified',
    probes: good({ 'rate-limit-headroom': 'warned P2' }),
    calls: CALLS + 1,
    faultDomain: 'traffic',
  },
  'no-rate-limit-headers': {
    verdict: 'not verified',
    probes: good({ 'rate-limit-headroom': 'skipped' }),
    calls: CALLS,
  },
  'no-account': {
    verdict: 'not verified',
    probes: good({ account: 'skipped P3', 'rate-limit-headroom': 'skipped' }),
    calls: CALLS,
    faultDomain: 'account',
  },
  'missing-scope': {
    verdict: 'violated',
    probes: withoutWebhooks({ account: 'skipped P4', scopes: 'failed P1', revision: 'skipped P4' }),
    calls: CALLS - 1,
  },
  echoing: { verdict: 'not verified', probes: good({ 'rate-limit-headroom': 'skipped' }), calls: CALLS },
  'echoing-refusal': {
    verdict: 'not verified',
    probes: withoutWebhooks({
      account: 'skipped P4',
      scopes: 'skipped P3',
      'rate-limit-headroom': 'skipped',
      revision: 'skipped P4',
    }),
    calls: CALLS - 1,
  },
  // A refused key is asked once more.
  'revoked-key': refused('failed P1', 'violated', 'key', SAMPLE + 1),
  'unreadable-key': refused('failed P1', 'violated', 'key', SAMPLE + 1),
  'access-refused': refused('failed P1', 'violated', 'key'),
  // The reads share their repetitions, so that it is not certain how many of them wait.
  throttled: { verdict: 'violated', probes: THROTTLED, faultDomain: 'traffic' },
  // A wait that does not fit into the budget is not begun.
  'throttled-for-an-hour': {
    verdict: 'violated',
    probes: THROTTLED,
    calls: SAMPLE,
    budgetMs: 60_000,
    faultDomain: 'traffic',
  },
  'edge-refusal': refused('skipped P1', 'not verified', 'network'),
  gone: refused('skipped P2', 'not verified', 'network'),
  // Three attempts for the account; the others are repeated six times altogether.
  'server-error': refused('skipped P1', 'not verified', 'vendor', 3 + 4 + 6),
  'bad-gateway': refused('skipped P1', 'not verified', 'vendor', 3 + 4 + 6),
  unavailable: {
    ...refused('skipped P1', 'violated', 'vendor', 3 + 4 + 6),
    probes: { ...UNANSWERED, authentication: 'skipped P1', 'status-page': 'failed P1' },
  },
  hanging: { ...refused('skipped P1', 'not verified', 'network', 1), budgetMs: 1_000 },
  dripping: { ...refused('skipped P1', 'not verified', 'network', 1), budgetMs: 1_000 },
  // Behind checked TLS what calls itself JSON is Klaviyo's.
  'malformed-json': refused('skipped P1', 'not verified', 'vendor'),
  'empty-body': refused('skipped P1', 'not verified', 'vendor'),
  'login-page': refused('skipped P1', 'not verified', 'network'),
  oversized: refused('skipped P1', 'not verified', 'network'),
  redirecting: refused('skipped P1', 'not verified', 'network'),
  // A connection that is cut is tried once more.
  'connection-reset': refused('skipped P1', 'not verified', 'network', 2 * SAMPLE),
  'cut-short': refused('skipped P1', 'not verified', 'network'),
  'status-minor': onStatusPage('warned P3'),
  'status-maintenance': onStatusPage('warned P3'),
  'status-maintenance-due': onStatusPage('warned P3'),
  'status-maintenance-later': onStatusPage('passed'),
  'status-component': onStatusPage('warned P3'),
  'status-incident': onStatusPage('warned P2'),
  'status-major': onStatusPage('warned P2'),
  'status-critical': onStatusPage('failed P1', 'vendor', 'violated'),
  'status-down': { ...onStatusPage('warned P4'), pages: 3 },
  'status-malformed': { ...onStatusPage('warned P4'), pages: 3 },
  'status-oversized': onStatusPage('warned P4'),
  'status-redirecting': { ...onStatusPage('warned P4'), pages: 3 },
  'status-hanging': {
    ...onStatusPage('warned P4'),
    probes: good({ 'status-page': 'warned P4', revision: 'skipped' }),
    verdict: 'not verified',
    calls: CALLS - 1,
    budgetMs: 4_000,
  },
  'status-reset': onStatusPage('warned P4'),
  'read-only-key': { verdict: 'verified', probes: GOOD, calls: CALLS },
  'empty-account': { verdict: 'verified', probes: GOOD, calls: CALLS },
};
const NAMES = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];

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

function outline({ probes }: PreflightReport): Record<string, string> {
  return Object.fromEntries(
    probes.map(({ id, status, priority }) => [id, priority ? `${status} ${priority}` : status]),
  );
}

test('every scenario is tried', () => {
  expect([...NAMES, 'flapping'].toSorted()).toEqual([...SCENARIOS].toSorted());
});

describe.concurrent('each scenario of the vendor', () => {
  test.each(NAMES)('%s', { timeout: 30_000 }, async scenario => {
    const { verdict, probes, calls, budgetMs = 20_000, pages = 1, faultDomain = 'key' } = EXPECTED[scenario];
    await withSimulator(scenario, async ({ apiUrl, statusUrl, requests }) => {
      const report = await runPreflight({
        key: KEY,
        asOf,
        apiUrl,
        statusUrl,
        budgetMs,
        ...PROJECT,
        ...paceOf(scenario),
      });

      expect(outline(report)).toEqual(probes);
      expect(report.verdict).toBe(verdict);
      expect(report.incidents[0]).toMatchObject({ faultDomain, nextAction: expect.stringMatching(/\.$/) });
      const asked = requests.filter(({ server }) => server === 'api').length;
      expect(asked).toBe(calls ?? asked);
      expect(requests.filter(({ server }) => server === 'status')).toHaveLength(pages);
      expectOnlyReads(report, requests);
    });
  });

  // The reads are under way at the same time, so that it is not certain which of them fail.
  test('flapping', { timeout: 30_000 }, async () => {
    await withSimulator('flapping', async ({ apiUrl, statusUrl, requests }) => {
      const report = await runPreflight({ key: KEY, asOf, apiUrl, statusUrl, paceMs: 0, ...PROJECT });

      expect(report.probes.find(({ id }) => id === 'authentication')?.status).toBe('passed');
      expect([...report.transient, ...report.incidents.map(({ message }) => message)].join('\n')).toMatch(/503/);
      expectOnlyReads(report, requests);
    });
  });
});

function expectOnlyReads(report: PreflightReport, requests: Simulator['requests']): void {
  expect(report.calls).toHaveLength(requests.length);
  expect(requests.length).toBeLessThanOrEqual(MAX_REQUESTS);
  expect(requests.filter(({ server }) => server === 'elsewhere')).toEqual([]);
  expect(requests.map(({ method }) => method)).toEqual(requests.map(() => 'GET'));
  expect(requests.every(({ server, hasKey }) => hasKey === (server === 'api'))).toBe(true);
  expect(JSON.stringify(report)).not.toMatch(/pk_|::|sender@|Example Street/);
  expect(
    requests.filter(({ path }) => /^\/api\/(?:profiles|events\?|reviews|conversations|push-tokens)/.test(path)),
  ).toEqual([]);
}

describe('a report', () => {
  test('has the probes in the order of the runbook, and nothing but the published fields', async () => {
    await withSimulator('revoked-key', async ({ apiUrl, statusUrl }) => {
      const report = await runPreflight({ key: KEY, asOf, apiUrl, statusUrl });

      expect(Object.keys(report)).toEqual([
        'schemaVersion',
        'startedAt',
        'durationMs',
        'versions',
        'incidents',
        'probes',
        'notAsked',
        'transient',
        'calls',
        'verdict',
      ]);
      expect(report.probes.map(({ id }) => id)).toEqual([
        'status-page',
        'authentication',
        'endpoints',
        'account',
        'rate-limit-headroom',
        'latency',
        'revision',
      ]);
      expect(report.notAsked).toEqual([
        { id: 'scopes', reason: 'there is no project in the working folder' },
        { id: 'sdk-version', reason: 'there is no project with the SDK in the working folder' },
        { id: 'app-health', reason: "no 'app-health-url' was given" },
        { id: 'webhook-endpoint', reason: "no 'webhook-url' was given" },
        { id: 'webhook-registration', reason: "no 'webhook-url' was given" },
        { id: 'sending-domain', reason: "no 'sending-domain' was given" },
      ]);
      expect(report.probes[1]).toEqual({
        id: 'authentication',
        status: 'failed',
        priority: 'P1',
        faultDomain: 'key',
        message:
          'Klaviyo refused the private key with 401, also when it was asked again: it is wrong, incomplete or revoked.',
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

  test('is reported probe by probe while it grows', async () => {
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
      const report = await runPreflight({ key: `${KEY}\n`, asOf, apiUrl, statusUrl, ...PROJECT });

      expect(outline(report)).toEqual({ ...UNANSWERED, authentication: 'failed P1' });
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
      const report = await runPreflight({ key, asOf, apiUrl, statusUrl, ...PROJECT });

      expect(outline(report)).toEqual({ ...UNANSWERED, authentication: 'failed P1' });
      expect(requests.filter(({ server }) => server === 'api')).toHaveLength(SAMPLE + 1);
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
      expect(report.probes[1]).toMatchObject({
        status: 'skipped',
        reason: 'the preflight was cancelled',
        priority: 'P4',
      });
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

      expect(report.probes.find(({ id }) => id === 'rate-limit-headroom')).toMatchObject({
        status: 'failed',
        priority: 'P2',
        message: 'Klaviyo answered 429 and asks to wait 1 s.',
      });
      expect(requests.filter(({ server }) => server === 'api')).toHaveLength(SAMPLE);
    });
  });
});

test('a probe that throws is skipped with the kind of its failure, and the others count', async () => {
  const probe = probes.find(({ id }) => id === 'account')!;
  vi.spyOn(probe, 'run').mockRejectedValue(new TypeError('something that the vendor answered'));
  const { apiUrl, statusUrl, close } = await startSimulator({ scenario: 'healthy', key: fakeKey() });
  try {
    const report = await runPreflight({ key: fakeKey(), asOf: '2026-11-20', apiUrl, statusUrl, paceMs: 0 });
    expect(report.probes.filter(({ status }) => status === 'skipped')).toMatchObject([
      { id: 'account', reason: 'the probe itself failed (TypeError)' },
    ]);
    expect(report.verdict).toBe('not verified');
  } finally {
    await close();
    vi.restoreAllMocks();
  }
});
