import { expect, test } from 'vitest';
import klaviyo from '../../src/checks/floating-sdk-range.ts';
import check from '../../src/checks/customerio-floating-sdk-range.ts';
import { checkFiles, customerioLock, customerioManifest } from '../check-files.ts';

test('a range is an error, with what differs between releases', async () => {
  expect(await checkFiles(check, { 'package.json': customerioManifest('^5.2.0') })).toEqual([
    {
      message:
        "'customerio-node' is declared as the range '^5.2.0', and no lock file holds it. Pin one exact version, because releases differ in the Node.js that they need, in retries and in redirects.",
      at: { path: 'package.json', line: 3, column: 24, endLine: 3, endColumn: 32 },
    },
  ]);
});

test('what a lock file holds is a warning', async () => {
  const files = { 'package.json': customerioManifest('^5.2.0'), 'package-lock.json': customerioLock('5.2.0') };
  expect(await checkFiles(check, files)).toMatchObject([{ severity: 'warning' }]);
});

test.each([
  ['an exact version', { 'package.json': customerioManifest('5.2.0') }],
  ['the SDK of another vendor', { 'package.json': JSON.stringify({ dependencies: { 'klaviyo-api': '^23.0.0' } }) }],
  [
    'a package of a similar name',
    { 'package.json': JSON.stringify({ dependencies: { 'customerio-node-x': '^1.0.0' } }) },
  ],
  ['a peer', { 'package.json': JSON.stringify({ peerDependencies: { 'customerio-node': '>=4' } }) }],
])('%s is not reported', async (_, files) => {
  expect(await checkFiles(check, files)).toEqual([]);
});

test('an alias is reported, and so is the catalog that a manifest refers to', async () => {
  expect(
    await checkFiles(check, {
      'package.json': JSON.stringify({ dependencies: { cio: 'npm:customerio-node@^5.2.0' } }),
    }),
  ).toHaveLength(1);
  const catalog = {
    'package.json': customerioManifest('catalog:'),
    'pnpm-workspace.yaml': 'catalog:\n  customerio-node: ^5.2.0\n',
  };
  expect(await checkFiles(check, catalog)).toMatchObject([{ at: { path: 'pnpm-workspace.yaml' } }]);
});

test("Klaviyo's check does not see it", async () => {
  expect(await checkFiles(klaviyo, { 'package.json': customerioManifest('^5.2.0') })).toEqual([]);
});
