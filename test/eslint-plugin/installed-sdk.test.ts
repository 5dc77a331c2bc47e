import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import plugin from '../../eslint-plugin/index.ts';
import { lintFiles } from '../../src/project/lint/lint-files.ts';
import { virtualReader } from '../project/virtual-files.ts';
import { installedSdk } from '../../eslint-plugin/installed-sdk.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'installed-sdk-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function write(files: Readonly<Record<string, unknown>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const INSTALLED = 'node_modules/klaviyo-api/package.json';

/** What is found for `packages/shop/src/orders.js`. */
function found(files: Readonly<Record<string, unknown>>): string | undefined {
  write(files);
  return installedSdk(path.join(root, 'packages/shop/src/orders.js'), 'klaviyo-api');
}

describe('the release of the SDK', () => {
  test.each<[name: string, files: Record<string, unknown>, version: string | undefined]>([
    ['beside the file', { [`packages/shop/${INSTALLED}`]: { version: '22.0.0' } }, '22.0.0'],
    ['at the root of a monorepo', { [INSTALLED]: { version: '23.0.0' } }, '23.0.0'],
    [
      'in the nearest of two',
      { [INSTALLED]: { version: '23.0.0' }, [`packages/shop/${INSTALLED}`]: { version: '12.0.1' } },
      '12.0.1',
    ],
    ['in another package', { [`packages/mail/${INSTALLED}`]: { version: '12.0.1' } }, undefined],
    [
      'installed, where the manifest has a range',
      {
        'packages/shop/package.json': { dependencies: { 'klaviyo-api': '^22.0.0' } },
        [INSTALLED]: { version: '22.1.0' },
      },
      '22.1.0',
    ],
    ['declared exactly', { 'packages/shop/package.json': { devDependencies: { 'klaviyo-api': '14.0.0' } } }, '14.0.0'],
    ['declared as a range', { 'package.json': { dependencies: { 'klaviyo-api': '^14.0.0' } } }, undefined],
    [
      'declared by the manifest above the nearest, which does not name it',
      { 'packages/shop/package.json': { name: 'shop' }, 'package.json': { dependencies: { 'klaviyo-api': '14.0.0' } } },
      '14.0.0',
    ],
    [
      'chosen by the users of a library',
      {
        'packages/shop/package.json': {
          peerDependencies: { 'klaviyo-api': '>=12' },
          devDependencies: { 'klaviyo-api': '23.0.0' },
        },
        [INSTALLED]: { version: '23.0.0' },
      },
      undefined,
    ],
    ['in a manifest that is no JSON', { [INSTALLED]: '{ "version": "23', 'package.json': '{' }, undefined],
    ['in a manifest with another shape', { [INSTALLED]: { version: 23 }, 'package.json': '[null]' }, undefined],
    ['that is not there', {}, undefined],
  ])('%s', (_, files, version) => {
    expect(found(files)).toBe(version);
  });

  test('is asked for again after some seconds, because an editor runs for days', () => {
    vi.useFakeTimers();
    expect(found({ [INSTALLED]: { version: '22.0.0' } })).toBe('22.0.0');
    expect(found({ [INSTALLED]: { version: '23.0.0' } })).toBe('22.0.0');
    vi.advanceTimersByTime(10_000);
    expect(found({})).toBe('23.0.0');
  });

  test.each(['<input>', 'src/orders.js'])('is unknown for %s', file => {
    expect(installedSdk(file, 'klaviyo-api')).toBeUndefined();
  });

  test('is unknown where there is no file system', () => {
    write({ [INSTALLED]: { version: '23.0.0' } });
    vi.stubGlobal('process', undefined);
    expect(installedSdk(path.join(root, 'orders.js'), 'klaviyo-api')).toBeUndefined();
  });
});

const SOURCE = "import { Lists } from 'klaviyo-api';\n\nexport const members = () => Lists.getListProfiles('x');\n";

describe('the plugin', () => {
  function messages(settings: Record<string, unknown>): Linter.LintMessage[] {
    return new Linter({ cwd: root }).verify(
      SOURCE,
      [plugin.configs.recommended as Linter.Config, { settings }],
      path.join(root, 'src/orders.js'),
    );
  }

  test('fixes what is a suggestion where no release is known', () => {
    write({ 'src/orders.js': SOURCE });
    expect(messages({}).map(({ fix, suggestions }) => [fix, suggestions?.length])).toEqual([[undefined, 1]]);
  });

  test('takes what is installed', () => {
    write({ [INSTALLED]: { version: '23.0.0' } });
    expect(messages({}).map(({ fix }) => fix?.text)).toEqual(['getProfilesForList']);
    expect(messages({ klaviyo: { asOf: '2026-11-20' } }).map(({ fix }) => fix?.text)).toEqual(['getProfilesForList']);
  });

  test('takes what the settings say first', () => {
    write({ [INSTALLED]: { version: '23.0.0' } });
    expect(messages({ klaviyo: { sdkVersion: '10.0.0' } })).toEqual([]);
  });
});

test('the tool reads nothing that is installed, because a link could lead out of the repository', async () => {
  write({ 'src/orders.js': SOURCE, [INSTALLED]: { version: '23.0.0' } });
  const { findings } = await lintFiles(virtualReader({ 'src/orders.js': SOURCE }), ['src/orders.js'], {
    root,
    asOf: '2026-11-20',
  });
  expect(findings.map(({ ruleId, fix }) => [ruleId, fix])).toEqual([['klaviyo/no-deprecated-method', undefined]]);
});
