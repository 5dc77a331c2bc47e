import { expect, test } from 'vitest';
import { rules } from '../../../eslint-plugin/rules/index.ts';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader, type VirtualFiles } from '../../project/virtual-files.ts';

const COUNT = 120;

/** The lines that `sdk-layering` reports in services that import others, as `path:line`. */
async function reportedIn(importsOf: (index: number) => number[]): Promise<string[]> {
  const files: VirtualFiles = Object.fromEntries(
    Array.from({ length: COUNT }, (_, index) => [
      `src/services/klaviyo-${index}.ts`,
      [
        ...importsOf(index).map(target => `import { run as run${target} } from './klaviyo-${target}';`),
        "import { ProfilesApi } from 'klaviyo-api';",
        'export const run = () => new ProfilesApi(session).getProfiles();',
      ].join('\n'),
    ]),
  );
  const { findings, skipped } = await lintFiles(virtualReader(files), Object.keys(files), {
    root: '/checked',
    asOf: '2026-11-22',
    rules: { 'sdk-layering': rules['sdk-layering'] },
  });
  expect(skipped).toEqual([]);
  return findings.map(({ path, line }) => `${path}:${line}`);
}

test('files that import many others, none of which leads back', async () => {
  const following = (index: number): number[] => [1, 2, 3].map(step => index + step).filter(target => target < COUNT);
  expect(await reportedIn(following)).toEqual([]);
});

test('a chain of pairs that import each other', async () => {
  const found = await reportedIn(index => [index ^ 1, ...((index & ~1) + 2 < COUNT ? [(index & ~1) + 2] : [])]);
  expect(found).toEqual(Array.from({ length: COUNT }, (_, index) => `src/services/klaviyo-${index}.ts:1`));
});
