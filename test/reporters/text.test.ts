import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { renderText } from '../../src/reporters/text.ts';
import { commandsIn } from '../action/runner-oracle.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { sampleFinding, sampleReport, sampleSuppressed } from './sample-report.ts';

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

What each rule means:
  check/floating-sdk-range: https://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md
  klaviyo/no-outdated-revision: https://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md
  klaviyo/no-raw-http: https://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md

Not looked at:
  src/big.js: larger than 5 MB  file
  check/unlocked-sdk: no lock file found

2 errors and 1 warning in 2 files. Linted 3 of 120 files.
Of 120 files, 100 analyzed, 15 searched for keys only, 5 of kinds that hold no code.
Every file was looked at.
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

  it('reports what can be fixed, by itself or by a suggestion', () => {
    const edits = [{ start: 0, end: 1, text: 'x' }];
    const findings = [
      sampleFinding({ fix: { edits }, suggestions: [{ title: 'Apply the automatic fix.', edits }] }),
      sampleFinding({ line: 4, suggestions: [{ title: 'Use a constant.', edits }] }),
      sampleFinding({ line: 5 }),
    ];
    const lines = renderText(sampleReport({ findings })).split('\n');
    expect(lines.slice(1, 4).map(line => line.split('klaviyo/no-raw-http')[1])).toEqual([
      '  fixable',
      '  suggestion',
      '',
    ]);
    expect(lines.filter(line => line.includes('can be fixed'))).toEqual([
      '1 finding can be fixed automatically.',
      '1 finding can be fixed by a suggestion.',
    ]);
  });

  it('is brief where only what fails is wanted', () => {
    const suppressed = [sampleSuppressed('')];
    const notices = [{ path: 'klaviyo-lint.json', message: 'It is changed here.' }];
    const text = renderText(sampleReport({ findings: [sampleFinding()], suppressed, notices }), { isBrief: true });
    expect(text).toBe(`src/profiles.ts
  3:7  error: The call bypasses the SDK. Use 'ProfilesApi.getProfiles'.  klaviyo/no-raw-http

What each rule means:
  klaviyo/no-raw-http: https://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md

1 error and 0 warnings in 1 file, 1 suppressed. Linted 3 of 120 files.
Verdict: violated
`);
  });

  it('has colors of its own only, whatever the texts hold', () => {
    const path = '\u001b[31m::error::forged';
    const text = renderText(sampleReport({ findings: [sampleFinding({ path })] }), { colors: true });
    expect(text.split('\n').slice(0, 2)).toEqual([
      '\u001b[4m\\u{1b}[31m::error::forged\u001b[24m',
      "\u001b[90m  3:7  \u001b[39m\u001b[31merror\u001b[39m: The call bypasses the SDK. Use 'ProfilesApi.getProfiles'.  \u001b[90mklaviyo/no-raw-http\u001b[39m",
    ]);
    expect(text).toMatch(/\nVerdict: \u001b\[31mviolated\u001b\[39m\n$/);
  });

  it.each(HOSTILE_TEXTS.map(text => [text]))(
    'holds no command for the runner in colors, when everything says %j',
    text => {
      const finding = sampleFinding({ ruleId: text, message: text, path: text });
      expect(commandsIn(renderText(sampleReport({ findings: [finding] }), { colors: true }))).toEqual([]);
    },
  );

  it('shows the code of 200 findings at most, once for those of one place', () => {
    const snippet = { startLine: 1, lines: ['code'], column: 1, endColumn: 5 };
    const at = (line: number): Finding => sampleFinding({ line, snippet });
    const findings = [at(1), at(1), ...Array.from({ length: 300 }, (_, index) => at(index + 2))];
    const text = renderText(sampleReport({ findings }), { drawFrame: ({ line }) => [`frame ${line}`] });
    expect(text.match(/^frame \d+$/gm)).toEqual(Array.from({ length: 200 }, (_, index) => `frame ${index + 1}`));
  });

  it('reports what to review', () => {
    const text = renderText(sampleReport({ notices: [{ path: 'klaviyo-lint.json', message: 'It is changed here.' }] }));
    expect(text).toMatch(/^To review:\n {2}klaviyo-lint\.json: It is changed here\.\n\n/);
  });

  it('says that a clean repository is verified', () => {
    expect(renderText(sampleReport())).toBe(
      '0 errors and 0 warnings. Linted 3 of 120 files.\nOf 120 files, 100 analyzed, 15 searched for keys only, 5 of kinds that hold no code.\nEvery file was looked at.\nVerdict: verified\n',
    );
  });

  it('shows what comments suppress, and what was left out', () => {
    const suppressed = ['a probe', ''].map(reason => sampleSuppressed(reason));
    const places = Array.from({ length: 7 }, (_, n) => `l${n}.js`);
    const text = renderText(
      sampleReport({
        suppressed,
        ledger: {
          files: 10,
          analyzed: 3,
          keysOnly: 0,
          otherKinds: 0,
          leftOut: [{ cause: 'link', count: 7, places }],
          unseen: 'Not seen: 7 places (7 a symbolic link).',
        },
      }),
    );
    expect(text).toBe(`Suppressed by comments:
  src/profiles.ts:3:7: a probe  klaviyo/no-raw-http
  src/profiles.ts:3:7: no reason given  klaviyo/no-raw-http

Left out:
  7 a symbolic link: l0.js, l1.js, l2.js, l3.js, l4.js, 2 more

0 errors and 0 warnings, 2 suppressed. Linted 3 of 120 files.
Of 10 files, 3 analyzed, 0 searched for keys only, 0 of kinds that hold no code.
Not seen: 7 places (7 a symbolic link).
Verdict: verified
`);
  });

  it('prints no line that a problem matcher of actions/setup-node turns into an annotation', () => {
    const matched = renderText(REPORT)
      .split('\n')
      .filter(line => PROBLEM_MATCHERS.some(matcher => matcher.test(line)));
    expect(matched).toEqual([]);
  });
});
