import type { CustomerioSettings } from '../../preflight/customerio/settings.ts';
import { type Thresholds, thresholdsIn } from '../../model/thresholds.ts';
import { type ConfigurationPlace, readConfiguration } from './configuration.ts';
import { realFolder } from './scope.ts';

/** What a configuration sets for a preflight. */
export interface LiveSettings {
  /** Those of the checklist where it sets none. */
  thresholds: Thresholds;
  customerio: CustomerioSettings;
}

/**
 * Reads what the configuration of a folder sets for a preflight.
 *
 * @throws UsageError for a folder that does not exist, or a wrong configuration
 */
export async function readLiveSettings(
  folder: string,
  { configuration, searchPath }: { configuration: ConfigurationPlace['source']; searchPath?: string | undefined },
): Promise<LiveSettings> {
  // They are about a run as a whole, so that no folder below has a say.
  const { run } = await readConfiguration({ root: realFolder(folder), source: configuration, listed: [], searchPath });
  return { thresholds: thresholdsIn(run), customerio: run.customerio ?? {} };
}
