import { describe, expect, it } from 'vitest';
import { renderGitlab } from '../../src/reporters/gitlab.ts';
import { sampleFinding, sampleReport } from './sample-report.ts';

describe('renderGitlab', () => {
  it('has a list of what is found, with the fields that GitLab documents', () => {
    const findings = [
      sampleFinding({ endLine: 5 }),
      sampleFinding({ severity: 'warning', fingerprint: 'b'.repeat(32) }),
      sampleFinding({ ruleId: 'klaviyo/no-hardcoded-key', severity: 'warning', fingerprint: 'c'.repeat(32) }),
    ];
    const issue = {
      description:
        "The call bypasses the SDK. Use 'ProfilesApi.getProfiles'. https://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md",
      check_name: 'klaviyo/no-raw-http',
      fingerprint: '0123456789abcdef0123456789abcdef',
      severity: 'major',
      location: { path: 'src/profiles.ts', lines: { begin: 3, end: 5 } },
    };
    const onOneLine = { ...issue, location: { path: 'src/profiles.ts', lines: { begin: 3, end: 3 } } };
    expect(JSON.parse(renderGitlab(sampleReport({ findings })))).toEqual([
      issue,
      { ...onOneLine, severity: 'minor', fingerprint: 'b'.repeat(32) },
      { ...onOneLine, severity: 'blocker', check_name: 'klaviyo/no-hardcoded-key', fingerprint: 'c'.repeat(32) },
    ]);
  });

  it('is an empty list for a clean repository', () => {
    expect(renderGitlab(sampleReport())).toBe('[]\n');
  });
});
