import type { UnidentifiedFinding, UnidentifiedSuppressed } from '../../model/finding.ts';
import type { Skipped } from '../../model/report.ts';
import { HARDCODED_KEY_RULE } from '../../vendors/klaviyo/written-key.ts';
import type { Project } from '../discovery/project.ts';
import { searchHistory } from '../git/history.ts';
import type { SourceFile } from '../lint/prefilter.ts';
import { keyFindings, type KeySearch } from './key-search.ts';
import { pastKeyFindings } from './past-key-findings.ts';
import { publicVariableFindings } from './public-variables.ts';

export interface FoundKeys {
  findings: UnidentifiedFinding[];
  suppressed: UnidentifiedSuppressed[];
  /** The keys themselves, which stay in the process. */
  keys: string[];
  skipped: Skipped[];
}

export interface KeyOptions {
  /** The sources that the rules looked at, which report the keys in them. */
  looked: readonly SourceFile[];
  /** Whether all that was ever committed is searched too. */
  history: boolean;
  /** When nothing further is begun, in the milliseconds of `performance.now()`. */
  deadline: number;
  /** Called with the number of keys in the history once that is searched. */
  onHistory?: ((count: number) => void) | undefined;
}

/** Finds keys wherever they stand: in all files, in variables that are public, and in the history. */
export async function findKeys(
  project: Project,
  search: KeySearch,
  { looked, history, deadline, onHistory }: KeyOptions,
): Promise<FoundKeys> {
  const { rules } = project;
  const written = search.finish([...project.files, ...project.keysOnly]);
  const past =
    history && rules[HARDCODED_KEY_RULE] !== 'off' ? await searchHistory({ ...project, deadline }) : undefined;
  if (past) onHistory?.(past.keys.length);
  const [standing, suppressed] = divide(keyFindings(written.keys, looked, rules));
  return {
    findings: [
      ...standing,
      ...pastKeyFindings(past?.keys ?? [], rules),
      ...publicVariableFindings(search.read, project.files, rules),
    ],
    suppressed,
    keys: [...written.keys, ...(past?.keys ?? [])].map(({ key }) => key),
    skipped: [...written.skipped, ...(past?.skipped ?? [])],
  };
}

function divide(
  found: readonly (UnidentifiedFinding | UnidentifiedSuppressed)[],
): [UnidentifiedFinding[], UnidentifiedSuppressed[]] {
  const isSuppressed = (finding: (typeof found)[number]): finding is UnidentifiedSuppressed => 'suppression' in finding;
  return [found.filter(finding => !isSuppressed(finding)), found.filter(isSuppressed)];
}
