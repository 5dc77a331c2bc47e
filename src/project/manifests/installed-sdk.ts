import { posix } from 'node:path';
import { parse } from 'jsonc-parser';
import { valid } from 'semver';
import { UsageError } from '../../model/errors.ts';
import type { InstalledSdk } from '../../model/facts.ts';
import { upwards } from '../locks/lock-finder.ts';
import { createFileReader } from '../discovery/read-file.ts';
import { resolveInside } from '../discovery/scope.ts';

/**
 * Reads which version of a package stands in `node_modules` for the manifest of a folder. A link is followed inside of the checked
 * folder, because pnpm makes them, and never out of it.
 *
 * @param root a real path
 * @param folder relative to it
 */
export function installedSdk(root: string, folder: string, name: string): InstalledSdk | undefined {
  for (const above of upwards(folder)) {
    const path = posix.join(above, 'node_modules', name, 'package.json');
    const version = versionIn(root, path);
    if (version !== undefined) return { version, path };
  }
  return undefined;
}

function versionIn(root: string, path: string): string | undefined {
  try {
    const bytes = createFileReader(root)(resolveInside(root, path));
    const manifest =
      bytes instanceof Uint8Array ? (parse(bytes.toString('utf8')) as { version?: string } | undefined) : undefined;
    return valid(manifest?.version) ?? undefined;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
