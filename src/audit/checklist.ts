import { ATTESTATIONS_FILE } from '../checklist/attestations.ts';
import { checks } from '../checks/index.ts';
import type { Checklist } from '../model/checklist.ts';
import type { Report } from '../model/report.ts';
import { readAcceptedFile } from '../project/discovery/accepted-file.ts';
import type { LiveProofs } from './assemble-checklist.ts';
import { type AuditOptions, auditProject } from './audit.ts';

/** The code of a repository as `check` reports it, and what its checklist needs of it. */
export interface CheckedForChecklist {
  report: Report;
  /** The text of the attestations in the checked folder; undefined where there are none. */
  attestations: string | undefined;
  /** Judges the checklist with what a live preflight saw, if one ran. */
  judge(preflight?: LiveProofs): Checklist;
}

/**
 * Checks a repository once, for its report and for its checklist. All rules run for the checklist, whatever the configuration switches
 * off, and the attestations are those of the base where the configuration is.
 *
 * @throws UsageError as `audit`
 */
export async function checkForChecklist(options: AuditOptions): Promise<CheckedForChecklist> {
  const { assembleChecklist, collectEvidenceFacts } = await import('./checklist-parts.ts');
  const { report, found, facts, project } = await auditProject(options, collectEvidenceFacts);
  const { rules } = await import('../project/lint/eslint-linter.ts');
  const ran = [...Object.keys(rules).map(id => `klaviyo/${id}`), ...Object.keys(checks).map(id => `check/${id}`)];
  const { root, read, searchPath } = project;
  const source = options.configuration ?? 'nowhere';
  const attestations = await readAcceptedFile(ATTESTATIONS_FILE, { root, source, read, searchPath });
  const { notice } = attestations;
  const sources = {
    asOf: options.asOf,
    found,
    ran,
    evidence: facts.evidence!,
    sdkDeclarations: facts.sdkDependencies.length,
    attestations,
  };
  return {
    report: notice ? { ...report, notices: [...(report.notices ?? []), notice] } : report,
    attestations: attestations.own,
    judge: preflight => assembleChecklist({ ...sources, preflight }),
  };
}
