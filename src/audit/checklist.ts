import { findOtherCode } from '../project/evidence/other-code.ts';
import { ATTESTATIONS_FILE } from '../checklist/attestations-file.ts';
import { checks } from '../checks/index.ts';
import { requiredItems } from '../checklist/required-items.ts';
import type { Checklist } from '../model/checklist.ts';
import type { EvidenceFacts } from '../model/evidence-facts.ts';
import type { Report } from '../model/report.ts';
import { dependenciesOf } from '../model/sdk-in-use.ts';
import { DEFAULT_VENDOR } from '../vendors/report-terms.ts';
import { type Sdk, SDKS, type VendorId } from '../vendors/sdks.ts';
import { EVIDENCE_SIGNS } from '../vendors/evidence-signs.ts';
import { isTestFile } from '../../eslint-plugin/program/test-file.ts';
import type { RepositoryFacts } from '../model/facts.ts';
import { isCodeName } from '../project/discovery/file-kind.ts';
import type { Project } from '../project/discovery/project.ts';
import type { FileReader } from '../project/discovery/read-file.ts';
import { thresholdsIn } from '../model/thresholds.ts';
import { type AcceptedFile, readAcceptedFile } from '../project/discovery/accepted-file.ts';
import type { RunSettings } from '../project/discovery/configuration.ts';
import { LAYERING_RULE } from '../project/discovery/rule-settings.ts';
import { allowedKeys } from '../project/keys/key-settings.ts';
import type { LiveProofs, VendorFacts } from './assemble-checklist.ts';
import type { Layering } from '../project/lint/eslint-linter.ts';
import { type AuditOptions, auditProject } from './audit.ts';

/** The code of a repository as `check` reports it, and what its checklist needs of it. */
export interface CheckedForChecklist {
  report: Report;
  /** The attestations in the checked folder, or why they were not read. */
  attestations: Pick<AcceptedFile, 'own' | 'unread'>;
  /** The project calls the vendor, names it in code, or declares its SDK; otherwise hardly an item applies. */
  concernsVendor: boolean;
  /** What the configuration sets for the run; required items are ids. */
  run: RunSettings;
  /** Judges the checklist with what a live preflight saw, if one ran. */
  judge(preflight?: LiveProofs): Promise<Checklist>;
}

/**
 * Checks a repository once, for its report and for its checklist. All rules run for the checklist, whatever the configuration switches
 * off, and the attestations are those of the base where the configuration is.
 *
 * @throws UsageError as `audit`
 */
export async function checkForChecklist(options: AuditOptions): Promise<CheckedForChecklist> {
  const { report, found, facts, project, concernsVendor } = await auditProject(
    options,
    async (read, files, isNamed) => {
      if (!isNamed && findOtherCode(read, files).length === 0) return undefined;
      const { collectEvidenceFacts } = await import('./checklist-parts.ts');
      return collectEvidenceFacts(read, files);
    },
  );
  const { root, read, searchPath, run } = project;
  const others = await otherVendors(project, facts);
  const source = options.configuration ?? 'nowhere';
  const attestations = await readAcceptedFile(ATTESTATIONS_FILE, { root, source, read, searchPath });
  const { notice } = attestations;
  const sources = {
    asOf: options.asOf,
    found,
    isOfChange: report.base?.scope === 'changed',
    ignored: project.ignored.length,
    allowedKeys: [
      ...new Map(project.rules.all.flatMap(each => allowedKeys(each)).map(key => [key.fingerprint, key])).values(),
    ],
    vendors: {
      [DEFAULT_VENDOR]: {
        evidence: facts.evidence ?? NO_EVIDENCE,
        sdkDeclarations: declarationsIn(facts, SDKS[DEFAULT_VENDOR]),
      },
      ...others,
    },
    thresholds: thresholdsIn(run),
    attestations,
  };
  return {
    report: notice ? { ...report, notices: [...(report.notices ?? []), notice] } : report,
    attestations,
    concernsVendor: concernsVendor || Object.keys(others).length > 0,
    run: run.requiredItems ? { ...run, requiredItems: idsOf(run.requiredItems) } : run,
    async judge(preflight) {
      const { assembleChecklist } = await import('./checklist-parts.ts');
      const { layerOf, RULES } = await import('../project/lint/eslint-linter.ts');
      const layeringOf = (path: string): Layering => project.rules.of(path)[LAYERING_RULE]?.options ?? {};
      return assembleChecklist({
        ...sources,
        ran: [
          ...Object.entries(RULES).flatMap(([vendor, rules]) => Object.keys(rules).map(id => `${vendor}/${id}`)),
          ...Object.keys(checks).map(id => `check/${id}`),
        ],
        layerOf: path => layerOf(path, layeringOf(path), DEFAULT_VENDOR),
        preflight,
      });
    },
  };
}

/** What the checklists of the other vendors need: of those that a file of code or a manifest names. */
async function otherVendors(
  project: Pick<Project, 'read' | 'files'>,
  facts: RepositoryFacts,
): Promise<Partial<Record<VendorId, VendorFacts>>> {
  const ids = (Object.keys(SDKS) as VendorId[]).filter(id => id !== DEFAULT_VENDOR);
  const found = await Promise.all(ids.map(async id => [id, await factsOf(id, project, facts)] as const));
  return Object.fromEntries(found.filter(([, own]) => own !== undefined));
}

async function factsOf(
  vendor: VendorId,
  { read, files }: Pick<Project, 'read' | 'files'>,
  facts: RepositoryFacts,
): Promise<VendorFacts | undefined> {
  const sdkDeclarations = declarationsIn(facts, SDKS[vendor]);
  const { mentions, otherCode } = EVIDENCE_SIGNS[vendor];
  const isNamed =
    sdkDeclarations > 0 ||
    files.some(path => isCodeName(path) && !isTestFile(path) && isIn(read(path), mentions)) ||
    findOtherCode(read, files, { mentions, otherCode }).length > 0;
  if (!isNamed) return undefined;
  const { collectEvidenceFacts } = await import('./checklist-parts.ts');
  return { evidence: await collectEvidenceFacts(read, files, vendor), sdkDeclarations };
}

function isIn(bytes: ReturnType<FileReader>, mentions: (text: string) => boolean): boolean {
  return bytes instanceof Uint8Array && mentions(bytes.toString('latin1'));
}

function declarationsIn({ sdkDependencies }: RepositoryFacts, sdk: Sdk): number {
  return dependenciesOf(sdk.package, sdkDependencies).length;
}

const NO_EVIDENCE: EvidenceFacts = { code: [], data: [], texts: [], unread: [], unreadData: [], otherCode: [] };

/** What a configuration requires has been validated. */
function idsOf(items: readonly string[]): string[] {
  const required = requiredItems(items.join(','));
  return 'ids' in required ? required.ids : [];
}
