import { describe, expect, it } from 'vitest';
import { renderPreflightText } from '../../src/reporters/preflight-text.ts';
import { FAILED, PASSED, samplePreflight, SKIPPED } from './sample-report.ts';

describe('renderPreflightText', () => {
  it('tells each probe, what to do next, and the verdict', () => {
    expect(renderPreflightText(samplePreflight([PASSED, FAILED, SKIPPED])))
      .toBe(`passed  status-page: All systems are operational. [120 ms]
failed  authentication (P1): Klaviyo refused the key with 401. [80 ms]
        next: Create a new key and replace the stored one.
skipped account: the key was refused

Verdict: violated
`);
  });

  it('adds tables, what several probes come to, what was tried again or not asked, and what was sent', () => {
    const table = {
      columns: ['scope', 'state'],
      rows: [
        ['lists:read', 'missing'],
        ['a', 'granted'],
      ],
    };
    const report = samplePreflight([{ ...FAILED, faultDomain: 'key', table }], {
      incidents: [
        {
          faultDomain: 'key',
          priority: 'P1',
          message: 'It was refused.',
          nextAction: 'Create a new one.',
          probes: ['authentication', 'account'],
        },
      ],
      transient: ['GET x was answered with 503, and succeeded when it was tried again.'],
      notAsked: [{ id: 'app-health', reason: "no 'app-health-url' was given" }],
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
    expect(renderPreflightText(report)).toBe(`failed  authentication (P1): Klaviyo refused the key with 401. [80 ms]
        next: Create a new key and replace the stored one.
        scope       state
        lists:read  missing
        a           granted

What it comes to:
  P1 key: It was refused. Create a new one. (authentication, account)

Tried again: GET x was answered with 503, and succeeded when it was tried again.
Not asked: app-health, because no 'app-health-url' was given.

Sent 3 requests:
  GET https://a.klaviyo.com/api/accounts 429, asked to wait 3 s [80 ms]
  DNS dns:shop.example?type=TXT answered [8 ms]
  GET https://shop.example/health timeout [15000 ms]

Verdict: violated
`);
  });

  it('shows the first forty rows of a long table', () => {
    const rows = Array.from({ length: 45 }, (_, index) => [`row ${index}`]);
    const text = renderPreflightText(samplePreflight([{ ...PASSED, table: { columns: ['x'], rows } }]));
    expect(text).toContain('row 39\n        … and 5 more, in the JSON\n');
    expect(text).not.toContain('row 40');
  });
});
