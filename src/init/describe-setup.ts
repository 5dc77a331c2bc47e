import { counted } from '../reporters/counted.ts';
import type { Setup } from './setup.ts';

/** What was found in a folder, one line each. */
export function describeSetup({ hasManifest, manager, isMonorepo, eslint, workflow, otherWorkflows }: Setup): string[] {
  const workflows = otherWorkflows + (workflow === undefined ? 0 : 1);
  return [
    hasManifest
      ? `${manager.name}, ${manager.from === undefined ? 'by default' : `by '${manager.from}'`}`
      : 'no package.json',
    ...(isMonorepo ? ['a monorepo, which is checked as a whole'] : []),
    ...(hasManifest
      ? [eslint === undefined ? 'no configuration of ESLint' : `'${eslint.path}', ${kindOf(eslint)}`]
      : []),
    counted(workflows, 'workflow'),
  ];
}

function kindOf({ isFlat, isCommonJs }: NonNullable<Setup['eslint']>): string {
  if (!isFlat) return 'which ESLint 9 no longer reads';
  return `a flat configuration${isCommonJs ? ' in CommonJS' : ''}`;
}
