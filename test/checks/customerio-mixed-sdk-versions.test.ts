import { expect, test } from 'vitest';
import klaviyo from '../../src/checks/mixed-sdk-versions.ts';
import check from '../../src/checks/customerio-mixed-sdk-versions.ts';
import { checkFiles, customerioLock, customerioManifest } from '../check-files.ts';

const MIXED = {
  'package.json': customerioManifest('5.2.0'),
  'package-lock.json': customerioLock('5.2.0', { 'node_modules/mailer/node_modules/customerio-node': '4.4.0' }),
};

test('a second copy that another package brings along', async () => {
  expect(await checkFiles(check, MIXED)).toEqual([
    {
      message:
        'customerio-node is installed here in the versions 4.4.0 and 5.2.0, and the client of one refuses the requests that are made with the classes of another. Use one version everywhere.',
      at: { path: 'package.json', line: 3, column: 24, endLine: 3, endColumn: 31 },
      related: [{ path: 'package-lock.json', line: 12, message: '4.4.0 here' }],
    },
  ]);
  expect(await checkFiles(klaviyo, MIXED)).toEqual([]);
});

test('one version is fine, also beside the SDK of another vendor', async () => {
  const manifest = JSON.stringify({ dependencies: { 'customerio-node': '5.2.0', 'klaviyo-api': '23.0.0' } });
  const lock = customerioLock('5.2.0', { 'node_modules/klaviyo-api': '23.0.0' });
  const files = { 'package.json': manifest, 'package-lock.json': lock };
  expect(await checkFiles(check, files)).toEqual([]);
  expect(await checkFiles(klaviyo, files)).toEqual([]);
});
