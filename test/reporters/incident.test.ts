import { describe, expect, it } from 'vitest';
import type { PreflightReport } from '../../src/model/report.ts';
import { renderIncident } from '../../src/reporters/incident.ts';
import { fakeKey } from '../fake-keys.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { elementsIn, linksIn, renderedMarkdown } from './rendered-markdown.ts';
import { commandsIn } from '../action/runner-oracle.ts';
import { FAILED, PASSED, samplePreflight } from './sample-report.ts';

const REPORT: PreflightReport = samplePreflight(
  [PASSED, { ...FAILED, faultDomain: 'key', table: { columns: ['scope'], rows: [['lists:read']] } }],
  {
    incidents: [
      {
        faultDomain: 'key',
        priority: 'P1',
        message: 'Klaviyo refused the key with 401.',
        nextAction: 'Create a new key.',
        probes: ['authentication', 'account'],
        impact: ['ListsApi.getLists (src/lists.ts:3)'],
      },
    ],
    calls: [
      {
        at: '2026-11-20T23:00:00.100Z',
        method: 'GET',
        url: 'https://status.klaviyo.com/api/v2/summary.json',
        status: 200,
        durationMs: 80,
      },
      {
        at: '2026-11-20T23:00:00.200Z',
        method: 'GET',
        url: 'https://a.klaviyo.com/api/accounts',
        status: 401,
        durationMs: 90,
      },
      {
        at: '2026-11-20T23:00:01.400Z',
        method: 'GET',
        url: 'https://a.klaviyo.com/api/accounts?fields[account]=timezone',
        status: 401,
        durationMs: 80,
      },
    ],
    transient: ['GET x was answered with 503, and succeeded when it was tried again.'],
  },
);

const linesUnder = (text: string, heading: string): string[] => {
  const [, after = ''] = text.split(`\n${heading}\n`);
  return (after.split(/\n##+ /, 1)[0] ?? '').split('\n').filter(line => line !== '');
};

describe('renderIncident', () => {
  const bundle = renderIncident(REPORT);

  it('begins with what the incident channel wants to know', () => {
    expect(bundle.split('\n', 1)).toEqual(['# Klaviyo incident: P1, our key']);
    expect(linesUnder(bundle, '## Status')).toEqual([
      '- Status: investigating',
      '- Priority: P1, answer within 15 minutes',
      '- Fault domain: our key',
      '- What: Klaviyo refused the key with 401.',
      '- Impact: these calls of the code are affected: ListsApi.getLists (src/lists.ts:3)',
      '- Next update: 2026-11-20 23:15 UTC',
      '- Lead: (name)',
      '- Timeline (UTC):',
      '  - 23:00:00 The preflight began.',
      '  - 23:00:00 GET a.klaviyo.com/api/accounts: 401 (2 times)',
    ]);
  });

  it('has its parts in the order in which they are needed', () => {
    expect([...bundle.matchAll(/^##+ (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'Status',
      'What to do now',
      'Message for colleagues',
      'Message for customers',
      'What was probed',
      'Calls (3 requests)',
      'Post-mortem',
      'Timeline (UTC)',
      'Actions',
    ]);
  });

  it('says what to do, what was probed and what was called', () => {
    expect(linesUnder(bundle, '## What to do now')).toEqual([
      '1. P1, our key: Create a new key. Seen: Klaviyo refused the key with 401. (authentication, account)',
    ]);
    expect(linesUnder(bundle, '## What was probed')).toEqual([
      '- passed: status-page: All systems are operational.',
      '- failed: authentication (P1): Klaviyo refused the key with 401.',
      '  - lists:read',
    ]);
    expect(linesUnder(bundle, '## Calls (3 requests)')).toContain(
      '- 23:00:00 GET a.klaviyo.com/api/accounts: 401 (90 ms)',
    );
  });

  it('has a message for colleagues with cause, impact, next action and next update', () => {
    expect(linesUnder(bundle, '## Message for colleagues')).toEqual([
      'P1 with Klaviyo, on our key, seen at 2026-11-20 23:00 UTC. Klaviyo refused the key with 401. Impact: these calls of the code are affected: ListsApi.getLists (src/lists.ts:3). Next: Create a new key. Next update: 2026-11-20 23:15 UTC.',
    ]);
  });

  it('claims nothing to customers that was not probed', () => {
    expect(linesUnder(bundle, '## Message for customers')).toEqual([
      'We have a problem with sending messages. Messages from us may be delayed. We saw this at 2026-11-20 23:00 UTC and are working on it. Next update: 2026-11-20 23:15 UTC.',
    ]);
    expect(bundle).not.toMatch(/orders|accounts are not affected/i);
  });

  it.each([
    [
      'only the page reports an incident',
      ['status-page'],
      /^A service that we use to send messages reports an incident\./,
    ],
    ['the API fails too', ['status-page', 'authentication'], /^A service that we use to send messages does not work/],
  ])('tells customers of the vendor what was seen: %s', (_, probes, expected) => {
    const [incident] = REPORT.incidents;
    const text = renderIncident({ ...REPORT, incidents: [{ ...incident!, faultDomain: 'vendor', probes }] });

    expect(linesUnder(text, '## Message for customers')[0]).toMatch(expected);
  });

  it('needs no message for customers for what they do not notice', () => {
    const [incident] = REPORT.incidents;
    const text = renderIncident({ ...REPORT, incidents: [{ ...incident!, priority: 'P3' }] });

    expect(linesUnder(text, '## Message for customers')).toEqual(['None is needed for what was seen.']);
  });

  it('has a post-mortem with what is known, and places for the rest', () => {
    expect(linesUnder(bundle, '## Post-mortem')).toEqual([
      '- Date: 2026-11-20',
      '- Duration: from 2026-11-20 23:00 UTC or earlier to (time)',
      '- Severity: P1',
      '- Impact: these calls of the code are affected: ListsApi.getLists (src/lists.ts:3)',
      '- Root cause: Klaviyo refused the key with 401. On our key, as far as the preflight saw; (what was behind it?)',
      '- Counts: 3 requests: 2 answered 401, 1 answered 200',
      '- Lead and author: (names)',
    ]);
    expect(linesUnder(bundle, '### Timeline (UTC)').map(line => line.replace(/^- (?:\(time\)|\S+) /, ''))).toEqual([
      'Alert: (which one, or who noticed it)',
      'Acknowledged: (by whom)',
      'The preflight began.',
      'GET a.klaviyo.com/api/accounts: 401 (2 times)',
      'Stable: (what helped)',
      'Resolved: (how it was checked)',
    ]);
    expect(linesUnder(bundle, '### Actions')[0]).toBe('- [ ] Create a new key. (owner, date)');
    expect(linesUnder(bundle, '### Actions').every(line => line.startsWith('- [ ] '))).toBe(true);
  });

  it('can be pasted anywhere: no entity, no table, no markup but headings and lists', () => {
    expect(bundle).not.toMatch(/&#|&[a-z]+;|\||<|`|\*\*/);
  });

  it('says that nothing was wrong, without messages for anybody', () => {
    const fine = renderIncident(samplePreflight([PASSED]));
    expect(fine).toContain('# Klaviyo: no incident');
    expect(fine).not.toMatch(/Message for|Post-mortem/);
  });

  it.each(HOSTILE_TEXTS.map(text => [text]))('shows an answer such as %j as text', text => {
    const hostile = renderIncident(
      samplePreflight([{ ...FAILED, message: text, nextAction: text, table: { columns: [text], rows: [[text]] } }], {
        incidents: [{ faultDomain: 'app', priority: 'P1', message: text, nextAction: text, probes: [text] }],
        calls: [{ at: text, method: 'GET', url: text, failure: text, durationMs: 1 }],
        transient: [text],
      }),
    );
    expect(linksIn(renderedMarkdown(hostile))).toEqual([]);
    expect(
      elementsIn(renderedMarkdown(hostile)).filter(element => ['script', 'img', 'a', 'iframe'].includes(element)),
    ).toEqual([]);
    expect(commandsIn(hostile)).toEqual([]);
  });

  it('holds no key', () => {
    expect(renderIncident(samplePreflight([{ ...FAILED, message: `a${fakeKey(4)}b` }]))).not.toContain(
      fakeKey(4).slice(-30),
    );
  });
});
