import { parse } from 'jsonc-parser';
import { valid } from 'semver';
import type { ProjectSdk } from '../preflight/define-probe.ts';
import { UsageError } from '../errors.ts';
import { collectFacts } from './collect-facts.ts';
import { createFileReader } from './read-file.ts';
import { realFolder, resolveInside } from './scope.ts';

const INSTALLED = 'node_modules/klaviyo-api/package.json';

/** Reads which SDK the project in a folder declares and has installed; nothing if there is no project. */
export async function readProjectSdk(folder: string): Promise<ProjectSdk> {
  const root = realFolder(folder);
  const { facts } = await collectFacts(createFileReader(root), ['package.json']);
  const declared = facts.sdkDependencies.find(({ section }) => section !== 'peerDependencies')?.specifier;
  const installed = installedVersion(root);
  return { ...(declared !== undefined && { declared }), ...(installed !== undefined && { installed }) };
}

function installedVersion(root: string): string | undefined {
  try {
    const bytes = createFileReader(root)(resolveInside(root, INSTALLED));
    const manifest = bytes instanceof Uint8Array ? (parse(bytes.toString('utf8')) as { version?: string } | undefined) : undefined;
    return valid(manifest?.version) ?? undefined;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
