import { describe, expect, it } from 'vitest';
import { renderText } from '../../src/reporters/text.ts';
import { sampleFinding, sampleReport } from './sample-report.ts';

/** The matchers that actions/setup-node registers; what they match becomes an annotation. */
const PROBLEM_MATCHERS = [
  /^\s+(\d+):(\d+)\s+(error|warning|info)\s+(.*)\s\s+(.*)$/,
  /^(.+):\sline\s(\d+),\scol\s(\d+),\s(Error|Warning|Info)\s-\s(.+)\s\((.+)\)$/,
  /^([^\s].*)[(:](\d+)[,:](\d+)(?:\):\s+|\s+-\s+)(error|warning|info)\s+TS(\d+)\s*:\s*(.*)$/,
];

const REPORT = sampleReport({
  findings: [
    sampleFinding({
      path: 'package.json',
      line: 8,
      column: 3,
      ruleId: 'check/floating-sdk-range',
      message: "'klaviyo-api' is declared as '^23.0.0'. Pin one version.",
    }),
    sampleFinding({ related: [{ path: 'src/host.ts', line: 1, message: 'The host is written here.' }] }),
    sampleFinding({
      line: 9,
      column: 1,
      severity: 'warning',
      ruleId: 'klaviyo/no-outdated-revision',
      message: "Revision '2024-10-15' is deprecated. Move to a later one.",
    }),
  ],
  skipped: [
    { id: 'file', path: 'src/big.js', reason: 'larger than 5 MB' },
    { id: 'check/unlocked-sdk', reason: 'no lock file found' },
  ],
});

describe('renderText', () => {
  it('groups findings by file, names what was not looked at, and counts', () => {
    expect(renderText(REPORT)).toBe(`package.json
  8:3  error: 'klaviyo-api' is declared as '^23.0.0'. Pin one version.  check/floating-sdk-range

src/profiles.ts
  3:7  error: The call bypasses the SDK. Use 'ProfilesApi.getProfiles'.  klaviyo/no-raw-http
      see src/host.ts:1: The host is written here.
  9:1  warning: Revision '2024-10-15' is deprecated. Move to a later one.  klaviyo/no-outdated-revision

Not looked at:
  src/big.js: larger than 5 MB  file
  check/unlocked-sdk: no lock file found

2 errors and 1 warning in 2 files. Linted 3 of 120 files.
Verdict: violated
`);
  });

  it('puts keys before everything else', () => {
    const ruleId = 'klaviyo/no-hardcoded-key';
    const findings = [
      sampleFinding({ path: 'a.ts', line: 1 }),
      sampleFinding({ path: 'b.ts', line: 1 }),
      sampleFinding({ path: 'b.ts', line: 2, severity: 'warning', ruleId }),
    ];
    const places = renderText(sampleReport({ findings })).match(/^(?:\S+\.ts| {2}\d+:\d+ .*?:)/gm);
    expect(places).toEqual(['b.ts', '  2:7  warning:', '  1:7  error:', 'a.ts', '  1:7  error:']);
  });

  it('tells what to review', () => {
    const text = renderText(sampleReport({ notices: [{ path: 'klaviyo-lint.json', message: 'It is changed here.' }] }));
    expect(text).toMatch(/^To review:\n {2}klaviyo-lint\.json: It is changed here\.\n\n/);
  });

  it('says that a clean repository is verified', () => {
    expect(renderText(sampleReport())).toBe('0 errors and 0 warnings. Linted 3 of 120 files.\nVerdict: verified\n');
  });

  it('prints no line that a problem matcher of actions/setup-node turns into an annotation', () => {
    const matched = renderText(REPORT)
      .split('\n')
      .filter(line => PROBLEM_MATCHERS.some(matcher => matcher.test(line)));
    expect(matched).toEqual([]);
  });
});
