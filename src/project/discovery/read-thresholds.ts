import { type Thresholds, thresholdsOf } from '../../model/thresholds.ts';
import { type ConfigurationPlace, readConfiguration } from './configuration.ts';
import { realFolder } from './scope.ts';

/**
 * Reads the numbers that the configuration of a folder sets, and gives those of the checklist for the others.
 *
 * @throws UsageError for a folder that does not exist, or a wrong configuration
 */
export async function readThresholds(
  folder: string,
  { configuration, searchPath }: { configuration: ConfigurationPlace['source']; searchPath?: string | undefined },
): Promise<Thresholds> {
  // They are about a run as a whole, so that no folder below has a say.
  const { run } = await readConfiguration({ root: realFolder(folder), source: configuration, listed: [], searchPath });
  return thresholdsOf(run.thresholds ?? {});
}
