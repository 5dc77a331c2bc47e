import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const REPOSITORY = path.join(import.meta.dirname, '..', '..');

const FOLDERS = {
  'klaviyo-lint': REPOSITORY,
  'klaviyo-lint-core': path.join(REPOSITORY, 'core'),
  'eslint-plugin-klaviyo': path.join(REPOSITORY, 'eslint-plugin'),
  'eslint-plugin-customerio': path.join(REPOSITORY, 'eslint-plugin-customerio'),
};
export type PackageName = keyof typeof FOLDERS;
export const PACKAGES = Object.keys(FOLDERS) as PackageName[];

/** Packs a package as npm would publish it. @returns the tarball */
export function pack(name: PackageName): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pack-'));
  const output = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: FOLDERS[name],
    encoding: 'utf8',
  });
  return path.join(folder, output.trim());
}

/** What every package manager reads in a manifest to take the packed core where the plugin asks for the published one. */
export function takingCoreFrom(tarball: string): Record<string, unknown> {
  const own = { 'klaviyo-lint-core': `file:${tarball}` };
  return { overrides: own, resolutions: own, pnpm: { overrides: own } };
}

/** @returns the bytes that a tarball becomes when it is installed */
export function unpackedSize(tarball: string): number {
  return execFileSync('tar', ['-xzOf', tarball], { maxBuffer: 100_000_000 }).length;
}

/** What the package of a plugin holds: its module, its types and its documents. */
export const PLUGIN_FILES = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/index.cjs',
  'dist/index.d.cts',
  'dist/index.d.mts',
  'dist/index.mjs',
  'package.json',
];

/** @returns what a tarball holds, sorted, without the folder that all packages have */
export function filesIn(tarball: string): string[] {
  return execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(file => file.replace(/^package\//, ''))
    .toSorted();
}

export function manifestIn(tarball: string): Record<string, unknown> {
  return JSON.parse(execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' })) as Record<
    string,
    unknown
  >;
}
