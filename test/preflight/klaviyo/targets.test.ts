import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { MAX_REQUESTS } from '../../../src/preflight/call-log.ts';
import type { Targets } from '../../../src/preflight/klaviyo/targets.ts';
import { runKlaviyo } from '../../../src/preflight/klaviyo/run-klaviyo.ts';
import type { PreflightReport } from '../../../src/model/report.ts';
import { fakeKey } from '../../fake-keys.ts';
import { startDnsServer } from '../../support/dns-server.ts';
import { startHttpsServer } from '../../support/https-server.ts';
import { startSimulator, type ScenarioName } from '../../support/simulator.ts';

const KEY = fakeKey();
const SECRET = 'a secret of sixteen or more';
const TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1000;
const PROJECT = {
  sdk: { locked: '23.0.0' },
  code: {
    operations: [{ operation: 'ListsApi.getLists', scopes: ['lists:read'], path: 'a.ts', line: 1 }],
    revisions: [],
    unread: 0,
  },
};
const opened: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(server => server.close()));
});

interface Seen {
  report: PreflightReport;
  /** What reached the app, and what of it held the key. */
  atApp: string[];
  leaks: string[];
  requests: number;
}

/** An app over TLS whose health and webhooks are as they should be, beside the simulated vendor and a name server. */
async function preflight(scenario: ScenarioName, targets: (url: string) => Targets): Promise<Seen> {
  const leaks: string[] = [];
  const app = await startHttpsServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += String(chunk)));
    request.on('end', () => {
      const seen = JSON.stringify(request.headers) + body;
      if (seen.includes(KEY) || seen.includes(SECRET)) leaks.push(request.url ?? '');
      if (request.method === 'GET')
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"klaviyo":{"status":"up"}}');
      else response.writeHead(verify(request.headers, body) ? 202 : 401).end();
    });
  });
  const simulator = await startSimulator({ scenario, key: KEY, slowMs: 30 });
  const dns = await startDnsServer({ 'shop.example': ['v=spf1 -all'] });
  opened.push(app, simulator, dns);
  const report = await runKlaviyo({
    key: KEY,
    asOf: '2026-11-20',
    apiUrl: simulator.apiUrl,
    statusUrl: simulator.statusUrl,
    dnsServer: dns.address,
    paceMs: 0,
    budgetMs: 20_000,
    authorities: app.authorities,
    ...PROJECT,
    ...targets(app.url),
  });
  return { report, atApp: app.requests, leaks, requests: simulator.requests.length + app.requests.length };
}

function verify(headers: NodeJS.Dict<string | string[]>, body: string): boolean {
  const timestamp = String(headers['klaviyo-timestamp']);
  const isRecent = Date.now() - Date.parse(timestamp) < TWO_DAYS_MS;
  return (
    isRecent &&
    headers['klaviyo-signature'] ===
      createHmac('sha256', SECRET)
        .update(body + timestamp)
        .digest('hex')
  );
}

const EVERYTHING = (url: string): Targets => ({
  expectAccount: 'AbC123',
  appHealthUrl: `${url}/health?token=t`,
  webhookUrl: `${url}/hook`,
  webhookSecret: SECRET,
  sendTestWebhook: true,
  sendingDomain: 'shop.example',
});

describe('everything that can be asked for, over real sockets', () => {
  test('is asked, reported, and within the limits', async () => {
    const { report, atApp, leaks, requests } = await preflight('few-scopes', EVERYTHING);

    expect(report.notAsked).toEqual([{ id: 'webhook-registration', reason: "the key lacks 'webhooks:read'" }]);
    expect(report.probes.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'status-page passed',
      'authentication passed',
      'endpoints passed',
      'account passed',
      'scopes warned',
      'rate-limit-headroom passed',
      'latency passed',
      'revision passed',
      'sdk-version passed',
      'app-health passed',
      'webhook-endpoint passed',
      'sending-domain failed',
    ]);
    expect(atApp).toEqual(
      ['GET /health?token=t', ...Array.from({ length: 5 }, () => 'POST /hook')].toSorted((left, right) =>
        left < right ? -1 : 1,
      ),
    );
    expect(leaks).toEqual([]);
    expect(requests).toBe(report.calls.filter(({ method }) => method !== 'DNS').length);
    expect(requests).toBeLessThanOrEqual(MAX_REQUESTS);
    expect(report.durationMs).toBeLessThanOrEqual(60_000);
    expect(JSON.stringify(report)).not.toMatch(/token=t|a secret of|pk_/);
  });

  test.each(['unavailable-once', 'throttled-once', 'connection-reset-once', 'server-error'] as const)(
    'stays within the limits when the vendor is in trouble: %s',
    async scenario => {
      const { report, requests } = await preflight(scenario, EVERYTHING);

      expect(requests).toBeLessThanOrEqual(MAX_REQUESTS);
      expect(report.calls.filter(({ method }) => method !== 'DNS')).toHaveLength(requests);
    },
  );

  test('nothing is sent to the app that was not asked for', async () => {
    const { report, atApp } = await preflight('healthy', url => ({ webhookUrl: `${url}/hook`, webhookSecret: SECRET }));

    expect(atApp).toEqual([]);
    expect(report.probes.find(({ id }) => id === 'webhook-endpoint')).toMatchObject({
      status: 'skipped',
      reason: 'nobody consented to test deliveries',
    });
    expect(report.verdict).toBe('not verified');
  });
});

describe('trouble that went away', () => {
  test.each([
    [
      'throttled-once',
      /^GET http:\/\/127\.0\.0\.1:\d+\/api\/accounts was answered with 429 and asked to wait 1 s, and succeeded when it was tried again\.$/,
    ],
    ['unavailable-once', /was answered with 503, and succeeded/],
    ['connection-reset-once', /lost its connection \(reset\), and succeeded/],
  ] as const)('%s is reported as such, and is no failure', async (scenario, sentence) => {
    const { report } = await preflight(scenario, () => ({}));

    expect(report.transient).toEqual([expect.stringMatching(sentence)]);
    expect(report.verdict).toBe('verified');
  });

  test('what never went away is not', async () => {
    expect((await preflight('throttled', () => ({}))).report.transient).toEqual([]);
  });
});

test.each(['8.8.8.8:53', '127.0.0.1', 'localhost:53', '127.0.0.1:0', 'dns.example:53'])(
  'a name server that is not on this machine is refused: %s',
  async dnsServer => {
    await expect(runKlaviyo({ key: KEY, asOf: '2026-11-20', dnsServer })).rejects.toThrow(
      /^'dnsServer' is not a name server of this machine\./,
    );
  },
);
