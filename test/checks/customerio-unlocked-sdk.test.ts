import { expect, test } from 'vitest';
import klaviyo from '../../src/checks/unlocked-sdk.ts';
import check from '../../src/checks/customerio-unlocked-sdk.ts';
import { checkFiles, customerioLock, customerioManifest } from '../check-files.ts';
import { factsWith, sdkDependency } from '../sdk-facts.ts';

const WHY = 'so nothing proves that the next install brings the same package.';

test('an exact version without a lock file is a warning', async () => {
  expect(await checkFiles(check, { 'package.json': customerioManifest('5.2.0') })).toMatchObject([
    {
      message: `No lock file holds 'customerio-node', ${WHY} Commit the lock file of your package manager.`,
      severity: 'warning',
    },
  ]);
});

test('a lock file behind the manifest is an error, in each format', async () => {
  const manifest = customerioManifest('5.2.0');
  const stale = "'customerio-node' at 4.4.0, but '5.2.0' is declared. Install again and commit the lock file.";
  expect(
    await checkFiles(check, { 'package.json': manifest, 'package-lock.json': customerioLock('4.4.0') }),
  ).toMatchObject([{ message: `'package-lock.json' locks ${stale}` }]);
  const pnpm = [
    "lockfileVersion: '9.0'",
    'importers:',
    '  .:',
    '    dependencies:',
    '      customerio-node:',
    '        specifier: 4.4.0',
    '        version: 4.4.0',
    'packages:',
    '  customerio-node@4.4.0: {}',
    'snapshots:',
    '  customerio-node@4.4.0: {}',
  ].join('\n');
  expect(await checkFiles(check, { 'package.json': manifest, 'pnpm-lock.yaml': pnpm })).toMatchObject([
    { message: `'pnpm-lock.yaml' locks ${stale}` },
  ]);
  const yarn = '# yarn lockfile v1\n\n\ncustomerio-node@4.4.0:\n  version "4.4.0"\n';
  expect(await checkFiles(check, { 'package.json': manifest, 'yarn.lock': yarn })).toMatchObject([
    {
      message:
        "'yarn.lock' does not hold 'customerio-node' as it is declared here. Install again and commit the lock file.",
    },
  ]);
});

test('a range without a lock file is left to the check of ranges, where that runs', () => {
  const sdkDependencies = [
    sdkDependency({
      name: 'customerio-node',
      packageName: 'customerio-node',
      specifier: '^5.2.0',
      kind: 'range',
      range: '^5.2.0',
    }),
  ];
  const run = (running: string[]) => [
    ...check.run(factsWith({ sdkDependencies }), { asOf: '2026-11-20', running: new Set(running) }),
  ];
  expect(run(['customerio-floating-sdk-range'])).toEqual([]);
  expect(run(['floating-sdk-range'])).toHaveLength(1);
});

test('what a lock file holds as it is declared is fine', async () => {
  const files = { 'package.json': customerioManifest('5.2.0'), 'package-lock.json': customerioLock('5.2.0') };
  expect(await checkFiles(check, files)).toEqual([]);
});

test('a lock file that holds only the SDK of another vendor does not hold this one', async () => {
  const lock = JSON.stringify({
    lockfileVersion: 3,
    packages: { '': { dependencies: { 'klaviyo-api': '23.0.0' } }, 'node_modules/klaviyo-api': { version: '23.0.0' } },
  });
  const manifest = JSON.stringify({ dependencies: { 'klaviyo-api': '23.0.0', 'customerio-node': '5.2.0' } });
  const files = { 'package.json': manifest, 'package-lock.json': lock };
  expect(await checkFiles(check, files)).toMatchObject([
    { message: expect.stringContaining("does not hold 'customerio-node'") as string },
  ]);
  expect(await checkFiles(klaviyo, files)).toEqual([]);
});
