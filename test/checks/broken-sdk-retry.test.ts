import { describe, expect, test } from 'vitest';
import check from '../../src/checks/broken-sdk-retry.ts';
import { SDK_RELEASES } from '../../src/vendors/klaviyo/generated/sdk-releases.ts';
import type { SdkDependency } from '../../src/model/facts.ts';
import { factsWith, lockedAt, LOCK_PLACE, MANIFEST_PLACE, sdkDependency } from '../sdk-facts.ts';

const run = (dependency: Partial<SdkDependency>) => [
  ...check.run(factsWith({ sdkDependencies: [sdkDependency(dependency)] }), { asOf: '2026-11-20' }),
];
const verdict = (version: string, axios?: string): string => {
  const [problem] = run({ specifier: '*', kind: 'range', range: '*', locks: [lockedAt(version, axios)] });
  return problem === undefined
    ? 'fine'
    : `${problem.severity}: ${/never retries|ignores 'Retry-After'/.exec(problem.message)?.[0]}`;
};

const NEVER = 'error: never retries';
const TOO_EARLY = "warning: ignores 'Retry-After'";

describe('every release', () => {
  const VERDICTS: Record<string, [withOldAxios: string, withNewAxios: string]> = {
    '1.0.1': [NEVER, NEVER],
    '1.0.2': [NEVER, NEVER],
    ...Object.fromEntries(['2.1.1', '3.0.0', '5.1.0'].map(version => [version, [TOO_EARLY, TOO_EARLY]])),
    ...Object.fromEntries(
      ['6.0.1', '7.1.0', '7.2.0', '8.0.0', '8.0.2', '9.0.0', '10.0.0', '10.1.0', '11.0.0', '12.0.1', '13.0.0'].map(
        version => [version, [NEVER, TOO_EARLY]],
      ),
    ),
    ...Object.fromEntries(
      [
        '14.0.0',
        '15.0.0',
        '16.0.0',
        '17.0.0',
        '18.0.0',
        '19.0.0',
        '19.0.1',
        '19.0.2',
        '20.0.0',
        '21.0.0',
        '21.0.1',
      ].map(version => [version, [TOO_EARLY, TOO_EARLY]]),
    ),
    '22.0.1': ['fine', 'fine'],
    '23.0.0': ['fine', 'fine'],
  };

  test.each(SDK_RELEASES)('$version with axios 1.7.4, and with 1.7.5', ({ version }) => {
    expect([verdict(version, '1.7.4'), verdict(version, '1.7.5')]).toEqual(VERDICTS[version]);
  });
});

describe('axios', () => {
  test('that the lock file does not tell is no fault', () => {
    expect(verdict('12.0.1')).toBe(TOO_EARLY);
  });

  test.each([
    ['0.27.2', NEVER],
    ['1.7.5-beta.0', NEVER],
    ['1.10.0', TOO_EARLY],
    ['2.0.0', TOO_EARLY],
  ])('%s', (axios, expected) => {
    expect(verdict('8.0.2', axios)).toBe(expected);
  });

  test('is named beside the SDK, on the line of the manifest', () => {
    expect(run({ specifier: '^11', kind: 'range', range: '^11', locks: [lockedAt('11.0.0', '1.7.3')] })).toEqual([
      {
        message:
          'klaviyo-api 11.0.0 with axios 1.7.3 never retries a request, not even after 429. Move axios to 1.7.5 or later, or the SDK to 23.0.0.',
        at: MANIFEST_PLACE,
        severity: 'error',
        related: [
          { path: 'package-lock.json', line: LOCK_PLACE.line, message: '11.0.0 is locked here, with axios 1.7.3' },
        ],
      },
    ]);
  });
});

describe('a version that no known release has', () => {
  test.each([
    ['4.0.0', TOO_EARLY],
    ['12.0.0', TOO_EARLY],
    ['13.0.5', TOO_EARLY],
    ['21.0.2', 'fine'],
    ['22.0.0', 'fine'],
    ['24.0.0', 'fine'],
  ])('%s does as those before and after it do alike', (version, expected) => {
    expect(verdict(version)).toBe(expected);
  });

  test('between releases that both need a newer axios', () => {
    expect(verdict('12.0.0', '1.6.8')).toBe(NEVER);
  });
});

test('an exact version counts without a lock file', () => {
  expect(run({ specifier: '1.0.2', range: '1.0.2' })).toEqual([
    {
      message: 'klaviyo-api 1.0.2 never retries a request, not even after 429. Move to 23.0.0.',
      at: MANIFEST_PLACE,
      severity: 'error',
    },
  ]);
});

test('too early a retry names the release that waits', () => {
  expect(run({ specifier: '21.0.1', range: '21.0.1' })).toEqual([
    {
      message:
        "klaviyo-api 21.0.1 ignores 'Retry-After', so it calls again before Klaviyo's limit is over. Move to 22.0.1 or later.",
      at: MANIFEST_PLACE,
      severity: 'warning',
    },
  ]);
});

test.each([
  ['a peer', { section: 'peerDependencies', specifier: '1.0.2', range: '1.0.2' }],
  ['a fork', { packageName: '@fork/sdk', specifier: '1.0.2', range: '1.0.2' }],
  ['a range without a lock file that admits the newest', { specifier: '>=1', kind: 'range', range: '>=1' }],
] as [string, Partial<SdkDependency>][])('%s is not reported', (_, dependency) => {
  expect(run(dependency)).toEqual([]);
});
