import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RuleModule } from '@typescript-eslint/utils/ts-eslint';
import type { RuleDocs } from '../../eslint-plugin/create-rule.ts';
import type { Check } from '../../src/model/define-check.ts';
import type { Probe } from '../../src/preflight/define-probe.ts';

export type Rule = RuleModule<string, readonly unknown[], RuleDocs>;

/** A rule, check or probe with the id that its file gives it; that of a rule about another vendor than Klaviyo begins with the vendor. */
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

/** The other vendors with rules, and where those and their tests are. */
export const VENDORS = {
  customerio: {
    plugin: 'eslint-plugin-customerio',
    rules: 'eslint-plugin-customerio/rules',
    tests: 'test/eslint-plugin-customerio/rules',
  },
} as const;
export type OtherVendor = keyof typeof VENDORS;

/** The vendor of a rule, and its name in the plugin of that vendor. */
export function ownerOf(id: string): { vendor: 'klaviyo' | OtherVendor; name: string } {
  const [vendor = '', name] = id.split('/');
  return name !== undefined && vendor in VENDORS
    ? { vendor: vendor as OtherVendor, name }
    : { vendor: 'klaviyo', name: id };
}

/** The id of a rule as reports print it. */
export function printedRule(id: string): string {
  const { vendor, name } = ownerOf(id);
  return `${vendor}/${name}`;
}

/** The files of a unit: its source, and its test. */
export function filesOf(family: Family, id: string): { source: string; test: string } {
  const { vendor, name } = ownerOf(id);
  const [sources, tests] =
    family === 'rules' && vendor !== 'klaviyo'
      ? [VENDORS[vendor].rules, VENDORS[vendor].tests]
      : [SOURCE_FOLDERS[family], TEST_FOLDERS[family]];
  return { source: `${sources}/${name}.ts`, test: `${tests}/${name}.test.ts` };
}

/** Loads every unit from its own file, so that a registry that is out of date does not matter. */
export async function loadUnits(root: string): Promise<Units> {
  const [rules, checks, probes] = await Promise.all([
    loadRules(root),
    load<Check>(root, SOURCE_FOLDERS.checks),
    load<Probe>(root, SOURCE_FOLDERS.probes),
  ]);
  return { rules, checks, probes };
}

async function loadRules(root: string): Promise<Unit<Rule>[]> {
  const others = Object.entries(VENDORS).map(async ([vendor, { rules }]) =>
    (await load<Rule>(root, rules)).map(({ id, definition }) => ({ id: `${vendor}/${id}`, definition })),
  );
  return (await Promise.all([load<Rule>(root, SOURCE_FOLDERS.rules), ...others])).flat();
}

async function load<Definition>(root: string, sources: string): Promise<Unit<Definition>[]> {
  const folder = path.join(root, sources);
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
