import type { PackageManager, Setup } from './setup.ts';

const COMMANDS: Record<PackageManager, string> = {
  npm: 'npm install --save-dev --save-exact',
  pnpm: 'pnpm add --save-dev --save-exact',
  yarn: 'yarn add --dev --exact',
  bun: 'bun add --dev --exact',
};

/** pnpm and the first yarn want to know that the root of a monorepo is meant. */
function rootFlag({ manager, isMonorepo }: Pick<Setup, 'manager' | 'isMonorepo'>): string {
  if (!isMonorepo) return '';
  if (manager.name === 'pnpm') return ' --workspace-root';
  return manager.isClassicYarn ? ' --ignore-workspace-root-check' : '';
}

/** The command that installs packages for development, without those that package.json names. @returns undefined if all are named */
export function installCommand(
  setup: Pick<Setup, 'manager' | 'isMonorepo' | 'declared'>,
  packages: readonly string[],
): string | undefined {
  const missing = packages.filter(name => !setup.declared.has(name.replace(/(?!^)@.*/, '')));
  if (missing.length === 0) return undefined;
  return [COMMANDS[setup.manager.name] + rootFlag(setup), ...missing].join(' ');
}
