import { describe, expect, it } from 'vitest';
import { renderPreflightText } from '../../src/reporters/preflight-text.ts';
import { FAILED, PASSED, samplePreflight, SKIPPED } from './sample-report.ts';

const INCIDENT = {
  faultDomain: 'key',
  priority: 'P1',
  message: 'It was refused.',
  nextAction: 'Create a new one.',
  probes: ['authentication', 'account'],
  impact: ['ListsApi.getLists (src/lists.ts:3)'],
} as const;
const TABLE = {
  columns: ['scope', 'state'],
  rows: [
    ['lists:read', 'missing'],
    ['a', 'granted'],
  ],
};
const REPORT = samplePreflight([{ ...FAILED, faultDomain: 'key', table: TABLE }, SKIPPED], {
  incidents: [{ ...INCIDENT, probes: [...INCIDENT.probes], impact: [...INCIDENT.impact] }],
  transient: ['GET x was answered with 503, and succeeded when it was tried again.'],
  notAsked: [
    { id: 'app-health', reason: "no 'app-health-url' was given" },
    { id: 'webhook-endpoint', reason: "no 'webhook-url' was given" },
  ],
  calls: [
    {
      at: '2026-11-20T23:00:00.000Z',
      method: 'GET',
      url: 'https://a.klaviyo.com/api/accounts',
      status: 429,
      retryAfterSeconds: 3,
      durationMs: 80,
    },
    { at: '2026-11-20T23:00:01.000Z', method: 'DNS', url: 'dns:shop.example?type=TXT', durationMs: 8 },
    {
      at: '2026-11-20T23:00:02.000Z',
      method: 'GET',
      url: 'https://shop.example/health',
      failure: 'timeout',
      durationMs: 15000,
    },
  ],
});

describe('renderPreflightText', () => {
  it('reports the verdict and what to do first, then one line for each probe', () => {
    expect(renderPreflightText(REPORT)).toBe(`Verdict: violated
P1 key: It was refused.
   next: Create a new one.
   impact: ListsApi.getLists (src/lists.ts:3)

failed   authentication (P1): Klaviyo refused the key with 401.
skipped  account: the key was refused

Tried again: GET x was answered with 503, and succeeded when it was tried again.
Not asked: app-health (no 'app-health-url' was given), webhook-endpoint (no 'webhook-url' was given)
`);
  });

  it('says of what is not urgent only what to do, for its probe says the rest', () => {
    const text = renderPreflightText(
      samplePreflight([PASSED], { incidents: [{ ...INCIDENT, probes: ['scopes'], impact: [], priority: 'P3' }] }),
    );

    expect(text).toBe(`Verdict: verified
P3 key: Create a new one.

passed   status-page: All systems are operational.
`);
  });

  it('is a few lines where all is well', () => {
    expect(renderPreflightText(samplePreflight([PASSED]))).toBe(
      'Verdict: verified\n\npassed   status-page: All systems are operational.\n',
    );
  });

  it('adds tables, times and every call on demand', () => {
    expect(renderPreflightText(REPORT, { verbose: true })).toContain(`
failed   authentication (P1): Klaviyo refused the key with 401. [80 ms]
         scope       state
         lists:read  missing
         a           granted
skipped  account: the key was refused
`);
    expect(renderPreflightText(REPORT, { verbose: true })).toContain(`
Sent 3 requests:
  GET https://a.klaviyo.com/api/accounts 429, asked to wait 3 s [80 ms]
  DNS dns:shop.example?type=TXT answered [8 ms]
  GET https://shop.example/health timeout [15000 ms]
`);
  });

  it('shows the first forty rows of a long table', () => {
    const rows = Array.from({ length: 45 }, (_, index) => [`row ${index}`]);
    const text = renderPreflightText(samplePreflight([{ ...PASSED, table: { columns: ['x'], rows } }]), {
      verbose: true,
    });
    expect(text).toContain('row 39\n         … and 5 more, in the JSON\n');
    expect(text).not.toContain('row 40');
  });
});
