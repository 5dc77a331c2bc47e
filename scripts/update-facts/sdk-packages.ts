import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import semver from 'semver';

const PACKAGE = 'klaviyo-api';
const CACHE = path.resolve('.cache', PACKAGE);

const run = promisify(execFile);

/** Every version of the SDK that the registry has, oldest first, without pre-releases. */
export async function publishedVersions(): Promise<string[]> {
  const { stdout } = await run('npm', ['view', PACKAGE, 'versions', '--json']);
  const versions = [JSON.parse(stdout) as string | string[]].flat();
  return semver.sort(versions.filter(version => semver.prerelease(version) === null));
}

/** Downloads what the cache does not hold. Only archives are fetched: nothing is installed, unpacked to disk or run. */
export async function download(versions: readonly string[]): Promise<void> {
  const missing = versions.filter(version => !existsSync(archiveOf(version)));
  if (missing.length === 0) return;
  await mkdir(CACHE, { recursive: true });
  const specifiers = missing.map(version => `${PACKAGE}@${version}`);
  await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', CACHE, ...specifiers]);
}

/** Path of a version's archive in the cache. */
export function archiveOf(version: string): string {
  return path.join(CACHE, `${PACKAGE}-${version}.tgz`);
}
