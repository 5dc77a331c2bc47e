import { describe, expect, test } from 'vitest';
import type { Log } from 'sarif';
import { annotations } from '../../src/reporters/annotations.ts';
import { renderMarkdown } from '../../src/reporters/markdown.ts';
import { renderSarif } from '../../src/reporters/sarif.ts';
import { renderText } from '../../src/reporters/text.ts';
import { sampleFinding, sampleReport, sampleSuppressed } from './sample-report.ts';

const KEY_RULE = 'klaviyo/no-hardcoded-key';

const REPORT = sampleReport({
  findings: [
    sampleFinding({ path: 'a.ts', state: 'old' }),
    sampleFinding({ path: 'b.ts', message: 'It is new. Change it.' }),
    sampleFinding({ path: 'c.ts', state: 'baselined', severity: 'warning' }),
    sampleFinding({ path: 'd.ts', state: 'old', ruleId: KEY_RULE }),
  ],
  suppressed: [sampleSuppressed('a probe')],
});

describe('findings that are not new', () => {
  test('stand apart in the text, keys first, and are counted apart', () => {
    expect(renderText(REPORT)).toBe(`b.ts
  3:7  error: It is new. Change it.  klaviyo/no-raw-http

What each rule means:
  klaviyo/no-raw-http: https://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md

Old, which this change did not bring and which block nothing:
  d.ts:3:7: error: The call bypasses the SDK. Use 'ProfilesApi.getProfiles'.  klaviyo/no-hardcoded-key
  a.ts:3:7: error: The call bypasses the SDK. Use 'ProfilesApi.getProfiles'.  klaviyo/no-raw-http

Accepted by the baseline, which block nothing:
  c.ts:3:7: warning: The call bypasses the SDK. Use 'ProfilesApi.getProfiles'.  klaviyo/no-raw-http

Suppressed by comments:
  src/profiles.ts:3:7: a probe  klaviyo/no-raw-http

1 error and 0 warnings in 1 file, 2 old, 1 baselined, 1 suppressed. Linted 3 of 120 files.
Of 120 files, 100 analyzed, 15 searched for keys only, 5 of kinds that hold no code.
Every file was looked at.
Verdict: violated
`);
  });

  test('are cut in the text where there are many', () => {
    const findings = Array.from({ length: 52 }, (_, line) => sampleFinding({ line: line + 1, state: 'old' }));
    const text = renderText(sampleReport({ findings }));
    expect(text).toContain('  src/profiles.ts:50:7: error');
    expect(text).not.toContain('  src/profiles.ts:51:7: error');
    expect(text).toContain("  2 more, which '--format json' lists.\n");
    expect(text).toContain('0 errors and 0 warnings, 52 old.');
  });

  test('have tables of their own in Markdown', () => {
    const lines = renderMarkdown(REPORT).split('\n');
    const at = (start: string): number => lines.findIndex(line => line.startsWith(start));
    expect(lines[2]).toContain('**1 error** and **0 warnings** in 1 file, 2 old, 1 baselined, 1 suppressed.');
    expect(lines[at('|  | Where |') + 2]).toContain('b.ts:3');
    expect(lines[at('|  | Old |') + 2]).toContain('d.ts:3');
    expect(lines[at('|  | Old |') + 3]).toContain('a.ts:3');
    expect(lines[at('|  | In the baseline |') + 2]).toContain('c.ts:3');
  });

  test('are unchanged in SARIF', () => {
    const { runs } = JSON.parse(
      renderSarif(REPORT, { version: '0.1.0', informationUri: 'https://example.com', rules: [] }),
    ) as Log;
    expect(runs[0]?.results?.map(({ baselineState, properties }) => [baselineState, properties])).toEqual([
      ['unchanged', { state: 'old' }],
      ['new', { state: 'new' }],
      ['unchanged', { state: 'baselined' }],
      ['unchanged', { state: 'old' }],
      ['unchanged', { state: 'suppressed' }],
    ]);
  });

  test('are not annotated, but for keys, as warnings', () => {
    const { shown, left } = annotations(REPORT);
    expect(shown.map(({ level, properties }) => [level, properties.file])).toEqual([
      ['warning', 'd.ts'],
      ['error', 'b.ts'],
    ]);
    expect(left).toBeUndefined();
  });
});

test('where everything is new SARIF says nothing of a baseline', () => {
  const sarif = renderSarif(sampleReport({ findings: [sampleFinding()] }), {
    version: '0.1.0',
    informationUri: 'https://example.com',
    rules: [],
  });
  expect(sarif).not.toContain('baselineState');
});
