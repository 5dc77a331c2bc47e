import { describe, expect, test } from 'vitest';
import check from '../../src/checks/floating-sdk-range.ts';
import type { DependencySection, SdkDependency, SpecifierKind } from '../../src/model/facts.ts';
import { readSpecifier } from '../../src/project/manifests/specifier.ts';
import { factsWith, lockedAt, sdkDependency } from '../sdk-facts.ts';

const AT = { path: 'package.json', line: 3, column: 18, endLine: 3, endColumn: 27 };
const REMEDY = 'Pin one exact version, because each SDK release sends its own API revision.';

function run(
  specifier: string,
  kind: SpecifierKind,
  section: DependencySection = 'dependencies',
  name = 'klaviyo-api',
): string[] {
  const dependency = sdkDependency({ name, section, specifier, kind, at: AT });
  return [...check.run(factsWith({ sdkDependencies: [dependency] }), { asOf: '2026-11-20' })].map(
    ({ message }) => message,
  );
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
  expect(run(specifier, readSpecifier('klaviyo-api', specifier).kind)).toEqual([
    `${fault.slice(0, -1)}, and no lock file holds it. ${REMEDY}`,
  ]);
});

test.each([
  '23.0.0',
  `klaviyo/klaviyo-api-node#${'0a'.repeat(20)}`,
  '=23.0.0',
  'v23.0.0',
  'npm:klaviyo-api@23.0.0',
  'workspace:*',
  'catalog:',
  'no version at all',
])("'%s' is not reported", specifier => {
  expect(run(specifier, readSpecifier('klaviyo-api', specifier).kind)).toEqual([]);
});

test.each(['dependencies', 'devDependencies', 'optionalDependencies', 'catalog', 'override'] as const)(
  'a range in %s can move',
  section => {
    expect(run('^23', 'range', section)).toHaveLength(1);
  },
);

test('a peer range of a library is fine', () => {
  expect(run('^23', 'range', 'peerDependencies')).toEqual([]);
});

test('an alias is named as it is installed', () => {
  expect(run('npm:klaviyo-api@^23', 'range', 'dependencies', 'sdk')).toEqual([
    `'sdk' is declared as the range 'npm:klaviyo-api@^23', and no lock file holds it. ${REMEDY}`,
  ]);
});

test('a very long range is cut', () => {
  expect(run(`>=1 ${'|| >=1 '.repeat(100)}`, 'range')[0]?.length).toBeLessThan(200);
});

describe('the place', () => {
  test('is that of the declared text', () => {
    const dependency = sdkDependency({ specifier: '^23', kind: 'range', at: AT });
    expect([...check.run(factsWith({ sdkDependencies: [dependency] }), { asOf: '2026-11-20' })]).toEqual([
      { message: expect.any(String), at: AT },
    ]);
  });
});

describe('a lock file', () => {
  const judge = (dependency: Partial<SdkDependency>) => [
    ...check.run(
      factsWith({ sdkDependencies: [sdkDependency({ specifier: '^22', kind: 'range', range: '^22', ...dependency })] }),
      { asOf: '2026-11-20' },
    ),
  ];

  test('that holds the SDK makes a range a warning, and is named', () => {
    expect(judge({ locks: [lockedAt('22.0.1')] })).toEqual([
      {
        message: `'klaviyo-api' is declared as the range '^22', and only 'package-lock.json' holds it at 22.0.1. ${REMEDY}`,
        at: AT,
        severity: 'warning',
      },
    ]);
  });

  test('that could not be read is trusted', () => {
    expect(judge({ locks: [{ path: 'bun.lockb', manager: 'bun', state: 'unread' }] })[0]?.severity).toBe('warning');
  });

  test.each([
    ['does not hold it', { path: 'yarn.lock', manager: 'yarn', state: 'missing' } as const],
    ['holds another version', lockedAt('21.0.1')],
  ])('that %s is reported by unlocked-sdk', (_, lock) => {
    expect(judge({ range: '^22', locks: [lock] })).toEqual([
      { message: `'klaviyo-api' is declared as the range '^22'. ${REMEDY}`, at: AT },
    ]);
  });
});

test('a range that an override or a catalog decides is reported there', () => {
  const decidedBy = { section: 'override', specifier: '23.0.0', kind: 'exact', range: '23.0.0', at: AT } as const;
  expect([
    ...check.run(factsWith({ sdkDependencies: [sdkDependency({ specifier: '^22', kind: 'range', decidedBy })] }), {
      asOf: '2026-11-20',
    }),
  ]).toEqual([]);
});
