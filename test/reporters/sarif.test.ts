import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import { renderSarifReport } from '../../src/audit/sarif-report.ts';
import type { Finding } from '../../src/model/finding.ts';
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
      help: 'Use the **SDK**.\n',
    },
  ],
};

/** The schema as the sponsors of SARIF ship it for tests. */
const SCHEMA = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
// It is of draft 4, of which it uses nothing that later drafts read otherwise, but for its name.
const { $schema: _, id: $id, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8'));
const isSarif = ajv.compile({ $id, ...schema });

function schemaErrors(log: unknown): string[] {
  isSarif(log);
  return (isSarif.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

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
        markdown:
          'Disallow calls that bypass the SDK. [What to do](https://example.org/no-raw-http).\n\nUse the **SDK**.\n',
      },
      helpUri: 'https://example.org/no-raw-http',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['klaviyo', 'reliability'], precision: 'very-high', 'problem.severity': 'error' },
    });
  });

  it('describes a rule that is not in its list once, and points both results at it', () => {
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

  it('reports what was skipped as notifications, with the file where there is one', () => {
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

  it('reports what was left out as notifications with the places', () => {
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

  it('reports what to review as a notification with the file', () => {
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

  it('rates what is about keys as a security alert', () => {
    const findings = ['klaviyo/no-hardcoded-key', 'check/committed-env-file', 'klaviyo/require-webhook-verification'];
    const { tool } = runOf(sampleReport({ findings: findings.map(ruleId => sampleFinding({ ruleId })) }));
    expect(tool.driver.rules?.slice(2).map(({ properties }) => properties)).toEqual([
      {
        tags: ['klaviyo', 'security', 'external/cwe/cwe-798'],
        precision: 'very-high',
        'problem.severity': 'error',
        'security-severity': '9.1',
      },
      expect.objectContaining({ 'security-severity': '9.1' }),
      expect.objectContaining({ 'security-severity': '5.3' }),
    ]);
  });

  it('cuts a description at what GitHub takes', () => {
    const rule = {
      id: 'check/a',
      description: 'a'.repeat(2_000),
      severity: 'error',
      helpUrl: 'https://a.example',
    } as const;
    const log = JSON.parse(renderSarif(sampleReport(), { ...TOOL, rules: [rule] })) as Log;
    const { shortDescription, fullDescription } = log.runs[0]?.tool.driver.rules?.[0] ?? {};
    expect([shortDescription?.text.length, fullDescription?.text.length]).toEqual([1_024, 1_024]);
  });

  it('has suggestions as fixes', () => {
    const suggestions = [{ title: 'Use the SDK.', edits: [{ start: 4, end: 9, text: 'x' }] }];
    const { results } = runOf(sampleReport({ findings: [sampleFinding({ suggestions })] }));
    expect(results?.[0]?.fixes).toEqual([
      {
        description: { text: 'Use the SDK.' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'src/profiles.ts', uriBaseId: '%SRCROOT%' },
            replacements: [{ deletedRegion: { charOffset: 4, charLength: 5 }, insertedContent: { text: 'x' } }],
          },
        ],
      },
    ]);
  });

  it('has the code of a finding, and the lines around it', () => {
    const snippet = { startLine: 2, lines: ['// 2', 'await fetch(url)', '// 4'], column: 7, endColumn: 12 };
    const { results } = runOf(sampleReport({ findings: [sampleFinding({ endColumn: 12, snippet })] }));
    expect(results?.[0]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'src/profiles.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 12, snippet: { text: 'fetch' } },
      contextRegion: { startLine: 2, endLine: 4, snippet: { text: '// 2\nawait fetch(url)\n// 4' } },
    });
  });

  it('has the lines around a finding of several only where they hold all of it', () => {
    const snippet = { startLine: 3, lines: ['a(', 'b,', 'c'], column: 1, endColumn: 3 };
    const places = [5, 6].map(endLine => {
      const { results } = runOf(sampleReport({ findings: [sampleFinding({ endLine, snippet })] }));
      return results?.[0]?.locations?.[0]?.physicalLocation;
    });
    expect(places.map(place => [place?.region?.snippet, place?.contextRegion?.endLine])).toEqual([
      [undefined, 5],
      [undefined, undefined],
    ]);
  });

  it('names as many places of a result as GitHub keeps', () => {
    const related = Array.from({ length: 150 }, (_, index) => ({ path: 'a.ts', line: index + 1, message: 'Here.' }));
    const { results } = runOf(sampleReport({ findings: [sampleFinding({ related })] }));
    expect(results?.[0]?.relatedLocations).toHaveLength(100);
  });

  it('is valid by the schema of SARIF, with all that it may hold', () => {
    const related = [{ path: 'src/send.ts', line: 4, message: 'The request is sent here.', isStep: true as const }];
    const suggestions = [{ title: 'Use the SDK.', edits: [{ start: 4, end: 9, text: 'x' }] }];
    const snippet = { startLine: 2, lines: ['// 2', 'await fetch(url)', '// 4'], column: 7, endColumn: 12 };
    const report = sampleReport({
      findings: [sampleFinding({ related, suggestions, snippet })],
      suppressed: [{ ...sampleSuppressed(''), suppression: { reason: 'a probe', isNew: true } }],
      skipped: [{ id: 'file', path: 'a.js', reason: 'not UTF-8', isChanged: true }],
      notices: [{ path: 'klaviyo-lint.json', message: 'It is changed here.' }],
    });
    expect(schemaErrors(JSON.parse(renderSarif(report, TOOL)))).toEqual([]);
    expect(schemaErrors(JSON.parse(renderSarifReport(report)))).toEqual([]);
    expect(schemaErrors({ version: '2.1.0', runs: [{}] })).not.toEqual([]);
  });

  describe('within the limits of GitHub', () => {
    const many = (count: number, changes: Partial<Finding> = {}): Finding[] =>
      Array.from({ length: count }, (_, index) => sampleFinding({ line: index + 1, ...changes }));
    const firstNote = (run: Run): string | undefined =>
      run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text;

    it('keeps the order of a report that GitHub keeps whole', () => {
      const findings = [...many(1, { severity: 'warning' }), ...many(1, { ruleId: 'klaviyo/no-hardcoded-key' })];
      const { results } = runOf(sampleReport({ findings }));
      expect(results?.map(({ ruleId }) => ruleId)).toEqual(['klaviyo/no-raw-http', 'klaviyo/no-hardcoded-key']);
    });

    it('puts the most important first where GitHub keeps 5,000 of them', () => {
      const run = runOf(
        sampleReport({
          findings: [
            ...many(2, { severity: 'warning' }),
            ...many(5_000),
            ...many(2, { severity: 'warning', ruleId: 'klaviyo/no-hardcoded-key' }),
          ],
          suppressed: [sampleSuppressed('')],
        }),
      );
      const inOrder = run.results?.map(({ ruleId, level }) => `${ruleId} ${level}`) ?? [];
      expect([...new Set(inOrder)]).toEqual([
        'klaviyo/no-hardcoded-key warning',
        'klaviyo/no-raw-http error',
        'klaviyo/no-raw-http warning',
      ]);
      expect(run.results?.at(-1)?.suppressions).toHaveLength(1);
      expect(firstNote(run)).toBe('GitHub keeps 5000 of these 5005 results; the most important stand first.');
    });

    it('keeps as many results as GitHub takes and says how many it left out', () => {
      const run = runOf(sampleReport({ findings: many(25_002) }));
      expect(run.results).toHaveLength(25_000);
      expect(firstNote(run)).toBe('2 findings did not fit: GitHub takes 25000 results, and 10 MB.');
    });

    it('keeps fewer where they would be more than 10 MB', () => {
      const noise = Array.from({ length: 40_000 }, (_, index) =>
        createHash('sha256').update(`${index}`).digest('base64'),
      );
      const findings = many(800).map((finding, index) => ({
        ...finding,
        message: noise.slice(index * 50, index * 50 + 1_000).join(''),
      }));
      const text = renderSarif(sampleReport({ findings }), TOOL);
      expect(gzipSync(text).length).toBeLessThan(10 * 1024 * 1024);
      const run = (JSON.parse(text) as Log).runs[0] as Run;
      expect(run.results?.length).toBeLessThan(800);
      expect(firstNote(run)).toBe(
        `${800 - (run.results?.length ?? 0)} findings did not fit: GitHub takes 25000 results, and 10 MB.`,
      );
    });
  });
});
