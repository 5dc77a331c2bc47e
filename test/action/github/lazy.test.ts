import { expect, it, vi } from 'vitest';
import { recordedRun } from '../recorded-run.ts';

vi.mock('@actions/github', () => {
  throw new Error('loaded');
});

const ENV = { GITHUB_REPOSITORY: 'octo/shop', GITHUB_SHA: 'c'.repeat(40) };

it('a run that sends nothing does not load what sends', async () => {
  const run = await recordedRun({ env: ENV, inputs: { 'github-token': 'x'.repeat(20) } });
  expect([run.outputs.verdict, run.of('notice')]).toEqual(['verified', []]);
});

it('a run that cannot load it says so and has the same verdict', async () => {
  const run = await recordedRun({ env: ENV, inputs: { 'check-run': 'true', 'github-token': 'x'.repeat(20) } });
  expect([run.outputs.verdict, run.of('setFailed')]).toEqual(['verified', []]);
  expect(run.of('notice')).toEqual([
    [
      'What was asked to be sent to GitHub failed unexpectedly. Report this with the log of the step.',
      { title: 'klaviyo-lint' },
    ],
  ]);
});
