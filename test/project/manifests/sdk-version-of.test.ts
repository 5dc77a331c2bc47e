import { describe, expect, test } from 'vitest';
import { collectFacts } from '../../../src/project/manifests/collect-facts.ts';
import { createFileReader } from '../../../src/project/discovery/read-file.ts';
import { sdkVersionOf } from '../../../src/project/manifests/sdk-version-of.ts';
import { temporaryFolder, type Files } from '../temporary-folder.ts';

const manifest = (specifier: string) => JSON.stringify({ dependencies: { 'klaviyo-api': specifier } });

const lockOf = (version: string) =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: { '': { dependencies: { 'klaviyo-api': '^15.0.0' } }, 'node_modules/klaviyo-api': { version } },
  });

async function versionOf(files: Files, path: string, sdk = 'klaviyo-api'): Promise<string | undefined> {
  const root = temporaryFolder(files);
  const listed = Object.keys(files).filter(name => !name.includes('node_modules'));
  const { facts } = await collectFacts(createFileReader(root), listed, { root, listed });
  return sdkVersionOf(facts.sdkDependencies)(path, sdk);
}

describe('sdkVersionOf', () => {
  test('knows the release of each SDK by itself', async () => {
    const files = {
      'package.json': JSON.stringify({ dependencies: { 'klaviyo-api': '23.0.0', 'customerio-node': '1.1.0' } }),
    };
    expect(await versionOf(files, 'src/a.ts')).toBe('23.0.0');
    expect(await versionOf(files, 'src/a.ts', 'customerio-node')).toBe('1.1.0');
  });

  test('takes what the lock file holds', async () => {
    expect(
      await versionOf({ 'package.json': manifest('^15.0.0'), 'package-lock.json': lockOf('15.3.0') }, 'src/a.ts'),
    ).toBe('15.3.0');
  });

  test('takes what is installed where there is no lock file', async () => {
    expect(
      await versionOf(
        {
          'package.json': manifest('^15.0.0'),
          'node_modules/klaviyo-api/package.json': '{ "name": "klaviyo-api", "version": "16.0.0" }',
        },
        'src/a.ts',
      ),
    ).toBe('16.0.0');
  });

  test('takes an exact declaration where there is neither', async () => {
    expect(await versionOf({ 'package.json': manifest('15.0.0') }, 'src/a.ts')).toBe('15.0.0');
  });

  test('takes the nearest manifest', async () => {
    const files = {
      'package.json': manifest('23.0.0'),
      'apps/web/package.json': manifest('15.0.0'),
      'apps/website/package.json': manifest('16.0.0'),
    };
    expect(await versionOf(files, 'apps/web/src/a.ts')).toBe('15.0.0');
    expect(await versionOf(files, 'apps/other/a.ts')).toBe('23.0.0');
  });

  test('returns nothing of a library whose users may have another release than it is tested with', async () => {
    const library = (peer: string): Files => ({
      'package.json': JSON.stringify({
        devDependencies: { 'klaviyo-api': '23.0.0' },
        peerDependencies: { 'klaviyo-api': peer },
      }),
    });
    expect(await versionOf(library('>=13'), 'src/a.ts')).toBeUndefined();
    expect(await versionOf(library('>=23'), 'src/a.ts')).toBe('23.0.0');
    expect(await versionOf(library('workspace:^'), 'src/a.ts')).toBe('23.0.0');
  });

  test.each([
    ['a range alone', { 'package.json': manifest('^15.0.0') }],
    ['no SDK', { 'package.json': '{}' }],
    ['a manifest beside the file', { 'apps/web/package.json': manifest('15.0.0') }],
  ])('knows nothing with %s', async (_what, files) => {
    expect(await versionOf(files as Files, 'src/a.ts')).toBeUndefined();
  });
});
