import { type PreflightOptions, runPreflight } from '../preflight/run-preflight.ts';
import { PREFLIGHT_TIME_MS } from '../preflight/run-vendor.ts';
import { readThresholds } from '../project/discovery/read-thresholds.ts';
import { isProject, readLiveProject } from '../project/lint/live-project.ts';
import type { CodeUseOptions } from '../project/lint/code-use.ts';
import type { PreflightReport } from '../model/report.ts';

/** The most of the preflight's time that reading the code may take. */
const CODE_TIME_MS = 20_000;
/** The time that the probes that depend on the code may take after it. */
const QUESTIONS_MS = 5_000;

/**
 * Runs the preflight for the project in a folder within one time limit: the live probes first, then the code. Code that could
 * not be read in time counts as unread.
 *
 * @throws UsageError for a folder that does not exist, a wrong configuration, or a wrong address
 */
export async function runLivePreflight(
  folder: string,
  reading: Omit<CodeUseOptions, 'deadline'>,
  options: PreflightOptions,
): Promise<PreflightReport> {
  const readProject = (deadline: number): ReturnType<typeof readLiveProject> =>
    readLiveProject(folder, {
      ...reading,
      deadline: Math.min(performance.now() + CODE_TIME_MS, deadline - QUESTIONS_MS),
    });
  const thresholds = await readThresholds(folder, reading);
  return runPreflight({
    budgetMs: PREFLIGHT_TIME_MS,
    thresholds,
    ...options,
    ...(isProject(folder) && { readProject }),
  });
}
