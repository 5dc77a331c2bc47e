import { describe, expect, test } from 'vitest';
import check from '../../src/checks/unlocked-sdk.ts';
import type { DependencyLock, LockFile, SdkDependency } from '../../src/model/facts.ts';
import { factsWith, lockedAt, LOCK_PLACE, MANIFEST_PLACE, sdkDependency } from '../sdk-facts.ts';

const FLOATING: Partial<SdkDependency> = { specifier: '^23.0.0', kind: 'range', range: '^23.0.0' };
const WHY = 'so axios and all else behind the SDK can change on the next install.';
const missing = (path: string): DependencyLock => ({ path, manager: 'npm', state: 'missing' });
const ignored: LockFile = { path: LOCK_PLACE.path, manager: 'npm', isIgnored: true, isRead: true, sdks: [] };

function run(dependency: Partial<SdkDependency>, running: string[] = []) {
  return [
    ...check.run(factsWith({ sdkDependencies: [sdkDependency(dependency)] }), {
      asOf: '2026-11-20',
      running: new Set(running),
    }),
  ];
}

describe('no lock file', () => {
  test('an exact version is a warning', () => {
    expect(run({}, ['floating-sdk-range'])).toEqual([
      {
        message: `No lock file holds 'klaviyo-api', ${WHY} Commit the lock file of your package manager.`,
        at: MANIFEST_PLACE,
        severity: 'warning',
      },
    ]);
  });

  test('one that git ignores is named', () => {
    expect(run({ ignoredLock: 'package-lock.json' })).toEqual([
      {
        message: `'.gitignore' leaves out 'package-lock.json', ${WHY} Commit the lock file.`,
        at: MANIFEST_PLACE,
        severity: 'warning',
      },
    ]);
  });

  test('a range is reported by floating-sdk-range', () => {
    expect(run(FLOATING, ['floating-sdk-range'])).toEqual([]);
  });

  test('a range is reported here where floating-sdk-range is off', () => {
    expect(run(FLOATING, ['unlocked-sdk'])).toHaveLength(1);
  });

  test('a range that an override pins is reported here', () => {
    const decidedBy = {
      section: 'override',
      specifier: '23.0.0',
      kind: 'exact',
      range: '23.0.0',
      at: { ...MANIFEST_PLACE, line: 9 },
    } as const;
    expect(run({ ...FLOATING, decidedBy }, ['floating-sdk-range'])).toHaveLength(1);
  });
});

describe('a lock file', () => {
  test('that does not hold it is an error', () => {
    expect(run({ locks: [missing('yarn.lock')] })).toEqual([
      {
        message:
          "'yarn.lock' does not hold 'klaviyo-api' as it is declared here. Install again and commit the lock file.",
        at: MANIFEST_PLACE,
      },
    ]);
  });

  test('that does not hold it beside one that does is a warning', () => {
    expect(run({ locks: [lockedAt('23.0.0'), missing('yarn.lock')] })).toEqual([
      expect.objectContaining({ message: expect.stringContaining("'yarn.lock' does not hold"), severity: 'warning' }),
    ]);
  });

  test('that holds another version is an error', () => {
    expect(run({ locks: [lockedAt('22.0.1')] })).toEqual([
      {
        message:
          "'package-lock.json' locks 'klaviyo-api' at 22.0.1, but '23.0.0' is declared. Install again and commit the lock file.",
        at: MANIFEST_PLACE,
        related: [{ path: 'package-lock.json', line: LOCK_PLACE.line, message: '22.0.1 is locked here' }],
      },
    ]);
  });

  test('that git ignores is a warning', () => {
    const facts = factsWith({
      sdkDependencies: [sdkDependency({ locks: [lockedAt('23.0.0')] })],
      lockFiles: [ignored],
    });
    expect([...check.run(facts, { asOf: '2026-11-20' })]).toEqual([
      {
        message: `'.gitignore' leaves out 'package-lock.json', ${WHY} Commit the lock file.`,
        at: MANIFEST_PLACE,
        severity: 'warning',
      },
    ]);
  });

  test.each([
    ['the exact version', { locks: [lockedAt('23.0.0')] }],
    ['a version in the range', { ...FLOATING, locks: [lockedAt('23.4.0')] }],
    ['a prerelease in the range', { ...FLOATING, locks: [lockedAt('23.4.0-beta.1')] }],
    ['a commit', { kind: 'git', specifier: 'github:klaviyo/klaviyo-api-node', locks: [lockedAt(undefined)] }],
    [
      'what an override says',
      {
        locks: [lockedAt('22.0.1')],
        decidedBy: { section: 'override', specifier: '22.0.1', kind: 'exact', range: '22.0.1', at: LOCK_PLACE },
      },
    ],
    ['something that could not be read', { locks: [{ path: 'bun.lockb', manager: 'bun', state: 'unread' }] }],
  ] as [string, Partial<SdkDependency>][])('that holds %s is fine', (_, dependency) => {
    expect(run(dependency)).toEqual([]);
  });
});

test.each([
  ['a peer', { section: 'peerDependencies' }],
  ['an entry of a catalog', { section: 'catalog' }],
  ['an override', { section: 'override' }],
  ['code of this repository', { kind: 'workspace', specifier: 'workspace:*' }],
  ['a folder', { kind: 'file', specifier: 'file:../sdk' }],
  ['a text that nothing reads', { kind: 'unknown', specifier: '???' }],
] as [string, Partial<SdkDependency>][])('%s is not locked', (_, dependency) => {
  expect(run(dependency)).toEqual([]);
});
