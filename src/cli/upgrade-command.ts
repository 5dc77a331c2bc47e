import { resolve } from 'node:path';
import { deliver, type CliIo } from './cli-io.ts';
import { renderUpgradeJson } from '../reporters/json.ts';
import { renderUpgradeMarkdown } from '../reporters/upgrade-markdown.ts';
import { renderUpgradeText } from '../reporters/upgrade-text.ts';

export interface UpgradeArguments {
  format: keyof typeof UPGRADE_RENDERERS;
  output?: string;
  /** `YYYY-MM-DD`. */
  asOf: string;
  /** The release that the code was written for, where the lock file does not say. */
  from?: string;
  write?: boolean;
  /** The folder of the project. */
  folder: string;
}

export const UPGRADE_RENDERERS = { text: renderUpgradeText, json: renderUpgradeJson, markdown: renderUpgradeMarkdown };

/**
 * Runs `klaviyo-lint upgrade`.
 *
 * @param target a release or a range of releases; the newest known one by default
 * @returns the exit code, which does not tell whether there is something to change
 * @throws UsageError for a target that is not known or older than what is there, and for a folder without the SDK
 */
export async function runUpgrade(
  target: string | undefined,
  { format, output, folder, write = false, ...options }: UpgradeArguments,
  io: CliIo,
): Promise<number> {
  const { upgrade } = await import('../upgrade/upgrade.ts');
  const report = await upgrade({
    root: resolve(io.workingFolder, folder),
    target,
    write,
    ...options,
    searchPath: io.environment['PATH'],
  });
  await deliver(io, UPGRADE_RENDERERS[format](report), output);
  return 0;
}
