import { BASELINE_FILE, type BaselineEntry } from '../model/baseline.ts';
import type { Notice } from '../model/report.ts';
import { type AcceptedReading, readAcceptedFile } from '../project/discovery/accepted-file.ts';

export interface CountingBaseline {
  /** What counts; undefined where there is no baseline. */
  entries: BaselineEntry[] | undefined;
  /** What stands in the checked folder. */
  own: BaselineEntry[] | undefined;
  /** Where the folder differs from what counts. */
  notice?: Notice;
}

/**
 * Reads `.klaviyo-lint/baseline.json`: on a pull request that of its base counts.
 *
 * @throws UsageError if that of the folder cannot be read or is wrong, also where that of a commit counts: it would count next
 */
export async function readBaseline(reading: AcceptedReading): Promise<CountingBaseline> {
  const file = await readAcceptedFile(BASELINE_FILE, reading);
  if (file.own === undefined && file.counting === undefined && file.unread === undefined)
    return { entries: undefined, own: undefined };
  const { readTexts } = await import('./standing-parts.ts');
  return readTexts(file);
}
