import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readProjectSdk } from '../../src/project/project-sdk.ts';
import { temporaryFolder, type Files } from './temporary-folder.ts';

const MANIFEST = JSON.stringify({ dependencies: { 'klaviyo-api': '^23.0.0' } });
const installed = (version: unknown): Files => ({ 'node_modules/klaviyo-api/package.json': JSON.stringify({ name: 'klaviyo-api', version }) });

test('tells what is declared and what is installed', async () => {
  expect(await readProjectSdk(temporaryFolder({ 'package.json': MANIFEST, ...installed('23.0.1') }))).toEqual({ declared: '^23.0.0', installed: '23.0.1' });
});

test('tells only what there is', async () => {
  expect(await readProjectSdk(temporaryFolder())).toEqual({});
  expect(await readProjectSdk(temporaryFolder({ 'package.json': MANIFEST }))).toEqual({ declared: '^23.0.0' });
  expect(await readProjectSdk(temporaryFolder({ 'package.json': '{' }))).toEqual({});
});

test('a peer range is not what a project declares for itself', async () => {
  expect(await readProjectSdk(temporaryFolder({ 'package.json': JSON.stringify({ peerDependencies: { 'klaviyo-api': '^23' } }) }))).toEqual({});
});

test.each([undefined, 23, 'latest', { toString: 1 }])('an installed version that is none is left out: %j', async version => {
  expect(await readProjectSdk(temporaryFolder(installed(version)))).toEqual({});
});

test("pnpm's link inside of the project is followed, one out of it is not", async () => {
  const inside = temporaryFolder({ 'store/klaviyo-api/package.json': '{"version":"23.0.0"}', 'node_modules/.keep': '' });
  symlinkSync('../store/klaviyo-api', join(inside, 'node_modules/klaviyo-api'));
  expect(await readProjectSdk(inside)).toEqual({ installed: '23.0.0' });
  const outside = temporaryFolder({ 'node_modules/.keep': '' });
  symlinkSync(join(inside, 'store/klaviyo-api'), join(outside, 'node_modules/klaviyo-api'));
  expect(await readProjectSdk(outside)).toEqual({});
});
