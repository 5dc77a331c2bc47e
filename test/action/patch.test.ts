import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampleFinding, sampleReport } from '../reporters/sample-report.ts';
import { BROKEN, recordedRun } from './recorded-run.ts';

const FIXABLE = sampleReport({ findings: [sampleFinding({ fix: { edits: [{ start: 0, end: 1, text: 'a' }] } })] });
const PATCH = 'diff --git a/a.ts b/a.ts\n';

describe('the patch of all safe fixes', () => {
  it('is a file that an output names', async () => {
    const run = await recordedRun({ report: FIXABLE, patch: PATCH });
    expect(readFileSync(String(run.outputs['patch-file']), 'utf8')).toBe(PATCH);
    expect(run.patched).toMatchObject([{ found: FIXABLE, prefix: '', asOf: '2026-11-20', configuration: 'folder' }]);
  });

  it('takes what is left of the time', async () => {
    const { audited, patched } = await recordedRun({ report: FIXABLE, inputs: { 'time-budget': '20' } });
    expect(audited[0]?.timeBudgetMs).toBe(20_000);
    expect(patched[0]?.timeBudgetMs).toBeLessThan(20_000);
  });

  it('is not even looked for where nothing can be fixed', async () => {
    const run = await recordedRun({ report: BROKEN });
    expect([run.patched, run.outputs['patch-file']]).toEqual([[], undefined]);
  });

  it('is not there where it holds nothing', async () => {
    expect((await recordedRun({ report: FIXABLE })).outputs).not.toHaveProperty('patch-file');
  });

  it('fails nothing when it cannot be made', async () => {
    const run = await recordedRun({
      report: FIXABLE,
      patch: new Error('::error::no\nroom'),
      inputs: { 'fail-on': 'never' },
    });
    expect([run.of('setFailed'), run.outputs.verdict]).toEqual([[], 'violated']);
    expect(run.log).toContain(String.raw`There is no patch of the safe fixes: ::error::no\nroom`);
  });
});
