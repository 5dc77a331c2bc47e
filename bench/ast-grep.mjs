import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = '0.51.1';

/** Installs ast-grep into a folder of its own, without its install script, and gives the path of the program itself. */
export function installAstGrep(folder) {
  mkdirSync(folder, { recursive: true });
  const packages = join(folder, 'node_modules/@ast-grep');
  if (!existsSync(packages))
    execFileSync('npm', ['install', '--prefix', folder, '--no-save', '--ignore-scripts', `@ast-grep/cli@${VERSION}`], {
      stdio: 'inherit',
    });
  const platform = readdirSync(packages).find(name => name !== 'cli');
  if (platform === undefined) throw new Error('ast-grep has no program for this platform.');
  return join(packages, platform, process.platform === 'win32' ? 'ast-grep.exe' : 'ast-grep');
}
