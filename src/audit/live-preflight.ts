import { type PreflightOptions, PREFLIGHT_TIME_MS, runPreflight } from '../preflight/run-preflight.ts';
import { readLiveProject } from '../project/lint/live-project.ts';
import type { CodeUseOptions } from '../project/lint/code-use.ts';
import type { PreflightReport } from '../model/report.ts';

/** The most of the preflight's time that reading the code may take. */
const CODE_TIME_MS = 20_000;

/**
 * Runs the preflight for the project in a folder, code and vendor within one time limit. Code that could not be read in time counts
 * as unread.
 *
 * @throws UsageError for a folder that does not exist, a wrong configuration, or a wrong address
 */
export async function runLivePreflight(
  folder: string,
  reading: Omit<CodeUseOptions, 'deadline'>,
  options: PreflightOptions,
): Promise<PreflightReport> {
  const startedAt = performance.now();
  const project = await readLiveProject(folder, { ...reading, deadline: startedAt + CODE_TIME_MS });
  return runPreflight({ budgetMs: PREFLIGHT_TIME_MS - (performance.now() - startedAt), ...options, ...project });
}
