import type { Finding, SuppressedFinding } from '../model/finding.ts';
import type { Report, Skipped } from '../model/report.ts';
import { isViolation, type FailOn } from '../model/verdict.ts';
import { byPath } from './by-path.ts';
import { printed } from './printed.ts';
import { safeLine } from './safe-line.ts';
import { suppressionText } from './suppressed-text.ts';
import { maskSecrets } from '../vendors/secrets.ts';

/** The suite of what was not looked at. */
const UNSEEN = 'Not looked at';

interface TestCase {
  name: string;
  /** The rule. */
  className: string;
  outcome: { kind: 'failure'; type: string; message: string; text: string } | { kind: 'skipped'; message: string };
}

/**
 * Renders a report as JUnit XML, one suite for each file: a finding that fails the run is a failure, and what fails nothing is
 * skipped, with the reason. A clean repository is one test that passed.
 *
 * Valid by `junit-10.xsd` of Jenkins, which has no place for a file and a line in a test.
 *
 * Sources: https://github.com/jenkinsci/xunit-plugin and https://docs.gitlab.com/ci/testing/unit_test_reports/; read
 * 2026-11-22.
 */
export function renderJunit({ findings, suppressed, skipped }: Report, failOn: FailOn): string {
  const cases = new Map<string, TestCase[]>();
  for (const [path, inFile] of byPath(findings))
    cases.set(
      path,
      inFile.map(finding => caseOf(finding, failOn)),
    );
  for (const [path, inFile] of byPath(suppressed))
    cases.set(path, [...(cases.get(path) ?? []), ...(inFile as SuppressedFinding[]).map(suppressedCase)]);
  if (skipped.length > 0) cases.set(UNSEEN, skipped.map(skippedCase));
  const all = [...cases.values()].flat();
  return printed([
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name: 'klaviyo-lint', ...countsOf(all) })}>`,
    ...(all.length === 0 ? cleanSuite() : [...cases].flatMap(([name, inSuite]) => suiteLines(name, inSuite))),
    '</testsuites>',
  ]);
}

function caseOf(finding: Finding, failOn: FailOn): TestCase {
  const { ruleId, severity, message, helpUrl, path, line, column } = finding;
  const outcome = isViolation(finding, failOn)
    ? ({ kind: 'failure', type: severity, message, text: `${path}:${line}:${column} ${message} ${helpUrl}` } as const)
    : ({ kind: 'skipped', message: `${severity}: ${message}` } as const);
  return { name: `${ruleId} ${line}:${column}`, className: ruleId, outcome };
}

function suppressedCase({ ruleId, line, column, suppression }: SuppressedFinding): TestCase {
  const outcome = { kind: 'skipped', message: `Suppressed by a comment: ${suppressionText(suppression)}` } as const;
  return { name: `${ruleId} ${line}:${column}`, className: ruleId, outcome };
}

function skippedCase({ id, path, reason }: Skipped): TestCase {
  return { name: path ?? id, className: id, outcome: { kind: 'skipped', message: reason } };
}

function suiteLines(name: string, cases: readonly TestCase[]): string[] {
  return [
    `  <testsuite ${attributes({ name, ...countsOf(cases), errors: 0, skipped: cases.filter(({ outcome }) => outcome.kind === 'skipped').length, ...(name !== UNSEEN && { file: name }) })}>`,
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function cleanSuite(): string[] {
  return [
    `  <testsuite ${attributes({ name: 'klaviyo-lint', tests: 1, failures: 0, errors: 0, skipped: 0 })}>`,
    `    <testcase ${attributes({ name: 'no finding', classname: 'klaviyo-lint' })}/>`,
    '  </testsuite>',
  ];
}

function countsOf(cases: readonly TestCase[]): { tests: number; failures: number } {
  const failures = cases.filter(({ outcome }) => outcome.kind === 'failure').length;
  return { tests: Math.max(cases.length, 1), failures };
}

function caseLines({ name, className, outcome }: TestCase): string[] {
  const inner =
    outcome.kind === 'failure'
      ? `<failure ${attributes({ message: outcome.message, type: outcome.type })}>${escaped(outcome.text)}</failure>`
      : `<skipped ${attributes({ message: outcome.message })}/>`;
  return [`    <testcase ${attributes({ name, classname: className })}>`, `      ${inner}`, '    </testcase>'];
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ');
}

const MARKUP: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Safe in the text of an element and in an attribute; what XML cannot hold at all is spelled out. */
function escaped(text: string): string {
  return safeLine(maskSecrets(text))
    .replaceAll(/[<>&"']/g, character => MARKUP[character] ?? '')
    .replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD');
}
