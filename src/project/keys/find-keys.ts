import { isSuppressed, type UnidentifiedFinding, type UnidentifiedSuppressed } from '../../model/finding.ts';
import { isOff } from '../discovery/rule-settings.ts';
import type { Skipped } from '../../model/report.ts';
import { HARDCODED_KEY_RULE } from '../../messages/written-key.ts';
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
  /** The sources that the rules analyzed, which report the keys in them. */
  analyzed: readonly SourceFile[];
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
  { analyzed, history, deadline, onHistory }: KeyOptions,
): Promise<FoundKeys> {
  const { rules } = project;
  const written = search.finish(
    [...project.files, ...project.keysOnly],
    project.leftOut.filter(({ path, cause }) => cause === 'link' && project.isSelected(path)),
  );
  const past =
    history && rules.all.some(each => !isOff(each, HARDCODED_KEY_RULE))
      ? await searchHistory({ ...project, deadline })
      : undefined;
  if (past) onHistory?.(past.keys.length);
  // Other files were read for what the selected ones import; the names are those of selected files.
  const keys = written.keys.filter(({ at, isIn }) => isIn !== undefined || project.isSelected(at.path));
  const inFiles = keyFindings(keys, analyzed, rules);
  return {
    findings: [
      ...inFiles.filter(finding => !isSuppressed(finding)),
      ...pastKeyFindings(past?.keys ?? [], rules),
      ...publicVariableFindings(
        search.read,
        project.files.filter(path => search.publishing.has(path)),
        rules,
      ),
    ],
    suppressed: inFiles.filter(isSuppressed),
    keys: [...keys, ...(past?.keys ?? [])].map(({ key }) => key),
    skipped: [...written.skipped, ...(past?.skipped ?? [])],
  };
}
