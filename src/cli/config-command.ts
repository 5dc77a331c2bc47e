import { discover } from '../project/discovery/discover.ts';
import { configurationNames, readConfiguration } from '../project/discovery/configuration.ts';
import { chooseScope, resolveInside } from '../project/discovery/scope.ts';
import { renderConfigurationText } from '../reporters/configuration-text.ts';
import { renderConfigurationJson } from '../reporters/json.ts';
import { configurationSource } from './check-command.ts';
import { type CliIo, deliver } from './cli-io.ts';

export interface ConfigArguments {
  format: keyof typeof CONFIG_RENDERERS;
  output?: string;
  /** A commit whose configuration counts. */
  base?: string;
}

export const CONFIG_RENDERERS = { text: renderConfigurationText, json: renderConfigurationJson };

/**
 * Runs `klaviyo-lint config`.
 *
 * @param file a file of the working folder, or a folder that would be checked; the working folder if it is not given
 * @returns the exit code, 0
 * @throws UsageError for a path that does not exist or lies outside, and for a wrong configuration
 */
export async function runConfig(
  file: string | undefined,
  { format, output, base }: ConfigArguments,
  io: CliIo,
): Promise<number> {
  const { root, paths } = chooseScope(io.workingFolder, file === undefined ? [] : [file]);
  const path = paths.map(each => resolveInside(root, each)).join('');
  const searchPath = io.environment['PATH'];
  const configuration = await readConfiguration({
    root,
    source: await configurationSource(root, base, io),
    listed: configurationNames(await discover(root, searchPath)),
    searchPath,
  });
  const { explainConfiguration } = await import('../project/configuration/load-configuration.ts');
  await deliver(io, CONFIG_RENDERERS[format](explainConfiguration(configuration, path)), output);
  return 0;
}
