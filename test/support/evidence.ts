import type { Evidence } from '../../src/model/checklist.ts';
import type { Check, CheckProblem } from '../../src/model/define-check.ts';
import type { EvidenceFacts } from '../../src/model/evidence-facts.ts';
import { type Thresholds, thresholdsOf } from '../../src/model/thresholds.ts';
import type { RepositoryFacts } from '../../src/model/facts.ts';
import { collectors, type EvidenceId } from '../../src/checklist/klaviyo/collectors.ts';
import { KLAVIYO } from '../../src/checklist/klaviyo/index.ts';
import { collectEvidenceFacts } from '../../src/project/evidence/collect-evidence-facts.ts';
import { virtualReader, type VirtualFiles } from '../project/virtual-files.ts';

const NO_FACTS: RepositoryFacts = {
  sdkDependencies: [],
  lockFiles: [],
  legacyDependencies: [],
  envFiles: [],
  suppressions: [],
};

export async function factsIn(files: VirtualFiles): Promise<EvidenceFacts> {
  return collectEvidenceFacts(virtualReader(files), Object.keys(files));
}

/** What a check says of files that are only in memory. */
export async function problemsIn(check: Check, files: VirtualFiles): Promise<CheckProblem[]> {
  return [...check.run({ ...NO_FACTS, evidence: await factsIn(files) }, { asOf: '2026-11-22' })];
}

/** What a collector finds in files that are only in memory. @param set numbers that a team sets */
export async function evidenceIn(
  id: EvidenceId,
  files: VirtualFiles,
  set: Partial<Thresholds> = {},
): Promise<Evidence[]> {
  return [
    ...collectors
      .find(collector => collector.id === id)!
      .collect(await factsIn(files), thresholdsOf(set), KLAVIYO.signs),
  ];
}
