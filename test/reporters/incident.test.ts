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
    ],
    transient: ['GET x was answered with 503, and succeeded when it was tried again.'],
  },
);

describe('renderIncident', () => {
  const bundle = renderIncident(REPORT);

  it('rates the incident and says how soon to answer, as the runbook does', () => {
    expect(bundle).toContain('- Rated: P1, answer within 15 minutes: our key.\n- Verdict of the preflight: violated\n');
    expect(bundle).toContain('klaviyo-lint 0.1.0, klaviyo-api 23.0.0, revision 2026-07-15');
  });

  it('has its parts in the order in which they are needed', () => {
    expect([...bundle.matchAll(/^##+ (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'What to do now',
      'What was probed',
      'authentication',
      'Every call that was made',
      'Message for colleagues',
      'Message for customers',
      'Post-mortem',
      'Timeline (UTC)',
    ]);
  });

  it('says what to do, what was probed and what was called', () => {
    expect(bundle).toContain(
      '1. **P1, our key.** Klaviyo refused the key with 401. Create a new key. (authentication, account)',
    );
    expect(bundle).toContain('| authentication | failed | P1 | Klaviyo refused the key with 401. | 80 ms |');
    expect(bundle).toMatch(
      /\| 2026-11-20T23:00:00\.200Z \| GET \| <code>https&#58;\/\/a\.klaviyo\.com\/api\/accounts<\/code> \| 401 \| 90 ms \|/,
    );
  });

  it('has a timeline with what failed, to be completed', () => {
    const timeline = bundle.slice(bundle.indexOf('### Timeline'));
    expect(timeline).toMatch(/T23:00:00\.000Z \| The preflight began/);
    expect(timeline).toMatch(/T23:00:00\.200Z \| GET .*: 401/);
    expect(timeline).not.toContain('summary.json');
  });

  it('says that nothing was wrong, without messages for anybody', () => {
    const fine = renderIncident(samplePreflight([PASSED]));
    expect(fine).toContain('- Rated: No trouble was seen.');
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
