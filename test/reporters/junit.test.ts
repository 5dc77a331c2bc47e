import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { renderJunit } from '../../src/reporters/junit.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { sampleFinding, sampleReport, sampleSuppressed } from './sample-report.ts';

const SCHEMA = readFileSync(new URL('../support/junit.xsd', import.meta.url), 'utf8');

async function schemaErrors(...texts: string[]): Promise<string[]> {
  const xml = texts.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: SCHEMA });
  return errors.map(({ rawMessage }) => rawMessage);
}

const REPORT = sampleReport({
  findings: [
    sampleFinding(),
    sampleFinding({ line: 9, column: 1, severity: 'warning', message: "Move to '2026-07-15' & <later>." }),
  ],
  suppressed: [sampleSuppressed('', { line: 20 })],
  skipped: [
    { id: 'file', path: 'src/big.js', reason: 'larger than 5 MB' },
    { id: 'check/unlocked-sdk', reason: 'no lock file found' },
  ],
});

describe('renderJunit', () => {
  it('has what fails as a failure, and what fails nothing as skipped', () => {
    expect(renderJunit(REPORT, 'error')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="klaviyo-lint" tests="5" failures="1">
  <testsuite name="src/profiles.ts" tests="3" failures="1" errors="0" skipped="2" file="src/profiles.ts">
    <testcase name="klaviyo/no-raw-http 3:7" classname="klaviyo/no-raw-http">
      <failure message="The call bypasses the SDK. Use &apos;ProfilesApi.getProfiles&apos;." type="error">src/profiles.ts:3:7 The call bypasses the SDK. Use &apos;ProfilesApi.getProfiles&apos;. https://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md</failure>
    </testcase>
    <testcase name="klaviyo/no-raw-http 9:1" classname="klaviyo/no-raw-http">
      <skipped message="warning: Move to &apos;2026-07-15&apos; &amp; &lt;later&gt;."/>
    </testcase>
    <testcase name="klaviyo/no-raw-http 20:7" classname="klaviyo/no-raw-http">
      <skipped message="Suppressed by a comment: no reason given"/>
    </testcase>
  </testsuite>
  <testsuite name="Not looked at" tests="2" failures="0" errors="0" skipped="2">
    <testcase name="src/big.js" classname="file">
      <skipped message="larger than 5 MB"/>
    </testcase>
    <testcase name="check/unlocked-sdk" classname="check/unlocked-sdk">
      <skipped message="no lock file found"/>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it.each([
    ['error', 1],
    ['warning', 2],
    ['never', 0],
  ] as const)('counts what fails with --fail-on %s', (failOn, failures) => {
    expect(renderJunit(REPORT, failOn)).toContain(`tests="5" failures="${failures}">`);
  });

  it('has one test that passed for a clean repository', () => {
    expect(renderJunit(sampleReport(), 'error')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="klaviyo-lint" tests="1" failures="0">
  <testsuite name="klaviyo-lint" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="no finding" classname="klaviyo-lint"/>
  </testsuite>
</testsuites>
`);
  });

  it('is valid XML of the schema, whatever the texts hold', async () => {
    const hostile = [...HOSTILE_TEXTS, '\u0000\u0008\uFFFE\uFFFF', ']]>', '<!-- -->', '&#0;'].map(text =>
      renderJunit(
        sampleReport({
          findings: [sampleFinding({ ruleId: text, message: text, path: text })],
          skipped: [{ id: text, path: text, reason: text }],
        }),
        'error',
      ),
    );
    expect(await schemaErrors(renderJunit(REPORT, 'error'), renderJunit(sampleReport(), 'error'), ...hostile)).toEqual(
      [],
    );
    expect(await schemaErrors('<testsuites/>')).not.toEqual([]);
  });
});
