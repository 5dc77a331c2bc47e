import { describe, expect, test } from 'vitest';
import check from '../../src/checks/mixed-sdk-versions.ts';
import type { LockedSdk, LockFile, SdkDependency } from '../../src/model/facts.ts';
import { factsWith, lockedAt, LOCK_PLACE, MANIFEST_PLACE, sdkDependency } from '../sdk-facts.ts';

const place = (path: string, line = 3) => ({ ...MANIFEST_PLACE, path, line });
const copy = (version: string, line: number): LockedSdk => ({
  name: 'klaviyo-api',
  version,
  at: { ...LOCK_PLACE, line },
});
const lockFile = (...versions: string[]): LockFile => ({
  path: 'package-lock.json',
  manager: 'npm',
  isIgnored: false,
  isRead: true,
  sdks: versions.map((version, index) => copy(version, 10 * (index + 1))),
});
const workspace = (name: string, dependency: Partial<SdkDependency>): SdkDependency =>
  sdkDependency({ at: place(`packages/${name}/package.json`), ...dependency });
const ANY = { specifier: '*', kind: 'range', range: '*' } as const;
const run = (sdkDependencies: SdkDependency[], ...lockFiles: LockFile[]) => [
  ...check.run(factsWith({ sdkDependencies, lockFiles }), { asOf: '2026-11-20' }),
];

test('workspaces in one lock file: one finding, at the oldest version', () => {
  expect(
    run(
      [
        workspace('a', { ...ANY, locks: [lockedAt('22.0.1')] }),
        workspace('b', { ...ANY, locks: [lockedAt('9.0.0')] }),
        workspace('c', { ...ANY, locks: [lockedAt('23.0.0')] }),
      ],
      lockFile('22.0.1', '9.0.0', '23.0.0'),
    ),
  ).toEqual([
    {
      message:
        'klaviyo-api is installed here in the versions 9.0.0, 22.0.1 and 23.0.0, which share no session and may send different revisions. Use one version everywhere.',
      at: place('packages/b/package.json'),
      related: [
        { path: 'packages/a/package.json', line: 3, message: '22.0.1 here' },
        { path: 'packages/c/package.json', line: 3, message: '23.0.0 here' },
      ],
    },
  ]);
});

test('a copy that only another package brings along', () => {
  expect(run([sdkDependency({ ...ANY, locks: [lockedAt('22.0.1')] })], lockFile('22.0.1', '15.0.0'))).toEqual([
    expect.objectContaining({
      at: MANIFEST_PLACE,
      related: [{ path: 'package-lock.json', line: 20, message: '15.0.0 here' }],
    }),
  ]);
});

test('two lock files side by side', () => {
  const yarn: LockFile = {
    ...lockFile(),
    path: 'yarn.lock',
    manager: 'yarn',
    sdks: [{ ...copy('21.0.1', 7), at: { ...LOCK_PLACE, path: 'yarn.lock', line: 7 } }],
  };
  expect(
    run(
      [
        sdkDependency({
          ...ANY,
          locks: [lockedAt('22.0.1'), { path: 'yarn.lock', manager: 'yarn', state: 'held', sdk: yarn.sdks[0]! }],
        }),
      ],
      lockFile('22.0.1'),
      yarn,
    )[0]?.message,
  ).toContain('versions 21.0.1 and 22.0.1,');
});

test('exact versions of workspaces without a lock file', () => {
  expect(run([workspace('a', { specifier: '22.0.1', range: '22.0.1' }), workspace('b', {})])).toHaveLength(1);
});

describe('is silent for', () => {
  test('one version in every workspace', () => {
    expect(
      run(
        [
          workspace('a', { ...ANY, locks: [lockedAt('22.0.1')] }),
          workspace('b', { ...ANY, locks: [lockedAt('22.0.1')] }),
        ],
        lockFile('22.0.1', '22.0.1'),
      ),
    ).toEqual([]);
  });

  test('projects that have a lock file each', () => {
    const other = { ...lockFile('9.0.0'), path: 'b/package-lock.json' };
    expect(
      run(
        [
          sdkDependency({ ...ANY, root: 'a', locks: [lockedAt('22.0.1')] }),
          sdkDependency({ ...ANY, root: 'b', locks: [{ ...lockedAt('9.0.0'), path: 'b/package-lock.json' }] }),
        ],
        lockFile('22.0.1'),
        other,
      ),
    ).toEqual([]);
  });

  test('ranges without a lock file', () => {
    expect(
      run([
        workspace('a', { specifier: '^21.0.0', kind: 'range', range: '^21.0.0' }),
        workspace('b', { specifier: '^22.0.0', kind: 'range', range: '^22.0.0' }),
      ]),
    ).toEqual([]);
  });

  test.each([
    { section: 'peerDependencies' },
    { section: 'catalog' },
    { packageName: '@fork/sdk' },
  ] as Partial<SdkDependency>[])('%j', other => {
    expect(run([sdkDependency(), sdkDependency({ specifier: '9.0.0', range: '9.0.0', ...other })])).toEqual([]);
  });
});

describe('what is installed', () => {
  const installed = { version: '22.0.0', path: 'node_modules/klaviyo-api/package.json' };

  test('is another version than what is locked', () => {
    expect(run([sdkDependency({ ...ANY, locks: [lockedAt('22.0.1')], installed })], lockFile('22.0.1'))).toEqual([
      {
        message:
          "'node_modules' holds klaviyo-api 22.0.0, but 'package-lock.json' locks 22.0.1. Install again from the lock file.",
        at: MANIFEST_PLACE,
        related: [{ path: 'package-lock.json', line: LOCK_PLACE.line, message: '22.0.1 is locked here' }],
      },
    ]);
  });

  test('is the same version', () => {
    expect(run([sdkDependency({ ...ANY, locks: [lockedAt('22.0.0')], installed })], lockFile('22.0.0'))).toEqual([]);
  });

  test('is compared with a lock file only', () => {
    expect(
      run([sdkDependency({ installed }), sdkDependency({ ...ANY, locks: [lockedAt(undefined)], installed })]),
    ).toEqual([]);
  });
});
