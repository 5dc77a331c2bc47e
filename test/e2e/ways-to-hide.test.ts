import { rmSync } from 'node:fs';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { hiddenIn, WAYS_TO_HIDE } from '../support/ways-to-hide.ts';
import { type BundleRun, downloadAction, runBundle } from './run-bundle.ts';

let action: string;

beforeAll(() => {
  action = downloadAction();
});

const UNSEEN = 'could not be analyzed, and this change touches them';

/** What a reviewer sees of the run: annotations and the job summary. */
const shownBy = ({ annotations, summary }: BundleRun): string =>
  [...annotations.map(({ properties, data }) => `${properties.title} ${properties.file} ${data}`), summary].join('\n');

it.each(WAYS_TO_HIDE.map(way => [way.outcome, way.name, way] as const))(
  'on a pull request is %s: %s',
  async (_, __, way) => {
    const { folder, base } = hiddenIn(way);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const repo = { full_name: 'octo/shop' };
    const payload = { pull_request: { number: 7, head: { sha: 'a'.repeat(40), repo }, base: { sha: base, repo } } };
    const run = await runBundle(action, {
      files: folder,
      event: 'pull_request',
      payload,
      inputs: { preflight: 'never' },
      env: { PATH: process.env['PATH'] ?? '' },
    });
    const shown = shownBy(run);
    // In Markdown some signs are character references.
    const plain = shown.replaceAll(/&#(\d+);/g, (_reference, code: string) => String.fromCodePoint(Number(code)));
    expect(plain).toContain(way.shown);
    expect(plain.includes(UNSEEN)).toBe(way.outcome === 'unseen');
    expect([run.exitCode, run.outputs['verdict']]).toEqual(
      way.outcome === 'listed' ? [0, 'verified'] : [1, way.outcome === 'found' ? 'violated' : 'not verified'],
    );
  },
);
