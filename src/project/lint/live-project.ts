import type { CodeUse, ProjectSdk } from '../../preflight/klaviyo/project-use.ts';
import { readCodeUse, type CodeUseOptions } from './code-use.ts';
import { readProjectSdk } from '../manifests/project-sdk.ts';
import { createFileReader } from '../discovery/read-file.ts';
import { realFolder } from '../discovery/scope.ts';

/** What the preflight compares the account with. */
export interface LiveProject {
  sdk: ProjectSdk;
  code: CodeUse;
}

/**
 * Returns whether a folder is a project, and no home folder or the like.
 *
 * @throws UsageError for a folder that does not exist
 */
export function isProject(folder: string): boolean {
  return createFileReader(realFolder(folder))('package.json') instanceof Uint8Array;
}

/**
 * Reads the project that goes live; nothing of it is run.
 *
 * @returns undefined for a folder that is no project
 * @throws UsageError for a folder that does not exist, or a wrong configuration
 */
export async function readLiveProject(folder: string, options: CodeUseOptions): Promise<LiveProject | undefined> {
  if (!isProject(folder)) return undefined;
  const root = realFolder(folder);
  const [sdk, code] = await Promise.all([readProjectSdk(root, options.searchPath), readCodeUse(root, options)]);
  return { sdk, code };
}
