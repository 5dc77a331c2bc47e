import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import plugin from '../eslint-plugin/index.ts';
import { rules } from '../eslint-plugin/rules/index.ts';
import { rules as customerioRules } from '../eslint-plugin-customerio/rules/index.ts';
import { generatedFiles } from '../scripts/generate/generated-files.ts';
import { loadUnits, SOURCE_FOLDERS, TEST_FOLDERS, type Family, VENDORS } from '../scripts/generate/units.ts';
import { checks } from '../src/checks/index.ts';
import { probes } from '../src/preflight/klaviyo/probes/index.ts';

const ROOT = path.dirname(import.meta.dirname);

const REGISTERED: Record<Family, string[]> = {
  rules: Object.keys(rules),
  checks: Object.keys(checks),
  probes: probes.map(({ id }) => id),
};

/** What files of a folder are named, without `ending`. */
function names(folder: string, ending: string): string[] {
  const entries = readdirSync(path.join(ROOT, folder), { withFileTypes: true });
  const files = entries.filter(entry => entry.isFile() && entry.name !== 'index.ts').map(({ name }) => name);
  return files.map(name => (name.endsWith(ending) ? name.slice(0, -ending.length) : `not in place: ${name}`)).sort();
}

describe.each(Object.entries(REGISTERED) as [Family, string[]][])('%s', (family, ids) => {
  test('each file is registered', () => {
    expect([...ids].sort()).toEqual(names(SOURCE_FOLDERS[family], '.ts'));
  });

  test('each has a test', () => {
    expect(names(TEST_FOLDERS[family], '.test.ts')).toEqual([...ids].sort());
  });

  test('each has a page', () => {
    expect(names(`docs/${family}`, '.md')).toEqual([...ids].sort());
  });
});

describe('rules of other vendors', () => {
  const { rules: sources, tests } = VENDORS.customerio;
  const ids = Object.keys(customerioRules).sort();

  test('each file is registered, and has a test and a page', () => {
    expect(ids).toEqual(names(sources, '.ts'));
    expect(names(tests, '.test.ts')).toEqual(ids);
    expect(names('docs/rules/customerio', '.md')).toEqual(ids);
  });
});

test('each unit has the id that its file has', async () => {
  const units = await loadUnits(ROOT);
  const own = [
    ...units.rules.map(({ definition }) => definition.meta.docs?.url?.replace(/^.*\/docs\/rules\/|\.md$/g, '')),
    ...units.checks.map(({ definition }) => definition.id),
    ...units.probes.map(({ definition }) => definition.id),
  ];
  expect(own).toEqual(Object.values(units).flatMap((family: { id: string }[]) => family.map(({ id }) => id)));
});

test('no id is used twice', () => {
  const ids = Object.values(REGISTERED).flat();
  expect(ids).toHaveLength(new Set(ids).size);
});

test('no two probes have the same place', () => {
  expect(probes.map(({ order }) => order).sort((left, right) => left - right)).toEqual(
    probes.map((_, index) => index + 1),
  );
});

test('what is generated is up to date', async () => {
  const files = await generatedFiles(ROOT);
  expect(
    files
      .filter(({ path: file, text }) => readFileSync(path.join(ROOT, file), 'utf8') !== text)
      .map(({ path: file }) => file),
  ).toEqual([]);
});

test('the strict preset holds every rule, the recommended one those that say so', () => {
  const { recommended, strict } = plugin.configs;
  const idsOf = (preset: typeof strict): string[] => Object.keys(preset.rules ?? {});
  const recommendable = Object.entries(rules)
    .filter(([, { meta }]) => meta.docs.preset === 'recommended')
    .map(([id]) => `klaviyo/${id}`);
  expect(idsOf(strict)).toEqual(Object.keys(rules).map(id => `klaviyo/${id}`));
  expect(idsOf(recommended)).toEqual(recommendable);
});

describe('what the metadata says', () => {
  const definitions = Object.entries(rules);

  test.each(definitions)('%s: the description begins as those of ESLint do', (_, { meta }) => {
    expect(meta.docs.description).toMatch(/^(?:Disallow|Require|Prefer) .*[^.]$/);
  });

  test.each(definitions)('%s: each message is made of sentences', (_, { meta }) => {
    for (const message of Object.values<string>(meta.messages)) expect(message).toMatch(/^['"A-Z{].*\.$/s);
  });

  test.each(definitions)('%s: a severity for each message, or one for all', (_, { meta }) => {
    const severity = meta.docs.severity;
    const told = Object.keys(meta.messages).filter(messageId => !/^(?:use|add)[A-Z]/.test(messageId));
    expect(typeof severity === 'object' ? Object.keys(severity).sort() : told.sort()).toEqual(told.sort());
  });

  test.each([...Object.values(checks), ...probes])('$id: the description is a phrase', ({ description }) => {
    expect(description).toMatch(/[^.]$/);
  });
});
