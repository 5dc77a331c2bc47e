import { describe, expect, test } from 'vitest';
import { groupIncidents as group } from '../../src/preflight/incidents.ts';
import type { FaultDomain, Incident, Priority, ProbeResult } from '../../src/model/report.ts';

const groupIncidents = (results: readonly ProbeResult[]): Incident[] => group(results, ['authentication', 'endpoints']);
const trouble = (
  id: string,
  status: 'warned' | 'failed',
  priority: Priority,
  faultDomain: FaultDomain,
): ProbeResult => ({
  id,
  status,
  priority,
  faultDomain,
  message: `${id} saw it.`,
  nextAction: `Mend ${id}.`,
  durationMs: 1,
});
const echo = (id: string): ProbeResult => ({
  id,
  status: 'skipped',
  reason: 'Klaviyo gave no answer to look at',
  durationMs: 1,
});
const unanswered = (faultDomain: FaultDomain): ProbeResult => ({
  id: 'authentication',
  status: 'skipped',
  reason: 'no answer came',
  priority: 'P1',
  faultDomain,
  nextAction: 'Look at it.',
  durationMs: 1,
});
const passed = (id: string): ProbeResult => ({ id, status: 'passed', message: 'Fine.', durationMs: 1 });

test('nothing to tell', () => {
  expect(groupIncidents([passed('status-page'), passed('authentication')])).toEqual([]);
});

test('what got no answer to look at belongs to who asked first', () => {
  expect(
    groupIncidents([
      passed('status-page'),
      trouble('authentication', 'failed', 'P1', 'key'),
      echo('account'),
      echo('latency'),
    ]),
  ).toEqual([
    {
      faultDomain: 'key',
      priority: 'P1',
      message: 'authentication saw it.',
      nextAction: 'Mend authentication.',
      probes: ['authentication', 'account', 'latency'],
    },
  ]);
});

test('an answer without what a probe looks for is nobody’s trouble', () => {
  expect(groupIncidents([passed('authentication'), echo('rate-limit-headroom')])).toEqual([]);
});

test('several sides are several incidents, the most urgent first', () => {
  const incidents = groupIncidents([
    trouble('account', 'warned', 'P3', 'account'),
    trouble('app-health', 'failed', 'P1', 'app'),
    trouble('webhook-endpoint', 'failed', 'P2', 'app'),
    trouble('sending-domain', 'failed', 'P2', 'domain'),
  ]);

  expect(incidents.map(({ priority, faultDomain, probes }) => [priority, faultDomain, probes])).toEqual([
    ['P1', 'app', ['app-health', 'webhook-endpoint']],
    ['P2', 'domain', ['sending-domain']],
    ['P3', 'account', ['account']],
  ]);
});

test('the most urgent probe speaks for its story', () => {
  expect(
    groupIncidents([trouble('revision', 'warned', 'P3', 'code'), trouble('sdk-version', 'failed', 'P2', 'code')]),
  ).toMatchObject([{ priority: 'P2', message: 'sdk-version saw it.', probes: ['revision', 'sdk-version'] }]);
});

describe('an incident of the vendor', () => {
  test('explains slowness and faults', () => {
    expect(
      groupIncidents([
        trouble('status-page', 'warned', 'P2', 'vendor'),
        unanswered('vendor'),
        trouble('latency', 'warned', 'P2', 'vendor'),
      ]),
    ).toMatchObject([{ faultDomain: 'vendor', probes: ['status-page', 'authentication', 'latency'] }]);
  });

  test('explains no key that is refused', () => {
    expect(
      groupIncidents([
        trouble('status-page', 'failed', 'P1', 'vendor'),
        trouble('authentication', 'failed', 'P1', 'key'),
      ]).map(({ faultDomain }) => faultDomain),
    ).toEqual(['vendor', 'key']);
  });

  test('that is minor explains no silence', () => {
    expect(
      groupIncidents([trouble('status-page', 'warned', 'P3', 'vendor'), unanswered('network')]).map(
        ({ faultDomain }) => faultDomain,
      ),
    ).toEqual(['network', 'vendor']);
  });

  test('is not known where the page itself is out of reach: it is our network', () => {
    expect(groupIncidents([trouble('status-page', 'warned', 'P4', 'network'), unanswered('network')])).toMatchObject([
      { faultDomain: 'network', priority: 'P1', message: 'No answer came.', probes: ['status-page', 'authentication'] },
    ]);
  });
});
