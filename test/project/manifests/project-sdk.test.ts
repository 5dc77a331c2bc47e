import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProjectSdk } from '../../../src/project/manifests/project-sdk.ts';
import { temporaryFolder, type Files } from '../temporary-folder.ts';

const MANIFEST = JSON.stringify({ dependencies: { 'klaviyo-api': '^23.0.0' } });
const installed = (version: unknown): Files => ({
  'node_modules/klaviyo-api/package.json': JSON.stringify({ name: 'klaviyo-api', version }),
});

test('returns what is declared and what is installed', async () => {
  expect(await readProjectSdk(temporaryFolder({ 'package.json': MANIFEST, ...installed('23.0.1') }))).toEqual({
    declared: '^23.0.0',
    installed: '23.0.1',
  });
});

test('returns only what there is', async () => {
  expect(await readProjectSdk(temporaryFolder())).toEqual({});
  expect(await readProjectSdk(temporaryFolder({ 'package.json': MANIFEST }))).toEqual({ declared: '^23.0.0' });
  expect(await readProjectSdk(temporaryFolder({ 'package.json': '{' }))).toEqual({});
});

test('a peer range is not what a project declares for itself', async () => {
  expect(
    await readProjectSdk(
      temporaryFolder({ 'package.json': JSON.stringify({ peerDependencies: { 'klaviyo-api': '^23' } }) }),
    ),
  ).toEqual({});
});

test.each([undefined, 23, 'latest', { toString: 1 }])(
  'an installed version that is none is left out: %j',
  async version => {
    expect(await readProjectSdk(temporaryFolder(installed(version)))).toEqual({});
  },
);

test("pnpm's link inside of the project is followed, one out of it is not", async () => {
  const inside = temporaryFolder({
    'store/klaviyo-api/package.json': '{"version":"23.0.0"}',
    'node_modules/.keep': '',
  });
  symlinkSync('../store/klaviyo-api', join(inside, 'node_modules/klaviyo-api'));
  expect(await readProjectSdk(inside)).toEqual({ installed: '23.0.0' });
  const outside = temporaryFolder({ 'node_modules/.keep': '' });
  symlinkSync(join(inside, 'store/klaviyo-api'), join(outside, 'node_modules/klaviyo-api'));
  expect(await readProjectSdk(outside)).toEqual({});
});

describe('the lock file', () => {
  const YARN = '# yarn lockfile v1\n\nklaviyo-api@^23.0.0:\n  version "23.0.0"\n';

  test('returns the version', async () => {
    expect(await readProjectSdk(temporaryFolder({ 'package.json': MANIFEST, 'yarn.lock': YARN }))).toEqual({
      declared: '^23.0.0',
      locked: '23.0.0',
    });
  });

  test('of a workspace, where the root declares nothing', async () => {
    const files = {
      'package.json': '{ "workspaces": ["apps/*"] }',
      'apps/shop/package.json': MANIFEST,
      'yarn.lock': YARN,
      ...installed('22.0.1'),
    };
    expect(await readProjectSdk(temporaryFolder(files))).toEqual({
      declared: '^23.0.0',
      locked: '23.0.0',
      installed: '22.0.1',
    });
  });
});

test('what an override decides is what is declared', async () => {
  expect(
    await readProjectSdk(
      temporaryFolder({
        'package.json': JSON.stringify({
          dependencies: { 'klaviyo-api': '^23' },
          overrides: { 'klaviyo-api': '22.0.1' },
        }),
      }),
    ),
  ).toEqual({ declared: '22.0.1' });
});
