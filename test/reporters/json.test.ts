import { describe, expect, it } from 'vitest';
import { renderJson, renderPreflightJson } from '../../src/reporters/json.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { FAILED, PASSED, sampleFinding, samplePreflight, sampleReport, SKIPPED } from './sample-report.ts';

const checkErrors = publishedSchema('check.schema.json');
const preflightErrors = publishedSchema('preflight.schema.json');

const FULL = sampleReport({
  findings: [
    sampleFinding({
      suggestions: [{ title: 'Use the SDK.', edits: [{ start: 0, end: 4, text: 'x' }] }],
      related: [{ path: 'src/a.ts', line: 1, message: 'Here.' }],
    }),
  ],
  skipped: [{ id: 'file', path: 'src/big.js', reason: 'larger than 5 MB' }],
  notices: [{ path: 'klaviyo-lint.json', message: 'It is changed here.' }],
});

describe('renderJson', () => {
  it('holds the whole report', () => {
    expect(JSON.parse(renderJson(FULL))).toEqual(FULL);
  });

  it('fits the published schema, with no field that the schema does not describe', () => {
    expect(checkErrors(JSON.parse(renderJson(FULL)))).toEqual([]);
    expect(checkErrors(JSON.parse(renderJson(sampleReport())))).toEqual([]);
  });

  it.each([
    ['an unknown field', { ...FULL, extra: 1 }, ' must NOT have additional properties'],
    ['another schema version', { ...FULL, schemaVersion: 2 }, '/schemaVersion must be equal to constant'],
    ['a line of zero', { ...FULL, findings: [sampleFinding({ line: 0 })] }, '/findings/0/line must be >= 1'],
    ['a date that is none', { ...FULL, asOf: '2026-13-01' }, '/asOf must match format "date"'],
  ])('has a schema that refuses %s', (_, data, error) => {
    expect(checkErrors(data)).toContain(error);
  });

  it.each(HOSTILE_TEXTS.map(text => [text]))('means the same after the escapes for the log: %j', text => {
    const report = sampleReport({ findings: [sampleFinding({ path: text, message: text })] });
    expect(JSON.parse(renderJson(report))).toEqual(report);
  });
});

describe('renderPreflightJson', () => {
  it('holds the whole report and fits the published schema', () => {
    const incident = {
      faultDomain: 'key',
      priority: 'P1',
      message: 'x',
      nextAction: 'y',
      probes: ['a'],
      impact: ['z'],
    } as const;
    const report = samplePreflight([PASSED, { ...FAILED, faultDomain: 'key', isOngoing: true }, SKIPPED], {
      incidents: [{ ...incident, probes: [...incident.probes], impact: [...incident.impact] }],
    });
    const { incidents: _, probes, ...others } = report;
    const printed: unknown = JSON.parse(renderPreflightJson(report));

    // As version 1 of the schema names them.
    expect(printed).toEqual({
      ...others,
      stories: [{ cause: 'key', priority: 'P1', message: 'x', nextAction: 'y', probes: ['a'], impact: ['z'] }],
      probes: probes.map(({ faultDomain, ...probe }) => ({ ...probe, ...(faultDomain && { cause: faultDomain }) })),
    });
    expect(preflightErrors(printed)).toEqual([]);
  });

  it.each([
    [
      'a failed probe without its next action',
      { ...FAILED, nextAction: undefined },
      "/probes/0 must have required property 'nextAction'",
    ],
    [
      'a skipped probe without its reason',
      { ...SKIPPED, reason: undefined },
      "/probes/0 must have required property 'reason'",
    ],
    [
      'an unknown status',
      { ...PASSED, status: 'green' },
      '/probes/0/status must be equal to one of the allowed values',
    ],
  ])('has a schema that refuses %s', (_, probe, error) => {
    expect(
      preflightErrors(JSON.parse(JSON.stringify({ schemaVersion: 1, probes: [probe], verdict: 'verified' }))),
    ).toContain(error);
  });
});
