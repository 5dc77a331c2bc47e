import { describe, expect, test } from 'vitest';
import klaviyo from '../../src/checks/broken-sdk-retry.ts';
import check from '../../src/checks/customerio-no-retry.ts';
import { SDK_RELEASES } from '../../src/vendors/customerio/generated/sdk-releases.ts';
import { checkFiles, customerioLock, customerioManifest } from '../check-files.ts';

const reported = async (version: string): Promise<boolean> =>
  (await checkFiles(check, { 'package.json': customerioManifest(version) })).length > 0;

describe('every release', () => {
  test.each(SDK_RELEASES)('$version', async ({ version }) => {
    expect(await reported(version)).toBe(Number.parseInt(version, 10) < 5);
  });
});

test('the message names the release that retries, and what it needs', async () => {
  const files = { 'package.json': customerioManifest('^4.3.0'), 'package-lock.json': customerioLock('4.4.0') };
  expect(await checkFiles(check, files)).toEqual([
    {
      message:
        'customerio-node 4.4.0 never retries a request, not even after 429. Move to 5.2.0, which needs Node >=22, or repeat failed calls in a queue of your own.',
      at: { path: 'package.json', line: 3, column: 24, endLine: 3, endColumn: 32 },
      related: [{ path: 'package-lock.json', line: 9, message: '4.4.0 is locked here' }],
    },
  ]);
});

test.each([
  ['4.2.1', true],
  ['5.0.0', false],
  ['5.1.0', false],
  ['6.0.0', false],
])('%s, which no known release is, counts where those before and after it do alike', async (version, expected) => {
  expect(await reported(version)).toBe(expected);
});

test('a range is what it admits at best', async () => {
  expect(await reported('>=4')).toBe(false);
  expect(await reported('^4.1.0')).toBe(true);
});

test.each([
  ['a peer', JSON.stringify({ peerDependencies: { 'customerio-node': '4.4.0' } })],
  ['a fork', JSON.stringify({ dependencies: { 'customerio-node': 'npm:@fork/cio@4.4.0' } })],
  ['the SDK of another vendor with that version', JSON.stringify({ dependencies: { 'klaviyo-api': '4.4.0' } })],
])('%s is not reported', async (_, manifest) => {
  expect(await checkFiles(check, { 'package.json': manifest })).toEqual([]);
});

test("Klaviyo's check does not see it", async () => {
  expect(await checkFiles(klaviyo, { 'package.json': customerioManifest('1.0.1') })).toEqual([]);
});
