import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RuleModule } from '@typescript-eslint/utils/ts-eslint';
import type { RuleDocs } from '../../eslint-plugin/create-rule.ts';
import type { Check } from '../../src/model/define-check.ts';
import type { Probe } from '../../src/preflight/define-probe.ts';

export type Rule = RuleModule<string, readonly unknown[], RuleDocs>;

/** A rule, check or probe with the id that its file gives it. */
export interface Unit<Definition> {
  id: string;
  definition: Definition;
}

export interface Units {
  rules: Unit<Rule>[];
  checks: Unit<Check>[];
  probes: Unit<Probe>[];
}

export type Family = keyof Units;

/** Where the files of each family are, one unit per file. */
export const SOURCE_FOLDERS = {
  rules: 'eslint-plugin/rules',
  checks: 'src/checks',
  probes: 'src/preflight/klaviyo/probes',
} as const satisfies Record<Family, string>;
export const TEST_FOLDERS = {
  rules: 'test/eslint-plugin/rules',
  checks: 'test/checks',
  probes: 'test/preflight/klaviyo/probes',
} as const satisfies Record<Family, string>;

/** Loads every unit from its own file, so that a registry that is out of date does not matter. */
export async function loadUnits(root: string): Promise<Units> {
  const [rules, checks, probes] = await Promise.all([
    load<Rule>(root, 'rules'),
    load<Check>(root, 'checks'),
    load<Probe>(root, 'probes'),
  ]);
  return { rules, checks, probes };
}

async function load<Definition>(root: string, family: Family): Promise<Unit<Definition>[]> {
  const folder = path.join(root, SOURCE_FOLDERS[family]);
  return Promise.all(
    idsIn(folder).map(async id => {
      const module = (await import(pathToFileURL(path.join(folder, `${id}.ts`)).href)) as { default: Definition };
      return { id, definition: module.default };
    }),
  );
}

/** The ids that the files of a folder give, sorted. */
function idsIn(folder: string): string[] {
  const names = readdirSync(folder).filter(name => name.endsWith('.ts') && name !== 'index.ts');
  return names.map(name => name.slice(0, -'.ts'.length)).sort();
}
