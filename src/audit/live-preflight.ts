import type { PreflightOptions } from '../preflight/run-preflight.ts';
import { readLiveSettings } from '../project/discovery/read-live-settings.ts';
import type { CustomerioSettings } from '../preflight/customerio/settings.ts';
import type { CustomerioOptions } from '../preflight/customerio/options.ts';
import { isProject, readLiveProject } from '../project/lint/live-project.ts';
import type { CodeUseOptions } from '../project/lint/code-use.ts';
import type { PreflightReport } from '../model/report.ts';

/** The most of the preflight's time that reading the code may take. */
const CODE_TIME_MS = 20_000;
/** The time that the probes that depend on the code may take after it. */
const QUESTIONS_MS = 5_000;

/** What is given; what concerns Customer.io needs the configuration besides. */
export interface LivePreflightOptions extends Omit<PreflightOptions, 'customerio'> {
  customerio?: (settings: CustomerioSettings) => Promise<CustomerioOptions>;
}

/**
 * Runs the preflight for the project in a folder within one time limit: the live probes first, then the code. Code that could
 * not be read in time counts as unread.
 *
 * @throws UsageError for a folder that does not exist, a wrong configuration, or a wrong address
 */
export async function runLivePreflight(
  folder: string,
  reading: Omit<CodeUseOptions, 'deadline'>,
  options: LivePreflightOptions,
): Promise<PreflightReport> {
  const readProject = (deadline: number): ReturnType<typeof readLiveProject> =>
    readLiveProject(folder, {
      ...reading,
      deadline: Math.min(performance.now() + CODE_TIME_MS, deadline - QUESTIONS_MS),
    });
  const { thresholds, customerio: settings } = await readLiveSettings(folder, reading);
  const { customerio: customerioOf, ...others } = options;
  const customerio = await customerioOf?.(settings);
  const { runPreflight } = await import('../preflight/run-preflight.ts');
  return runPreflight({
    thresholds,
    ...others,
    ...(customerio && { customerio }),
    ...(isProject(folder) && { readProject }),
  });
}
