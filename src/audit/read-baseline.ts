import { BASELINE_FILE, type BaselineEntry } from '../model/baseline.ts';
import type { Notice } from '../model/report.ts';
import { type AcceptedReading, type AcceptedSource, readAcceptedFile } from '../project/discovery/accepted-file.ts';
import type { Project } from '../project/discovery/project.ts';
import { createFileReader, MAX_LOCK_BYTES } from '../project/discovery/read-file.ts';
import { surroundingsOf } from '../project/discovery/surroundings.ts';

export interface CountingBaseline {
  /** What counts; undefined where there is no baseline. */
  entries: BaselineEntry[] | undefined;
  /** What stands in the checked folder. */
  own: BaselineEntry[] | undefined;
  /** Where the folder differs from what counts. */
  notice?: Notice;
}

/** Where the baseline of a project is; a configuration may name a place of its own, also above the checked folder. */
export interface BaselinePlace extends Pick<AcceptedReading, 'root' | 'read'> {
  /** Relative to that folder. */
  name: string;
}

/** Finds where the baseline of a project is. @returns undefined where its configuration wants none */
export function baselinePlace({ root, run, read }: Pick<Project, 'root' | 'run' | 'read'>): BaselinePlace | undefined {
  const { baseline: name = BASELINE_FILE } = run;
  if (name === false) return undefined;
  if (!name.startsWith('../')) return { root, name, read };
  const { top, fromTop } = surroundingsOf(root);
  return { root: top, name: fromTop(name), read: createFileReader(top, MAX_LOCK_BYTES) };
}

/**
 * Reads the baseline of a project: on a pull request that of its base counts.
 *
 * @throws UsageError if that of the folder cannot be read or is wrong, also where that of a commit counts: it would count next
 */
export async function readBaseline(
  project: Pick<Project, 'root' | 'run' | 'read' | 'searchPath'>,
  source: AcceptedSource,
): Promise<CountingBaseline> {
  const place = baselinePlace(project);
  if (place === undefined) return { entries: undefined, own: undefined };
  const { root, read, name } = place;
  const file = await readAcceptedFile(name, { root, read, source, searchPath: project.searchPath });
  if (file.own === undefined && file.counting === undefined && file.unread === undefined)
    return { entries: undefined, own: undefined };
  const { readTexts } = await import('./standing-parts.ts');
  return readTexts(file, name);
}
