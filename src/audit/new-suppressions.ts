import { identify, isSuppressed, type SuppressedFinding } from '../model/finding.ts';
import type { SuppressionFact } from '../model/facts.ts';
import type { Change } from '../project/git/change.ts';
import type { Project } from '../project/discovery/project.ts';
import type { FileReader } from '../project/discovery/read-file.ts';
import { keyFindings, keysIn } from '../project/keys/key-search.ts';
import { lintFiles } from '../project/lint/lint-files.ts';
import type { LintOptions } from '../project/lint/lint.ts';
import { byPlace } from './order.ts';

/**
 * Tells of each finding that a comment silences whether the change brings it: it does if the same finding was not silenced in the
 * file as it was before.
 *
 * @param project with a change; without one nothing is said
 */
export async function markNew(
  suppressed: readonly SuppressedFinding[],
  project: Project,
  options: LintOptions,
): Promise<SuppressedFinding[]> {
  const { change } = project;
  if (change === undefined) return [...suppressed];
  const touched = new Set(suppressed.map(({ path }) => path).filter(change.has));
  const before = touched.size === 0 ? new Set() : await silencedBefore(touched, change, project, options);
  return suppressed.map(finding => ({
    ...finding,
    suppression: { ...finding.suppression, isNew: touched.has(finding.path) && !before.has(finding.fingerprint) },
  }));
}

async function silencedBefore(
  paths: ReadonlySet<string>,
  change: Change,
  project: Project,
  options: LintOptions,
): Promise<Set<string>> {
  const before = new Map<string, Buffer>();
  for (const path of paths) {
    const text = await change.readBefore(path);
    if (text !== undefined) before.set(path, Buffer.from(text));
  }
  const read: FileReader = path => (paths.has(path) ? before.get(path) : project.read(path));
  const linted = await lintFiles(read, project.all, { ...options, isChecked: path => paths.has(path) });
  const keys = [...before].flatMap(([path, bytes]) => keysIn(path, bytes));
  const found = [
    ...linted.findings,
    ...(linted.suppressed ?? []),
    ...keyFindings(keys, linted.analyzed, project.rules),
  ].sort(byPlace);
  return new Set(
    identify(found)
      .filter(isSuppressed)
      .map(({ fingerprint }) => fingerprint),
  );
}

/** What a check may know about a finding that a comment silences. */
export function suppressionFact({
  ruleId,
  path,
  line,
  column,
  endLine,
  endColumn,
  suppression,
}: SuppressedFinding): SuppressionFact {
  const { reason, isNew = false } = suppression;
  return { ruleId, at: { path, line, column, endLine, endColumn }, reason, isNew };
}
