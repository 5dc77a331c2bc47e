import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import semver from 'semver';

/** The npm packages that facts are read from. */
export type SdkName = 'klaviyo-api' | 'customerio-node';

const run = promisify(execFile);

/** Every version of an SDK that the registry has, oldest first, without pre-releases. */
export async function publishedVersions(name: SdkName): Promise<string[]> {
  const { stdout } = await run('npm', ['view', name, 'versions', '--json']);
  const versions = [JSON.parse(stdout) as string | string[]].flat();
  return semver.sort(versions.filter(version => semver.prerelease(version) === null));
}

/** Downloads what the cache does not hold. Only archives are fetched: nothing is installed, unpacked to disk or run. */
export async function download(name: SdkName, versions: readonly string[]): Promise<void> {
  const missing = versions.filter(version => !existsSync(archiveOf(name, version)));
  if (missing.length === 0) return;
  await mkdir(cacheOf(name), { recursive: true });
  const specifiers = missing.map(version => `${name}@${version}`);
  await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', cacheOf(name), ...specifiers]);
}

/** Path of a version's archive in the cache. */
export function archiveOf(name: SdkName, version: string): string {
  return path.join(cacheOf(name), `${name}-${version}.tgz`);
}

function cacheOf(name: SdkName): string {
  return path.resolve('.cache', name);
}
