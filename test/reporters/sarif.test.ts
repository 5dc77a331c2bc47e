import type { Log, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { renderSarif, type SarifTool } from '../../src/reporters/sarif.ts';
import { sampleFinding, sampleReport, sampleSuppressed } from './sample-report.ts';

const TOOL: SarifTool = {
  version: '1.2.3',
  informationUri: 'https://github.com/klaviyo-lint/klaviyo-lint',
  rules: [
    {
      id: 'klaviyo/require-revision',
      description: 'Require a revision',
      severity: 'error',
      helpUrl: 'https://example.org/require-revision',
    },
    {
      id: 'klaviyo/no-raw-http',
      description: 'Disallow calls that bypass the SDK',
      severity: 'error',
      helpUrl: 'https://example.org/no-raw-http',
    },
  ],
};

function runOf(report: Report): Run {
  const log = JSON.parse(renderSarif(report, TOOL)) as Log;
  expect(log.version).toBe('2.1.0');
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as Run;
}

/** What a run says of the files of a sample report. */
const LOOKED_AT = {
  level: 'note',
  message: {
    text: 'Of 120 files, 100 analyzed, 15 searched for keys only, 5 of kinds that hold no code. Every file was looked at.',
  },
};

describe('renderSarif', () => {
  it('places a result with its rule, level, region and fingerprint', () => {
    const { results } = runOf(sampleReport({ findings: [sampleFinding({ severity: 'warning' })] }));
    expect(results).toEqual([
      {
        ruleId: 'klaviyo/no-raw-http',
        ruleIndex: 1,
        level: 'warning',
        message: { text: "The call bypasses the SDK. Use 'ProfilesApi.getProfiles'." },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'src/profiles.ts', uriBaseId: '%SRCROOT%' },
              region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 20 },
            },
          },
        ],
        partialFingerprints: {
          primaryLocationLineHash: '0123456789abcdef0123456789abcdef',
          'klaviyoLintIdentity/v1': 'fedcba9876543210fedcba9876543210',
        },
      },
    ]);
  });

  it('describes every rule with what GitHub requires of one', () => {
    const { driver } = runOf(sampleReport()).tool;
    expect(driver).toMatchObject({ name: 'klaviyo-lint', semanticVersion: '1.2.3' });
    expect(driver.rules?.[1]).toEqual({
      id: 'klaviyo/no-raw-http',
      name: 'KlaviyoNoRawHttp',
      shortDescription: { text: 'Disallow calls that bypass the SDK.' },
      fullDescription: { text: 'Disallow calls that bypass the SDK.' },
      help: {
        text: 'Disallow calls that bypass the SDK. See https://example.org/no-raw-http',
        markdown: 'Disallow calls that bypass the SDK. [What to do](https://example.org/no-raw-http).',
      },
      helpUri: 'https://example.org/no-raw-http',
      defaultConfiguration: { level: 'error' },
    });
  });

  it('describes a rule that nobody told it about once, and points both results at it', () => {
    const unknown = sampleFinding({ ruleId: 'check/floating-sdk-range', path: 'package.json' });
    const { tool, results } = runOf(sampleReport({ findings: [unknown, { ...unknown, line: 9 }] }));
    expect(tool.driver.rules?.map(({ id }) => id)).toEqual([
      'klaviyo/require-revision',
      'klaviyo/no-raw-http',
      'check/floating-sdk-range',
    ]);
    expect(results?.map(({ ruleIndex }) => ruleIndex)).toEqual([2, 2]);
  });

  it.each([
    ['a blank, a number sign and brackets', 'src/a b/[id]#1.ts', 'src/a%20b/%5Bid%5D%231.ts'],
    ['a backslash and a percent sign', 'src\\a%2f.ts', 'src%5Ca%252f.ts'],
    ['what looks like a scheme', 'https://x/y.ts', 'https%3A//x/y.ts'],
    ['what Markdown reads', "a(b)'c!*.ts", 'a%28b%29%27c%21%2A.ts'],
    ['a lone surrogate', '\ud800.ts', '%EF%BF%BD.ts'],
  ])('encodes a path with %s as a relative address', (_, path, uri) => {
    const { results } = runOf(sampleReport({ findings: [sampleFinding({ path })] }));
    expect(results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  it('tells what was skipped as notifications, with the file where there is one', () => {
    const { invocations } = runOf(
      sampleReport({
        skipped: [
          { id: 'file', path: 'a b.js', reason: 'not UTF-8' },
          { id: 'check/unlocked-sdk', reason: 'no lock file found' },
        ],
      }),
    );
    expect(invocations).toEqual([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            level: 'note',
            message: { text: 'file was skipped: not UTF-8' },
            locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b.js', uriBaseId: '%SRCROOT%' } } }],
          },
          { level: 'note', message: { text: 'check/unlocked-sdk was skipped: no lock file found' } },
          LOOKED_AT,
        ],
      },
    ]);
  });

  it('tells what was left out as notifications with the places', () => {
    const leftOut = [{ cause: 'link' as const, count: 2, places: ['a b.js', 'c.js'] }];
    const ledger = { files: 2, analyzed: 0, keysOnly: 0, otherKinds: 0, leftOut, unseen: 'Not seen: 2 places.' };
    const { invocations: [invocation] = [] } = runOf(sampleReport({ ledger }));
    expect(invocation?.toolExecutionNotifications).toEqual([
      {
        level: 'note',
        message: {
          text: 'Of 2 files, 0 analyzed, 0 searched for keys only, 0 of kinds that hold no code. Not seen: 2 places.',
        },
      },
      {
        level: 'note',
        message: { text: 'Left out: 2 places, a symbolic link.' },
        locations: ['a%20b.js', 'c.js'].map(uri => ({
          physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' } },
        })),
      },
    ]);
  });

  it('has what comments suppress as results with their suppressions', () => {
    const suppressed = ['a probe', ''].map(reason => sampleSuppressed(reason));
    const { results } = runOf(sampleReport({ findings: [sampleFinding()], suppressed }));
    expect(results?.map(({ suppressions }) => suppressions)).toEqual([
      undefined,
      [{ kind: 'inSource', justification: 'a probe' }],
      [{ kind: 'inSource' }],
    ]);
  });

  it('tells what to review as a notification with the file', () => {
    const log: Log = JSON.parse(
      renderSarif(sampleReport({ notices: [{ path: 'klaviyo-lint.json', message: 'It is changed here.' }] }), TOOL),
    );
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications).toMatchObject([
      {
        level: 'warning',
        message: { text: 'It is changed here.' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'klaviyo-lint.json' } } }],
      },
      LOOKED_AT,
    ]);
  });

  it('links related places', () => {
    const { results } = runOf(
      sampleReport({
        findings: [sampleFinding({ related: [{ path: 'src/host.ts', line: 4, message: 'The host.' }] })],
      }),
    );
    expect(results?.[0]?.relatedLocations).toEqual([
      {
        id: 1,
        message: { text: 'The host.' },
        physicalLocation: {
          artifactLocation: { uri: 'src/host.ts', uriBaseId: '%SRCROOT%' },
          region: { startLine: 4 },
        },
      },
    ]);
  });

  it('shows the way to the request as a code flow', () => {
    const related = [{ path: 'src/send.ts', line: 4, message: 'The request is sent here.', isStep: true as const }];
    const { results } = runOf(sampleReport({ findings: [sampleFinding({ path: 'src/a.ts', line: 7, related })] }));
    const locations = results?.[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.map(
      ({ location }) => location?.physicalLocation,
    );
    expect(locations).toEqual([
      { artifactLocation: { uri: 'src/a.ts', uriBaseId: '%SRCROOT%' }, region: { startLine: 7 } },
      { artifactLocation: { uri: 'src/send.ts', uriBaseId: '%SRCROOT%' }, region: { startLine: 4 } },
    ]);
  });

  it('keeps as many results as GitHub takes and says how many it left out', () => {
    const run = runOf(
      sampleReport({ findings: Array.from({ length: 25_002 }, (_, index) => sampleFinding({ line: index + 1 })) }),
    );
    expect(run.results).toHaveLength(25_000);
    expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
      '2 findings did not fit: GitHub takes 25000 results.',
    );
  });
});
