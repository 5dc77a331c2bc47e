import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Features } from '../../../action/github/features.ts';
import { type Sent, sendToGithub } from '../../../action/github/send.ts';
import type { Limits } from '../../../action/github/limits.ts';
import type { Target } from '../../../action/github/target.ts';
import type { ActionIo } from '../../../action/io.ts';
import { readInputs } from '../../../action/inputs.ts';
import type { Report } from '../../../src/model/report.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { sampleFinding, sampleReport } from '../../reporters/sample-report.ts';
import { type FakeGithub, HEAD, TOKEN } from './fake-github.ts';

export interface Situation extends Partial<Features> {
  report?: Report;
  /** Files of the workspace. */
  files?: Record<string, string>;
  target?: Partial<Target>;
  inputs?: Record<string, string>;
  limits?: Partial<Limits>;
  onInterrupt?: ActionIo['onInterrupt'];
}

/** No test waits for long, and none for the time limit unless it says so. */
const FAST: Limits = { totalMs: 60_000, reserveMs: 10_000, requestMs: 30_000, firstWaitMs: 1, betweenWritesMs: 0 };

/** Sends to the GitHub of a test. */
export async function send(github: FakeGithub, situation: Situation): Promise<Sent> {
  const { report = sampleReport(), files = {}, target = {}, inputs = {}, limits = {}, ...more } = situation;
  const { onInterrupt, ...features } = more;
  const workspace = realpathSync(mkdtempSync(path.join(tmpdir(), 'workspace-')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
    writeFileSync(path.join(workspace, name), text);
  }
  const read = readInputs(name => inputs[name] ?? '');
  return sendToGithub(
    {
      target: { apiUrl: github.url, owner: 'octo', repo: 'shop', sha: HEAD, pull: 7, ...target },
      token: TOKEN,
      workspace,
      inputs: { ...read, github: { ...read.github, ...features } },
      outcome: {
        report,
        ownReport: report,
        patch: '',
        failOn: 'error',
        requiredItems: [],
        gate: { kind: 'skipped', reason: 'no key', verdict: 'verified' },
      },
      ...(onInterrupt && { onInterrupt }),
    },
    { ...FAST, ...limits },
  );
}

/** As git names the contents of a file. */
export function blobOf(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
}

/** So many findings, one on each line. */
export function findings(count: number, changes: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: count }, (_, index) =>
    sampleFinding({
      line: index + 1,
      endLine: index + 1,
      fingerprint: index.toString(16).padStart(32, '0'),
      ...changes,
    }),
  );
}
