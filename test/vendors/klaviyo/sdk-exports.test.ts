import * as sdk from 'klaviyo-api';
import { describe, expect, it, test } from 'vitest';
import { removedExports } from '../../../scripts/update-facts/removed-exports.ts';
import { readExports } from '../../../scripts/update-facts/read-exports.ts';
import { REMOVED_EXPORTS } from '../../../src/vendors/klaviyo/generated/removed-exports.ts';
import { lastReleaseWith } from '../../../src/vendors/klaviyo/sdk-exports.ts';

describe('readExports', () => {
  it('takes every kind of declaration, sorted and once', () => {
    const text =
      'export class B {}\n    export const A = 1\nexport namespace B {}\nexport declare function c(): void\nexport abstract class D {}\nexport type E = 1\nconst F = 1\n// export class G {}\n';
    expect(readExports([{ name: 'package/api/apis.ts', text }])).toEqual(['A', 'B', 'D', 'E', 'c']);
  });

  it('takes the list of a release before 6', () => {
    expect(
      readExports([
        {
          name: 'package/src/index.js',
          text: "import {A} from './A.js';\nexport {\n    /** A. */\n    A,\n\n    B,\n};\n",
        },
      ]),
    ).toEqual(['A', 'B']);
  });

  it('reads nothing else of the package', () => {
    expect(readExports([{ name: 'package/dist/api/apis.ts', text: 'export class A {}' }])).toEqual([]);
  });
});

describe('removedExports', () => {
  it('returns the last release with a name, also of one that came back', () => {
    const releases = [
      { version: '1.0.0', exports: ['A', 'B', 'C'] },
      { version: '2.0.0', exports: ['A', 'D'] },
      { version: '3.0.0', exports: ['A', 'C'] },
    ];
    expect(removedExports(releases)).toEqual({ B: '1.0.0', D: '2.0.0' });
  });
});

describe('lastReleaseWith', () => {
  it.each([
    ['RetryOptions', '13.0.0'],
    ['EmailTrackingOptions', '16.0.0'],
    ['ApiClient', '5.1.0'],
    ['ConfigWrapper', undefined],
    ['RetryWithExponentialBackoff', undefined],
    ['toString', undefined],
  ])('%s: %s', (name, version) => {
    expect(lastReleaseWith(name)).toBe(version);
  });
});

test('nothing that the installed SDK exports is called removed', () => {
  const removed = new Set(Object.values(REMOVED_EXPORTS).flat());
  expect(Object.keys(sdk).filter(name => removed.has(name))).toEqual([]);
});
