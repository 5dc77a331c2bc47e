import { describe, expect, test } from 'vitest';
import check from '../../src/checks/floating-sdk-range.ts';
import type { DependencySection, SpecifierKind } from '../../src/project/facts.ts';
import { readSpecifier } from '../../src/project/specifier.ts';
import { factsWith, sdkDependency } from '../sdk-facts.ts';

const AT = { path: 'package.json', line: 3, column: 18, endLine: 3, endColumn: 27 };
const REMEDY = 'Pin one exact version, because each SDK release sends its own API revision.';

function run(specifier: string, kind: SpecifierKind, section: DependencySection = 'dependencies', name = 'klaviyo-api'): string[] {
  const dependency = sdkDependency({ name, section, specifier, kind, at: AT });
  return [...check.run(factsWith({ sdkDependencies: [dependency] }), { asOf: '2026-11-20' })].map(({ message }) => message);
}

test.each([
  ['^23.0.0', "'klaviyo-api' is declared as the range '^23.0.0'."],
  ['*', "'klaviyo-api' is declared as the range '*'."],
  ['', "'klaviyo-api' is declared without a version."],
  ['latest', "'klaviyo-api' follows the tag 'latest'."],
  ['klaviyo/klaviyo-api-node', "'klaviyo-api' is installed from a git repository."],
  ['https://user:secret@example.com/sdk.tgz', "'klaviyo-api' is installed from a web address."],
  ['file:../sdk', "'klaviyo-api' is installed from a file or folder."],
  ['link:../sdk', "'klaviyo-api' is installed from a file or folder."],
])("'%s' can move", (specifier, fault) => {
  expect(run(specifier, readSpecifier('klaviyo-api', specifier).kind)).toEqual([`${fault} ${REMEDY}`]);
});

test.each(['23.0.0', '=23.0.0', 'v23.0.0', 'npm:klaviyo-api@23.0.0', 'workspace:*', 'catalog:', 'no version at all'])("'%s' is not reported", specifier => {
  expect(run(specifier, readSpecifier('klaviyo-api', specifier).kind)).toEqual([]);
});

test.each(['dependencies', 'devDependencies', 'optionalDependencies', 'catalog'] as const)('a range in %s can move', section => {
  expect(run('^23', 'range', section)).toHaveLength(1);
});

test('a peer range of a library is fine', () => {
  expect(run('^23', 'range', 'peerDependencies')).toEqual([]);
});

test('an alias is named as it is installed', () => {
  expect(run('npm:klaviyo-api@^23', 'range', 'dependencies', 'sdk')).toEqual([`'sdk' is declared as the range 'npm:klaviyo-api@^23'. ${REMEDY}`]);
});

test('a very long range is cut', () => {
  expect(run(`>=1 ${'|| >=1 '.repeat(100)}`, 'range')[0]?.length).toBeLessThan(200);
});

describe('the place', () => {
  test('is that of the declared text', () => {
    const dependency = sdkDependency({ specifier: '^23', kind: 'range', at: AT });
    expect([...check.run(factsWith({ sdkDependencies: [dependency] }), { asOf: '2026-11-20' })]).toEqual([{ message: expect.any(String), at: AT }]);
  });
});
