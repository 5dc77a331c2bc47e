import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Kept between runs; the folder is named for what is in it. */
const TOOLS = { pnpm: '10.34.8', yarn: '1.22.22' };
const FOLDER = path.join(tmpdir(), 'klaviyo-lint-consumers', `tools-${Object.entries(TOOLS).flat().join('-')}`);

export const PACKAGE_MANAGERS = ['npm', 'pnpm', 'yarn'] as const;
export type PackageManager = (typeof PACKAGE_MANAGERS)[number];

const ADD: Record<PackageManager, string[]> = {
  npm: ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'],
  pnpm: ['add', '--ignore-scripts', '--prefer-offline', '--silent'],
  yarn: ['add', '--ignore-scripts', '--non-interactive', '--silent', '--no-progress'],
};

const RUN: Record<PackageManager, string[]> = {
  npm: ['exec', '--no', '--'],
  pnpm: ['exec'],
  yarn: ['run', '--silent'],
};

function binary(manager: PackageManager): string {
  if (manager === 'npm') return 'npm';
  if (!existsSync(path.join(FOLDER, 'installed'))) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path.join(FOLDER, 'package.json'), '{ "private": true }');
    const packages = Object.entries(TOOLS).map(([name, version]) => `${name}@${version}`);
    execFileSync('npm', [...ADD.npm, ...packages], { cwd: FOLDER, stdio: 'inherit' });
    writeFileSync(path.join(FOLDER, 'installed'), '');
  }
  return path.join(FOLDER, 'node_modules', '.bin', manager);
}

/** Adds packages, by name or tarball, to the project in a folder. */
export function add(manager: PackageManager, folder: string, packages: readonly string[]): void {
  execFileSync(binary(manager), [...ADD[manager], ...packages], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** How a program that a project installed is run there. */
export function runner(manager: PackageManager): [command: string, ...args: string[]] {
  return [binary(manager), ...RUN[manager]];
}
