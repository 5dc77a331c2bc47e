import { describe, expect, test } from 'vitest';
import check from '../../src/checks/outdated-sdk-revision.ts';
import { SDK_RELEASES } from '../../src/vendors/klaviyo/generated/sdk-releases.ts';
import type { SdkDependency } from '../../src/model/facts.ts';
import { factsWith, lockedAt, LOCK_PLACE, MANIFEST_PLACE, sdkDependency } from '../sdk-facts.ts';

const REMEDY = "Move to 23.0.0, which sends '2026-07-15'.";
const AS_OF = '2026-11-20';

const run = (dependency: Partial<SdkDependency>, asOf = AS_OF, options?: Record<string, number>) => [
  ...check.run(factsWith({ sdkDependencies: [sdkDependency(dependency)] }), { asOf, ...(options && { options }) }),
];
const locked = (version: string, asOf = AS_OF, options?: Record<string, number>) =>
  run({ specifier: '*', kind: 'range', range: '*', locks: [lockedAt(version)] }, asOf, options);

describe('every release, on 2026-11-20', () => {
  const RETIRED = [
    '1.0.1',
    '1.0.2',
    '2.1.1',
    '3.0.0',
    '5.1.0',
    '6.0.1',
    '7.1.0',
    '7.2.0',
    '8.0.0',
    '8.0.2',
    '9.0.0',
    '10.0.0',
    '10.1.0',
    '11.0.0',
    '12.0.1',
    '13.0.0',
    '14.0.0',
    '15.0.0',
  ];
  const DEPRECATED = ['16.0.0', '17.0.0', '18.0.0', '19.0.0', '19.0.1', '19.0.2', '20.0.0'];
  const SOON = ['21.0.0', '21.0.1'];
  const FINE = ['22.0.1', '23.0.0'];

  test('has a verdict', () => {
    expect(SDK_RELEASES.map(({ version }) => version)).toEqual([...RETIRED, ...DEPRECATED, ...SOON, ...FINE]);
  });

  test.each(RETIRED)('%s is an error', version => {
    expect(locked(version)).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: expect.stringMatching(
          / sends revision '[\d-]+', released on [\d-]+, retired on [\d-]+ and answered as '2025-01-15' since\. /,
        ),
      }),
    ]);
  });

  test.each(DEPRECATED)('%s is a warning', version => {
    expect(locked(version)).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringMatching(/, deprecated since 202[56]-[\d-]+ and retired on 2027-/),
      }),
    ]);
  });

  test.each(SOON)('%s is a warning, because it is deprecated within 90 days', version => {
    expect(locked(version)).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: `klaviyo-api ${version} sends revision '2026-01-15', released on 2026-01-15 and deprecated on 2027-01-15, in 56 days. ${REMEDY}`,
      }),
    ]);
  });

  test.each(FINE)('%s is fine', version => {
    expect(locked(version)).toEqual([]);
  });
});

test('a finding stands on the manifest, and names the place in the lock file', () => {
  expect(locked('15.0.0')).toEqual([
    {
      message: `klaviyo-api 15.0.0 sends revision '2024-10-15', released on 2024-10-15, retired on 2026-10-15 and answered as '2025-01-15' since. ${REMEDY}`,
      at: MANIFEST_PLACE,
      severity: 'error',
      related: [{ path: 'package-lock.json', line: LOCK_PLACE.line, message: '15.0.0 is locked here' }],
    },
  ]);
});

describe('the days before', () => {
  test.each([
    ['2027-01-14', ', in 1 day.'],
    ['2026-10-17', ', in 90 days.'],
  ])('on %s it is said how many are left', (asOf, words) => {
    expect(locked('21.0.1', asOf)[0]?.message).toContain(words);
  });

  test('91 days before, nothing is said', () => {
    expect(locked('21.0.1', '2026-10-16')).toEqual([]);
  });

  test('a team sets how many', () => {
    expect(locked('21.0.1', AS_OF, { warnDaysBefore: 55 })).toEqual([]);
    expect(locked('22.0.1', AS_OF, { warnDaysBefore: 365 })).toHaveLength(1);
  });

  test('a deprecated revision says them too, when its end is near', () => {
    expect(locked('17.0.0')[0]?.message).toContain('retired on 2027-01-15, in 56 days.');
    expect(locked('18.0.0')[0]?.message).toContain('retired on 2027-04-15. ');
  });

  test('on the day itself the state has changed', () => {
    expect(locked('21.0.1', '2027-01-15')[0]?.message).toContain('deprecated since 2027-01-15');
    expect(locked('15.0.0', '2026-10-14')[0]?.severity).toBe('warning');
    expect(locked('15.0.0', '2026-10-15')[0]?.severity).toBe('error');
  });
});

describe('which version counts', () => {
  test('the locked one, not the newest that a range admits', () => {
    expect(
      run({ specifier: '^10.0.0', kind: 'range', range: '^10.0.0', locks: [lockedAt('10.0.0')] })[0]?.message,
    ).toContain('klaviyo-api 10.0.0 sends');
  });

  test('the declared one, where the lock file is stale', () => {
    expect(run({ specifier: '23.0.0', range: '23.0.0', locks: [lockedAt('15.0.0')] })).toEqual([]);
  });

  test('without a lock file, an exact one', () => {
    expect(run({ specifier: '15.0.0', range: '15.0.0' })).toEqual([
      { message: expect.stringContaining('klaviyo-api 15.0.0 sends'), at: MANIFEST_PLACE, severity: 'error' },
    ]);
  });

  test('without a lock file, the newest that a range admits', () => {
    expect(run({ specifier: '^10.0.0', kind: 'range', range: '^10.0.0' })[0]?.message).toContain(
      "klaviyo-api 10.1.0, the newest that this range admits, sends revision '2024-06-15'",
    );
  });

  test.each(['^23.0.0', '>=10', '*', '^24.0.0', '10.0.0 - 99.0.0'])(
    '%s may be a release that nobody knows yet',
    range => {
      expect(run({ specifier: range, kind: 'range', range })).toEqual([]);
    },
  );

  test('an override, which is then the line to change', () => {
    const at = { ...MANIFEST_PLACE, line: 9 };
    expect(
      run({ decidedBy: { section: 'override', specifier: '15.0.0', kind: 'exact', range: '15.0.0', at } }),
    ).toEqual([expect.objectContaining({ at, severity: 'error' })]);
  });

  test('several, where two lock files disagree', () => {
    expect(
      run({
        specifier: '>=15',
        kind: 'range',
        range: '>=15',
        locks: [lockedAt('15.0.0'), { ...lockedAt('16.0.0'), path: 'yarn.lock', manager: 'yarn' }],
      }).map(({ severity }) => severity),
    ).toEqual(['error', 'warning']);
  });

  test.each([
    ['a peer', { section: 'peerDependencies', range: '15.0.0' }],
    ['a catalog entry that nobody refers to', { section: 'catalog', range: '15.0.0' }],
    ['a fork', { packageName: '@fork/sdk', range: '15.0.0' }],
    ['code of this repository', { kind: 'workspace', specifier: 'workspace:*' }],
    [
      'the archive of a commit',
      { kind: 'git', specifier: 'github:klaviyo/klaviyo-api-node', locks: [lockedAt(undefined)] },
    ],
    ['an unread lock file', { range: '15.0.0', locks: [{ path: 'yarn.lock', manager: 'yarn', state: 'unread' }] }],
  ] as [string, Partial<SdkDependency>][])('not that of %s', (_, dependency) => {
    expect(run(dependency)).toEqual([]);
  });
});

describe('a version that no known release has', () => {
  test.each(['23.0.1', '22.0.0', '12.0.0'])('%s sends what the same minor version sends', version => {
    expect(locked(version).length).toBe(version === '12.0.0' ? 1 : 0);
  });

  test('one between two releases sends at most what the next one does', () => {
    expect(locked('4.0.0')[0]?.message).toContain(
      "klaviyo-api 4.0.0 sends revision '2023-08-15' or an older one, released on 2023-08-15, retired on 2025-08-15",
    );
    expect(locked('22.5.0')).toEqual([]);
  });

  test.each(['23.1.0', '24.0.0', '99.0.0', '24.0.0-beta.1'])(
    '%s is newer than all that is known, which is reported and is no finding',
    version => {
      const dependency = sdkDependency({ specifier: '*', kind: 'range', range: '*', locks: [lockedAt(version)] });
      const facts = factsWith({ sdkDependencies: [dependency, dependency] });
      expect([...check.run(facts, { asOf: AS_OF })]).toEqual([]);
      expect([...(check.notes?.(facts, { asOf: AS_OF }) ?? [])]).toEqual([
        {
          reason: `klaviyo-api ${version} is newer than 23.0.0, the newest release that was known on 2026-11-20; update klaviyo-lint`,
        },
      ]);
    },
  );

  test('a known one is no note', () => {
    expect([
      ...(check.notes?.(factsWith({ sdkDependencies: [sdkDependency({ specifier: '15.0.0', range: '15.0.0' })] }), {
        asOf: AS_OF,
      }) ?? []),
    ]).toEqual([]);
  });
});

test('several workspaces that refer to one entry of a catalog are one finding', () => {
  const decidedBy = {
    section: 'catalog',
    specifier: '15.0.0',
    kind: 'exact',
    range: '15.0.0',
    at: { ...MANIFEST_PLACE, path: 'pnpm-workspace.yaml' },
  } as const;
  const workspaces = ['a', 'b'].map(name =>
    sdkDependency({
      specifier: 'catalog:',
      kind: 'catalog',
      decidedBy,
      at: { ...MANIFEST_PLACE, path: `packages/${name}/package.json` },
    }),
  );
  expect([...check.run(factsWith({ sdkDependencies: workspaces }), { asOf: AS_OF })].map(({ at }) => at.path)).toEqual([
    'pnpm-workspace.yaml',
  ]);
});

test.each(['node-klaviyo', 'klaviyo-node', 'klaviyo-sdk'])('%s is named with its successor', packageName => {
  const facts = factsWith({
    legacyDependencies: [
      { packageName, section: 'dependencies', at: MANIFEST_PLACE },
      { packageName, section: 'peerDependencies', at: LOCK_PLACE },
    ],
  });
  expect([...check.run(facts, { asOf: AS_OF })]).toEqual([
    {
      message: `'${packageName}' calls the API that Klaviyo retired on 2024-06-30, where every call is answered 410. Replace it with klaviyo-api 23.0.0.`,
      at: MANIFEST_PLACE,
    },
  ]);
});
