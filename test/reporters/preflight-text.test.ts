import { describe, expect, it } from 'vitest';
import { renderPreflightText } from '../../src/reporters/preflight-text.ts';
import { FAILED, PASSED, samplePreflight, SKIPPED } from './sample-report.ts';

describe('renderPreflightText', () => {
  it('tells each probe, what to do next, and the verdict', () => {
    expect(renderPreflightText(samplePreflight([PASSED, FAILED, SKIPPED]))).toBe(`passed  status-page: All systems are operational. [120 ms]
failed  authentication (P1): Klaviyo refused the key with 401. [80 ms]
        next: Create a new key and replace the stored one.
skipped account: the key was refused

Verdict: violated
`);
  });
});
