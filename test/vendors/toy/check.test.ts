import { expect, test } from 'vitest';
import type { SdkDependency } from '../../../src/model/facts.ts';
import { readSpecifier } from '../../../src/project/manifests/specifier.ts';
import { floatingSdkRange } from '../../../src/vendor-checks/floating-sdk-range.ts';
import { factsWith, lockedAt, MANIFEST_PLACE, sdkDependency } from '../../sdk-facts.ts';
import { TOYMAIL_SDK } from './toymail.ts';

const check = floatingSdkRange('toymail-floating-sdk-range', TOYMAIL_SDK, 'releases differ in what they retry');
const NAME = TOYMAIL_SDK.package;

function problemsOf(name: string, specifier: string, rest: Partial<SdkDependency> = {}): unknown[] {
  const declared = { name, packageName: name, specifier, kind: readSpecifier(name, specifier).kind };
  const dependency = sdkDependency({ ...declared, ...rest });
  return [...check.run(factsWith({ sdkDependencies: [dependency] }), { asOf: '2026-11-20' })];
}

test('the check names the vendor', () => {
  expect(check).toMatchObject({
    id: 'toymail-floating-sdk-range',
    description: 'Toymail SDK dependencies that can change to another release on install',
    severity: 'error',
  });
});

test('a range of its SDK is an error', () => {
  expect(problemsOf(NAME, '^2.0.0')).toEqual([
    {
      message:
        "'toymail-node' is declared as the range '^2.0.0', and no lock file holds it. Pin one exact version, because releases differ in what they retry.",
      at: MANIFEST_PLACE,
    },
  ]);
});

test('a range that a lock file holds is a warning', () => {
  const { sdk, ...lock } = lockedAt('2.0.0');
  const held = { ...lock, sdk: { ...sdk!, name: NAME } };
  expect(problemsOf(NAME, '^2.0.0', { range: '^2.0.0', locks: [held] })).toEqual([
    {
      message:
        "'toymail-node' is declared as the range '^2.0.0', and only 'package-lock.json' holds it at 2.0.0. Pin one exact version, because releases differ in what they retry.",
      at: MANIFEST_PLACE,
      severity: 'warning',
    },
  ]);
});

test.each([
  ['an exact version', NAME, '2.0.0', {}],
  ['a peer range', NAME, '^2.0.0', { section: 'peerDependencies' as const }],
  ['a range of a package of a similar name', 'toymail-node-cli', '^2.0.0', {}],
  ['a range of the SDK of another vendor', 'klaviyo-api', '^23.0.0', {}],
  ['a range of the SDK of a third one', 'customerio-node', '^5.2.0', {}],
])('%s is not reported', (_, name, specifier, rest) => {
  expect(problemsOf(name, specifier, rest)).toEqual([]);
});
