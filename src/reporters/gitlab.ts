import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { isAboutKey } from './keys-first.ts';
import { printedJson } from './printed-json.ts';
import { safeLine } from './safe-line.ts';

/** One entry of a report of GitLab's code quality. */
interface CodeQualityIssue {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  location: { path: string; lines: { begin: number; end: number } };
}

/**
 * Renders the findings as a report of GitLab's code quality, for `artifacts: reports: codequality`.
 *
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format; read 2026-11-22.
 */
export function renderGitlab({ findings }: Pick<Report, 'findings'>): string {
  return printedJson(findings.map(issueOf));
}

function issueOf(finding: Finding): CodeQualityIssue {
  const { ruleId, severity, message, helpUrl, fingerprint, path, line, endLine } = finding;
  return {
    description: `${safeLine(message)} ${helpUrl}`,
    check_name: ruleId,
    fingerprint,
    severity: isAboutKey(finding) ? 'blocker' : severity === 'error' ? 'major' : 'minor',
    location: { path, lines: { begin: line, end: endLine } },
  };
}
