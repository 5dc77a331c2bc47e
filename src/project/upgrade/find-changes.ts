import { AUTOMATIC_FIX } from '../../model/automatic-fix.ts';
import { gt, lt, lte } from 'semver';
import type { Edit, UnidentifiedFinding } from '../../model/finding.ts';
import { REMOVED_EXPORTS } from '../../vendors/klaviyo/generated/removed-exports.ts';
import type { Skipped } from '../../model/report.ts';
import { REMOVED_ATTRIBUTES } from '../../vendors/klaviyo/breaking-changes.ts';
import type { SdkUse } from '../../upgrade/breaking-changes-between.ts';
import type { Place, UpgradeChange } from '../../upgrade/upgrade-report.ts';
import { everywhere } from '../discovery/rule-settings.ts';
import { lintFiles } from '../lint/lint-files.ts';
import type { LintRule } from '../lint/lint.ts';
import { applyEdits } from './apply-edits.ts';
import type { Overlay } from './overlay.ts';

export interface UpgradeScope {
  /** A real path. */
  root: string;
  /** Relative to `root`. */
  files: readonly string[];
  /** The release that the code was written for. */
  from: string;
  to: string;
  /** That `to` sends. */
  revision: string;
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
}

export interface CodeChanges {
  changes: UpgradeChange[];
  uses: SdkUse[];
  skipped: Skipped[];
}

/** An edit that reaches into another waits for the next round. */
const MOST_ROUNDS = 10;

const USE = 'sdk-use';
const TYPES = 'sdk-types';

/** The first release whose retries take other options. */
const NEW_RETRIES = '14.0.0';

/** Finds what an upgrade of the SDK changes in the code, and makes over it what can be made automatically. */
export async function findChanges(
  overlay: Overlay,
  { root, files, from, to, revision, asOf }: UpgradeScope,
): Promise<CodeChanges> {
  const options = {
    root,
    asOf,
    sdkVersionOf: () => to,
    rules: await rulesFor(from, to),
    settings: everywhere({
      'klaviyo/removed-export': { options: removedBetween(from, to) },
      'klaviyo/sdk-use': { options: { attributes: REMOVED_ATTRIBUTES } },
    }),
  };
  const { findings, skipped } = await lintFiles(overlay.read, files, options);
  let waiting = makeEdits(overlay, findings);
  for (let round = 1; waiting > 0 && round < MOST_ROUNDS; round += 1) {
    waiting = makeEdits(overlay, (await lintFiles(overlay.read, files, options)).findings);
  }
  const uses = findings.filter(isUse).map(useOf);
  const misfits = await findMisfits(overlay, { root, files, to, revision, asOf }, uses);
  const isOfChange = (finding: UnidentifiedFinding): boolean =>
    idOf(finding.ruleId) in options.rules && !isUse(finding);
  return {
    changes: [...grouped(findings.filter(isOfChange), overlay), ...grouped(misfits.findings, overlay)],
    uses,
    skipped: [...skipped, ...misfits.skipped],
  };
}

function isUse({ ruleId }: UnidentifiedFinding): boolean {
  return idOf(ruleId) === USE;
}

/** What does not fit the types of the target after everything that can be made automatically; places are those of the result. */
async function findMisfits(
  overlay: Overlay,
  { root, files, to, revision, asOf }: Omit<UpgradeScope, 'from'>,
  uses: readonly SdkUse[],
): Promise<Pick<CodeChanges, 'skipped'> & { findings: UnidentifiedFinding[] }> {
  if (uses.length === 0) return { findings: [], skipped: [] };
  const [{ targetTypes }, { upgradeRules }] = await Promise.all([
    import('./target-types.ts'),
    import('../lint/eslint-linter.ts'),
  ]);
  const facts = targetTypes(to, revision, uses);
  if (facts === undefined)
    return { findings: [], skipped: [{ id: TYPES, reason: `the types of klaviyo-api ${to} are not known` }] };
  const { findings } = await lintFiles(overlay.read, files, {
    root,
    asOf,
    sdkVersionOf: () => to,
    rules: { [TYPES]: upgradeRules[TYPES] },
    settings: everywhere({ [`klaviyo/${TYPES}`]: { options: { ...facts } } }),
  });
  return { findings: findings.filter(({ ruleId }) => idOf(ruleId) === TYPES), skipped: [] };
}

async function rulesFor(from: string, to: string): Promise<Record<string, LintRule>> {
  const { RULES, upgradeRules } = await import('../lint/eslint-linter.ts');
  const { 'no-deprecated-method': method, 'no-snake-case-attribute': attribute } = RULES.klaviyo;
  const { 'retry-options': retryOptions, 'sdk-types': _types, ...others } = upgradeRules;
  const hasOtherRetries = lt(from, NEW_RETRIES) && lte(NEW_RETRIES, to);
  return {
    'no-deprecated-method': method,
    'no-snake-case-attribute': attribute,
    ...others,
    ...(hasOtherRetries && { 'retry-options': retryOptions }),
  };
}

/** What `from` exports and `to` does not; retry options have a rule of their own. */
function removedBetween(from: string, to: string): Record<string, string> {
  const gone = Object.entries(REMOVED_EXPORTS).filter(([last]) => !gt(from, last) && lt(last, to));
  const names = gone.flatMap(([last, removed]) => removed.map((name): [string, string] => [name, last]));
  return Object.fromEntries<string>(names.filter(([name]) => name !== 'RetryOptions'));
}

/** @returns how many edits have to wait */
function makeEdits(overlay: Overlay, findings: readonly UnidentifiedFinding[]): number {
  let waiting = 0;
  for (const [path, inFile] of groupBy(findings, finding => finding.path)) {
    const text = overlay.textOf(path);
    const edits = inFile.flatMap(automaticEdits);
    if (typeof text !== 'string' || edits.length === 0) continue;
    const { text: edited, applied } = applyEdits(text, edits);
    overlay.change(path, edited);
    waiting += edits.length - applied.length;
  }
  return waiting;
}

function automaticEdits({ suggestions = [] }: UnidentifiedFinding): Edit[] {
  return suggestions.filter(({ title }) => title === AUTOMATIC_FIX).flatMap(({ edits }) => edits);
}

/** One change for all places with the same message. */
function grouped(findings: readonly UnidentifiedFinding[], overlay: Overlay): UpgradeChange[] {
  const by = (finding: UnidentifiedFinding): UpgradeChange['by'] =>
    automaticEdits(finding).length > 0 && typeof overlay.textOf(finding.path) === 'string' ? 'tool' : 'hand';
  const groups = groupBy(findings, finding => `${by(finding)} ${finding.ruleId} ${finding.message}`);
  return groups.map(([, group]) => ({
    id: idOf(group[0].ruleId),
    by: by(group[0]),
    message: group[0].message,
    places: group.map(placeOf),
  }));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [key: string, group: [T, ...T[]]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups];
}

/** `ProfilesApi.createProfile`, with ` ?` or an attribute behind it. */
function useOf(finding: UnidentifiedFinding): SdkUse {
  const [name = '', what] = finding.message.split(' ');
  const [apiClass = '', method = ''] = name.split('.');
  const use = { ...placeOf(finding), apiClass, method, isPayloadSeen: what !== '?' };
  return what === undefined || what === '?' ? use : { ...use, attribute: what };
}

function placeOf({ path, line, column }: UnidentifiedFinding): Place {
  return { path, line, column };
}

function idOf(ruleId: string): string {
  return ruleId.slice(ruleId.indexOf('/') + 1);
}
