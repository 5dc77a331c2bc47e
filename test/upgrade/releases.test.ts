import { describe, expect, test } from 'vitest';
import type { SdkDependency } from '../../src/model/facts.ts';
import { chooseEnds, describeEnd } from '../../src/upgrade/releases.ts';

const AT = { path: 'package.json', line: 3, column: 20, endLine: 3, endColumn: 30 };

function dependency(specifier: string, locked: readonly string[] = [], installed?: string): SdkDependency {
  return {
    name: 'klaviyo-api',
    packageName: 'klaviyo-api',
    section: 'dependencies',
    specifier,
    kind: 'range',
    at: AT,
    root: '',
    locks: locked.map(version => ({
      path: 'package-lock.json',
      manager: 'npm',
      state: 'held',
      sdk: { name: 'klaviyo-api', version, at: { ...AT, path: 'package-lock.json' } },
    })),
    ...(installed !== undefined && {
      installed: { version: installed, path: 'node_modules/klaviyo-api/package.json' },
    }),
  };
}

function ends(dependencies: readonly SdkDependency[], wanted?: string, said?: string): string {
  const { from, to } = chooseEnds(dependencies, wanted, said);
  return `${from.version} (${from.revision}) to ${to.version} (${to.revision})`;
}

describe('chooseEnds', () => {
  test.each([
    ['what is locked', [dependency('^15.0.0', ['16.0.0'])], undefined, '16.0.0 (2025-01-15) to 23.0.0 (2026-07-15)'],
    [
      'the oldest that is locked',
      [dependency('^15.0.0', ['16.0.0']), dependency('^9.0.0', ['10.1.0'])],
      undefined,
      '10.1.0 (2024-06-15) to 23.0.0 (2026-07-15)',
    ],
    [
      'what is installed, without a lock file',
      [dependency('^15.0.0', [], '15.0.0')],
      undefined,
      '15.0.0 (2024-10-15) to 23.0.0 (2026-07-15)',
    ],
    [
      'the least that is declared, without either',
      [dependency('^15.0.0')],
      undefined,
      '15.0.0 (2024-10-15) to 23.0.0 (2026-07-15)',
    ],
    [
      'what an alias declares',
      [dependency('npm:klaviyo-api@~19.0.1')],
      undefined,
      '19.0.1 (2025-07-15) to 23.0.0 (2026-07-15)',
    ],
    [
      'a release that the registry lost',
      [dependency('^22.0.0', ['22.0.0'])],
      undefined,
      '22.0.0 (2026-04-15) to 23.0.0 (2026-07-15)',
    ],
    ['a target of one number', [dependency('15.0.0')], '21', '15.0.0 (2024-10-15) to 21.0.1 (2026-01-15)'],
    ['a whole target', [dependency('15.0.0')], '19.0.1', '15.0.0 (2024-10-15) to 19.0.1 (2025-07-15)'],
    ['the same release', [dependency('23.0.0')], undefined, '23.0.0 (2026-07-15) to 23.0.0 (2026-07-15)'],
  ])('%s', (_what, dependencies, wanted, expected) => {
    expect(ends(dependencies, wanted)).toBe(expected);
  });

  test('somebody can say where the code comes from', () => {
    expect(ends([dependency('*')], undefined, '8.0.2')).toBe('8.0.2 (2024-02-15) to 23.0.0 (2026-07-15)');
  });

  test.each([
    [
      'no SDK',
      [],
      undefined,
      undefined,
      "No manifest here declares 'klaviyo-api'. Run it in the folder of the project that does.",
    ],
    [
      'no release',
      [dependency('*')],
      undefined,
      undefined,
      "No lock file and no manifest here names a release of 'klaviyo-api'. Say with '--from' which one the code was written for.",
    ],
    [
      'an older target',
      [dependency('21.0.1')],
      '19',
      undefined,
      'klaviyo-api 19.0.2 is older than 21.0.1, which this code uses. Name a newer release, or none for the newest.',
    ],
    [
      'a target that does not exist',
      [dependency('15.0.0')],
      '20.7',
      undefined,
      "'20.7' is no release of klaviyo-api that is known here. Name one such as '23.0.0', or '23'.",
    ],
    [
      'a target that is no release',
      [dependency('15.0.0')],
      'next',
      undefined,
      "'next' is no release of klaviyo-api that is known here. Name one such as '23.0.0', or '23'.",
    ],
    [
      'a newer target',
      [dependency('15.0.0')],
      '99.0.0',
      undefined,
      'klaviyo-api 99.0.0 is newer than this klaviyo-lint, which knows 23.0.0. Update klaviyo-lint.',
    ],
    [
      'code that is newer',
      [dependency('^24.0.0', ['24.0.0'])],
      undefined,
      undefined,
      'klaviyo-api 24.0.0 is newer than this klaviyo-lint, which knows 23.0.0. Update klaviyo-lint.',
    ],
    [
      'a beginning that is no release',
      [dependency('15.0.0')],
      undefined,
      '15',
      "'15' is not a release. Write it as '23.0.0'.",
    ],
  ])('refuses %s', (_what, dependencies, wanted, said, message) => {
    expect(() => chooseEnds(dependencies, wanted, said)).toThrow(message);
  });
});

describe('describeEnd', () => {
  test.each([
    ['23.0.0', 'stable until 2027-07-15'],
    ['18.0.0', 'deprecated since 2026-04-15, retires on 2027-04-15'],
    ['15.0.0', 'retired on 2026-10-15'],
  ])('%s: %s', (version, state) => {
    const { from } = chooseEnds([dependency(version)], undefined, undefined);
    expect(describeEnd(from, '2026-11-20')).toEqual({ version, revision: from.revision, state });
  });
});
