import { audit, type AuditOptions } from '../audit/audit.ts';
import type { Edit, Finding, Suggestion } from '../model/finding.ts';
import type { Report, Skipped } from '../model/report.ts';
import { createFileReader } from '../project/discovery/read-file.ts';
import { realFolder } from '../project/discovery/scope.ts';
import { DEFAULT_TIME_BUDGET_MS, isOver } from '../project/discovery/time-budget.ts';
import { hasConflict } from '../project/fix/conflict-markers.ts';
import { parseProblem } from '../project/fix/parse-problem.ts';
import { applyEdits } from '../project/upgrade/apply-edits.ts';
import { createOverlay, type Overlay } from '../project/upgrade/overlay.ts';
import { type Choose, chooseFirst, isFree, type OffersOf, safeFixOf, suggestionsOf } from './choose.ts';
import type { FixedFinding } from './fix-report.ts';

export interface FixOptions extends AuditOptions {
  /** What a check of the folder found, where there was one already. */
  found?: Report;
  /** Decides over each suggestion; without it, only safe fixes are made. */
  choose?: Choose | undefined;
}

export interface Fixes {
  fixed: FixedFinding[];
  /** What there was, and what there is to be, by path. Nothing is written yet. */
  changed: Overlay['changed'];
  unfixed: Skipped[];
  /** What a check of the result says. */
  left: Report;
}

/** As ESLint does; an edit that touches another one waits for the next pass. */
const MOST_PASSES = 10;

/**
 * Fixes what a check finds, in memory, until nothing is left that can be fixed. Nothing of the repository is run.
 *
 * @throws UsageError as `audit`
 */
export async function findFixes({ found, choose, ...options }: FixOptions): Promise<Fixes> {
  const root = realFolder(options.root);
  const deadline = performance.now() + (options.timeBudgetMs ?? DEFAULT_TIME_BUDGET_MS);
  const overlay = createOverlay(createFileReader(root));
  const check = (): Promise<Report> =>
    audit({ ...options, read: overlay.read, timeBudgetMs: Math.max(deadline - performance.now(), 1) });
  const fixing: Fixing = { root, overlay, unfixed: new Map() };
  const fixed: FixedFinding[] = [];
  let left = found ?? (await check());

  async function repeat(offersOf: OffersOf, decide: Choose): Promise<void> {
    for (let pass = 0; pass < MOST_PASSES && !isOver(deadline); pass += 1) {
      const made = await fixOnce(fixing, left.findings, { offersOf, decide });
      if (made.length === 0) return;
      fixed.push(...made);
      left = await check();
    }
  }

  await repeat(safeFixOf, chooseFirst);
  if (choose) {
    await repeat(suggestionsOf, onceEach(choose));
    await repeat(safeFixOf, chooseFirst);
  }
  return { fixed, changed: overlay.changed, unfixed: [...fixing.unfixed.values()], left };
}

interface Fixing {
  root: string;
  overlay: Overlay;
  /** By path, why it stays as it is. */
  unfixed: Map<string, Skipped>;
}

interface Deciding {
  offersOf: OffersOf;
  decide: Choose;
}

/** Nobody is asked the same again in the next pass. */
function onceEach(choose: Choose): Choose {
  const declined = new Set<string>();
  return async offer => {
    const { ruleId, fingerprint } = offer.finding;
    const key = `${ruleId} ${fingerprint}`;
    if (declined.has(key)) return undefined;
    const chosen = await choose(offer);
    if (chosen === undefined) declined.add(key);
    return chosen;
  };
}

async function fixOnce(fixing: Fixing, findings: readonly Finding[], deciding: Deciding): Promise<FixedFinding[]> {
  const fixable = findings.filter(finding => deciding.offersOf(finding).length > 0);
  const fixed: FixedFinding[] = [];
  for (const path of new Set(fixable.map(finding => finding.path))) {
    if (!fixing.unfixed.has(path))
      fixed.push(
        ...(await fixFile(
          fixing,
          path,
          fixable.filter(finding => finding.path === path),
          deciding,
        )),
      );
  }
  return fixed;
}

async function fixFile(
  { root, overlay, unfixed }: Fixing,
  path: string,
  findings: readonly Finding[],
  deciding: Deciding,
): Promise<FixedFinding[]> {
  const leave = (reason: string): FixedFinding[] => {
    unfixed.set(path, { id: 'fix', path, reason });
    return [];
  };
  const text = overlay.textOf(path);
  if (typeof text !== 'string') return leave(text?.reason ?? 'it is gone');
  if (hasConflict(text)) return leave('it holds the markers of a merge conflict');
  const { edits, fixed } = await chooseEdits(text, findings, deciding);
  const edited = applyEdits(text, edits).text;
  if (edited === text) return [];
  const problem = await parseProblem(root, path, edited);
  if (problem !== undefined) return leave(`with the fixes ${problem}`);
  overlay.change(path, edited);
  return fixed;
}

async function chooseEdits(
  text: string,
  findings: readonly Finding[],
  { offersOf, decide }: Deciding,
): Promise<{ edits: Edit[]; fixed: FixedFinding[] }> {
  const edits: Edit[] = [];
  const fixed: FixedFinding[] = [];
  for (const finding of findings) {
    const suggestions = offersOf(finding).filter(suggestion => isFree(suggestion.edits, edits));
    const chosen = suggestions.length > 0 ? await decide({ finding, suggestions, text }) : undefined;
    if (chosen === undefined) continue;
    edits.push(...chosen.edits);
    fixed.push(fixedFinding(finding, chosen));
  }
  return { edits, fixed };
}

function fixedFinding(
  { ruleId, message, path, line, column, fix }: Finding,
  { title, edits }: Suggestion,
): FixedFinding {
  return { ruleId, message, path, line, column, ...(edits !== fix?.edits && { suggestion: title }) };
}
