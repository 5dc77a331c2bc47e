import { type Attestations, readAttestations } from '../checklist/attestations.ts';
import { ATTESTATIONS_FILE } from '../checklist/attestations-file.ts';
import { emptyMembers } from '../checklist/empty-members.ts';
import { collectEvidence } from '../checklist/collect-evidence.ts';
import type { ChecklistVendor, ScopeFacts } from '../checklist/checklist-vendor.ts';
import { judgeItems, verdictOf } from '../checklist/judge-items.ts';
import type { Known } from '../checklist/judge-need.ts';
import { CHECKLIST_VENDORS } from '../checklist/vendors.ts';
import type { AttestationProblem, Checklist, ChecklistItem, ChecklistOfVendor } from '../model/checklist.ts';
import type { EvidenceFacts } from '../model/evidence-facts.ts';
import type { Thresholds } from '../model/thresholds.ts';
import type { PreflightReport, Report, Skipped } from '../model/report.ts';
import { counted } from '../reporters/counted.ts';
import type { AcceptedFile } from '../project/discovery/accepted-file.ts';
import { dataEntries } from '../project/evidence/data-entries.ts';
import type { AllowedKey } from '../vendors/allowed-key.ts';
import { DEFAULT_VENDOR } from '../vendors/report-terms.ts';
import type { VendorId } from '../vendors/sdks.ts';

/** What a checklist takes of a live preflight. */
export type LiveProofs = Pick<PreflightReport, 'startedAt' | 'probes' | 'notAsked'>;

export interface ChecklistSources {
  asOf: string;
  /** What all rules and checks found, also those that the configuration switches off. */
  found: Pick<Report, 'findings' | 'suppressed' | 'skipped'>;
  /** Whether new findings are distinguished from old ones, so that items are judged by what the change brings too. */
  isOfChange: boolean;
  /** How many files the configuration leaves out. */
  ignored: number;
  /** The keys that the configuration lets stay. */
  allowedKeys: readonly AllowedKey[];
  /** The ids of the rules and checks that ran. */
  ran: readonly string[];
  /** What each vendor's list is judged by; one that is absent is not looked at. */
  vendors: Readonly<Partial<Record<VendorId, VendorFacts>>>;
  thresholds: Thresholds;
  layerOf: ScopeFacts['layerOf'];
  /** The texts of the attestations: those that count, and those of the checked folder, which would count next. */
  attestations: Pick<AcceptedFile, 'counting' | 'own' | 'unread'>;
  preflight: LiveProofs | undefined;
}

/** What is known of a repository about one vendor. */
export interface VendorFacts {
  evidence: EvidenceFacts;
  /** How many manifests declare the SDK. */
  sdkDeclarations: number;
}

/**
 * Judges the checklist from all that was found out about a repository: the list of each vendor that it uses, and that of the default
 * vendor where it uses none.
 */
export function assembleChecklist(sources: ChecklistSources): Checklist {
  const { asOf, found, isOfChange, ignored, allowedKeys, ran, thresholds, layerOf, attestations, preflight } = sources;
  const { valid } = attestationsIn(attestations.counting, asOf);
  const problems =
    attestations.unread === undefined
      ? attestationsIn(attestations.own, asOf).problems
      : [attestsNothing(attestations.unread)];
  const isOld = preflight !== undefined && isTooOld(preflight, asOf, thresholds);
  const live = isOld ? undefined : preflight;
  const general = {
    ...found,
    ignored,
    allowedKeys,
    ran: new Set(ran),
    thresholds,
    probes: new Map((live?.probes ?? []).map(probe => [probe.id, probe])),
    ...(live && { probesRun: runOf(live) }),
    notAsked: new Map((live?.notAsked ?? []).map(({ id, reason }) => [id, reason])),
    probesMissing: isOld ? tooOld(preflight, thresholds) : missingIn(live),
    attestations: valid,
  };
  const lists = inUse(sources).map(({ vendor, facts: { evidence, sdkDeclarations } }) => {
    const known: Known = {
      ...general,
      vendor,
      otherCode: evidence.otherCode,
      unreadData: evidence.unreadData,
      evidence: collectEvidence(vendor, evidence, thresholds),
      scopes: isPartial(evidence, found.skipped)
        ? new Set(Object.keys(vendor.scopes))
        : vendor.presentScopes({ evidence, sdkDeclarations, found: rulesOf(found), layerOf }),
    };
    const items = judgeItems(vendor, known);
    return {
      vendor,
      items: isOfChange ? withChange(items, judgeItems(vendor, { ...known, ...broughtOf(found) })) : items,
    };
  });
  const items = lists.flatMap(list => list.items);
  const ofVendors = lists.map(({ vendor: { id, name }, items: own }): ChecklistOfVendor => ({
    id,
    name,
    verdict: verdictOf(own, []),
  }));
  const isOnlyDefault = ofVendors.every(({ id }) => id === DEFAULT_VENDOR);
  return {
    schemaVersion: 1,
    asOf,
    items,
    problems,
    verdict: verdictOf(items, problems),
    ...(!isOnlyDefault && { vendors: ofVendors }),
  };
}

interface VendorInUse {
  vendor: ChecklistVendor;
  facts: VendorFacts;
}

/** The vendors that the code uses, or that a finding is about; the default vendor where that is none. */
function inUse({ vendors, found, layerOf }: ChecklistSources): VendorInUse[] {
  const known = CHECKLIST_VENDORS.flatMap((vendor): VendorInUse[] => {
    const facts = vendors[vendor.id];
    return facts === undefined ? [] : [{ vendor, facts }];
  });
  const used = known.filter(
    ({ vendor, facts }) =>
      vendor.presentScopes({ ...facts, layerOf }).has('integration') ||
      found.findings.some(({ ruleId }) => vendor.items.some(item => isAbout(item, ruleId))),
  );
  return used.length > 0 ? used : known.filter(({ vendor }) => vendor.id === DEFAULT_VENDOR);
}

function isAbout({ needs }: ChecklistVendor['items'][number], ruleId: string): boolean {
  return needs.some(need => need.by === 'static' && need.ids.includes(ruleId));
}

function rulesOf({ findings }: ChecklistSources['found']): ReadonlySet<string> {
  return new Set(findings.map(({ ruleId }) => ruleId));
}

/** What the change brings. */
function broughtOf({ findings, suppressed, skipped }: ChecklistSources['found']): ChecklistSources['found'] {
  return {
    findings: findings.filter(({ state }) => state === 'new'),
    suppressed: suppressed.filter(({ suppression }) => suppression.isNew),
    skipped: skipped.filter(({ isChanged }) => isChanged),
  };
}

/** Says of each item how it stands by what the change brings, where that differs. */
function withChange(items: readonly ChecklistItem[], ofChanges: readonly ChecklistItem[]): ChecklistItem[] {
  return items.map((item, index) => {
    const { state: ofChange } = ofChanges[index]!;
    if (ofChange === item.state) return item;
    const reason = ofChange === 'open' ? item.reason : `${item.reason} ${ONLY_OLD}`;
    return { ...item, reason, ofChange };
  });
}

const ONLY_OLD = 'Only what is old or accepted is against it, so it fails no change.';

/** Where code was not read, nothing can be said not to be there. */
function isPartial({ unread }: EvidenceFacts, skipped: readonly Skipped[]): boolean {
  return unread.length > 0 || skipped.some(({ id }) => id === 'file' || id === 'imports');
}

const DAY_MS = 24 * 60 * 60 * 1000;

function tooOld({ startedAt }: LiveProofs, { preflightDays }: Thresholds): string {
  return `the preflight of ${startedAt.slice(0, 10)} is older than ${counted(preflightDays, 'day')}`;
}

function missingIn(live: LiveProofs | undefined): string {
  return live === undefined
    ? "there is no preflight; give one with '--preflight', or run it with '--live'"
    : 'the preflight does not hold it';
}

/** What was true of an account then may not be true of it any more. */
function isTooOld({ startedAt }: LiveProofs, asOf: string, { preflightDays }: Thresholds): boolean {
  return Date.parse(`${asOf}T00:00:00Z`) - Date.parse(startedAt) > preflightDays * DAY_MS;
}

/** Names the time and, where the preflight could tell, the account. */
function runOf({ startedAt, probes }: LiveProofs): string {
  const account = /'([A-Za-z0-9]{6,7})'/.exec(probes.find(({ id }) => id === 'account')?.message ?? '')?.[1];
  const time = new Date(startedAt).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length).replace('T', ' ');
  return `The preflight ran on ${time} UTC${account === undefined ? '' : ` for the account '${account}'`}.`;
}

/** A file that is no YAML is one problem, and attests nothing. */
function attestationsIn(text: string | undefined, asOf: string): Attestations {
  if (text === undefined) return { valid: new Map(), problems: [] };
  try {
    return readAttestations([...dataEntries(text), ...emptyMembers(text)], asOf);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it is nested too deeply';
    return { valid: new Map(), problems: [attestsNothing(reason)] };
  }
}

/** @param reason a clause, which may end with the line as `(line 3)` */
function attestsNothing(reason: string): AttestationProblem {
  const line = Number(/\(line (\d+)\)/.exec(reason)?.[1] ?? 1);
  const message = `'${ATTESTATIONS_FILE}' attests nothing, because ${reason}. Write it as the documentation of the checklist shows.`;
  return { path: ATTESTATIONS_FILE, line, message };
}
