import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestIn } from './packed.ts';

const REPOSITORY = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const PLUGIN = path.join(REPOSITORY, 'eslint-plugin');
const TYPESCRIPT = createRequire(import.meta.url)('typescript/package.json').version as string;

/** A project of somebody who uses the plugin. */
export interface Consumer {
  folder: string;
  eslintVersion: string;
}

export interface Reported {
  file: string;
  ruleId: string | null;
  line: number;
  column: number;
  severity: number;
}

/**
 * Installs the packed plugin beside an ESLint, as its user would. The installation is kept, and the next time only what was
 * packed is replaced; it is made anew when the plugin's dependencies change.
 */
export function installConsumer(tarballs: readonly string[], eslint: string): Consumer {
  const manifest = readFileSync(path.join(PLUGIN, 'package.json'));
  const packages = tarballs.map(tarball => String(manifestIn(tarball).name)).toSorted();
  const made = [manifest, TYPESCRIPT, REPOSITORY, packages.join(' ')];
  const hash = made.reduce((sum, part) => sum.update(part), createHash('sha256'));
  const key = hash.digest('hex').slice(0, 8);
  // Far from our own node_modules, or a dependency that the plugin forgot to declare would be found there.
  const folder = path.join(tmpdir(), 'klaviyo-lint-consumers', `eslint-${eslint}-${key}`);
  if (existsSync(path.join(folder, 'installed'))) for (const tarball of tarballs) unpack(tarball, folder);
  else install(tarballs, eslint, folder);
  cpSync(path.join(REPOSITORY, 'test', 'consumers', 'project'), folder, { recursive: true });
  const { version } = JSON.parse(readFileSync(path.join(folder, 'node_modules', 'eslint', 'package.json'), 'utf8'));
  return { folder, eslintVersion: version };
}

function install(tarballs: readonly string[], eslint: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  execFileSync('npm', [...args, ...tarballs, `eslint@${eslint}`, `typescript@${TYPESCRIPT}`], {
    cwd: folder,
    stdio: 'inherit',
  });
  writeFileSync(path.join(folder, 'installed'), '');
}

function unpack(tarball: string, folder: string): void {
  const target = path.join(folder, 'node_modules', String(manifestIn(tarball).name));
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', target]);
}

/** Runs the consumer's own ESLint over a file with this text. @param config the project's own by default */
export function lint({ folder }: Consumer, name: string, text: string, config = 'eslint.config.js'): Reported[] {
  mkdirSync(path.join(folder, 'src'), { recursive: true });
  writeFileSync(path.join(folder, 'src', name), text);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/eslint/bin/eslint.js', '--config', config, '--format', 'json', 'src'],
    { cwd: folder, encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(stderr);
  const results: { filePath: string; messages: Omit<Reported, 'file'>[] }[] = JSON.parse(stdout);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, column, severity }) => ({
      file: path.basename(filePath),
      ruleId,
      line,
      column,
      severity,
    })),
  );
}

/** What a module of the consumer's gets of a plugin by `import` and by `require`. */
export function loaded(
  { folder }: Consumer,
  name = 'eslint-plugin-klaviyo',
): { isSame: boolean; presets: string[]; named: boolean } {
  const program = `import { createRequire } from 'node:module';
import plugin, { rules } from '${name}';
const required = createRequire(import.meta.url)('${name}');
console.log(JSON.stringify({ isSame: required === plugin, presets: Object.keys(required.configs), named: rules === plugin.rules }));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
    encoding: 'utf8',
  });
  return JSON.parse(stdout) as ReturnType<typeof loaded>;
}

/** The packages that one package brought into the consumer's project. */
export function installedBeside({ folder }: Consumer, name: string): string[] {
  const { packages } = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dependencies?: Record<string, string> }>;
  };
  return Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {});
}

/** Runs the consumer's TypeScript over some of its files. @returns what it prints, nothing if all is right */
export function typecheck({ folder }: Consumer, files: readonly string[]): string {
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'];
  const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', ...options, ...files], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout;
}
