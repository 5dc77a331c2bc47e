import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSetup } from '../../../src/project/init/read-setup.ts';
import { type Files, temporaryFolder, temporaryRepository } from '../temporary-folder.ts';

const setupOf = (files: Files, ours: string[] = []) => readSetup(temporaryFolder(files), ours);
const manifest = (content: object = {}): Files => ({ 'package.json': JSON.stringify(content) });

describe('the package manager', () => {
  test.each<[string, Files, object]>([
    ['nothing', manifest(), { name: 'npm', from: undefined }],
    ['package-lock.json', { ...manifest(), 'package-lock.json': '{}' }, { name: 'npm', from: 'package-lock.json' }],
    ['pnpm-lock.yaml', { ...manifest(), 'pnpm-lock.yaml': '' }, { name: 'pnpm', from: 'pnpm-lock.yaml' }],
    ['bun.lock', { ...manifest(), 'bun.lock': '{}' }, { name: 'bun', from: 'bun.lock' }],
    ['bun.lockb', { ...manifest(), 'bun.lockb': '' }, { name: 'bun', from: 'bun.lockb' }],
    ['the new yarn.lock', { ...manifest(), 'yarn.lock': '__metadata:\n' }, { name: 'yarn', isClassicYarn: false }],
    [
      'the old yarn.lock',
      { ...manifest(), 'yarn.lock': '# yarn lockfile v1\n' },
      { name: 'yarn', from: 'yarn.lock', isClassicYarn: true },
    ],
    [
      "'packageManager' before a lock file",
      { ...manifest({ packageManager: 'pnpm@10.1.0+sha512.abc' }), 'package-lock.json': '{}' },
      { name: 'pnpm', from: 'package.json' },
    ],
    ["'packageManager' of yarn 1", manifest({ packageManager: 'yarn@1.22.22' }), { name: 'yarn', isClassicYarn: true }],
    ['a manager that nobody knows', manifest({ packageManager: 'vlt@1.0.0' }), { name: 'npm', from: undefined }],
  ])('by %s', (_, files, expected) => {
    expect(setupOf(files).manager).toMatchObject(expected);
  });
});

describe('the configuration of ESLint', () => {
  test.each<[string, Files, object | undefined]>([
    ['none', manifest(), undefined],
    [
      'a module',
      { 'eslint.config.mjs': 'export default [];' },
      { path: 'eslint.config.mjs', isFlat: true, isCommonJs: false, hasPlugin: false },
    ],
    [
      'CommonJS by its content',
      { 'eslint.config.js': 'module.exports = [];' },
      { path: 'eslint.config.js', isFlat: true, isCommonJs: true },
    ],
    ['CommonJS by its name', { 'eslint.config.cjs': '' }, { isFlat: true, isCommonJs: true }],
    ['TypeScript', { 'eslint.config.ts': 'export default [];' }, { isFlat: true, isCommonJs: false }],
    ['an old one', { '.eslintrc.json': '{}' }, { path: '.eslintrc.json', isFlat: false }],
    ['an old one in package.json', manifest({ eslintConfig: {} }), { path: 'package.json', isFlat: false }],
    ['the flat one of two', { '.eslintrc': '{}', 'eslint.config.js': '' }, { path: 'eslint.config.js', isFlat: true }],
    [
      'one with the plugin',
      { 'eslint.config.mjs': "import klaviyo from 'eslint-plugin-klaviyo';" },
      { hasPlugin: true },
    ],
  ])('%s', (_, files, expected) => {
    const { eslint } = setupOf(files);
    if (expected === undefined) expect(eslint).toBeUndefined();
    else expect(eslint).toMatchObject(expected);
  });
});

describe('workflows', () => {
  test('one that uses the Action, and others', () => {
    expect(
      setupOf({
        '.github/workflows/ci.yml': 'name: CI\n# klaviyo-lint is run elsewhere\n',
        '.github/workflows/lint.yaml': '- uses: klaviyo-lint/klaviyo-lint@v0\n',
        '.github/workflows/notes.md': 'klaviyo-lint/klaviyo-lint@v0',
      }),
    ).toMatchObject({ workflow: '.github/workflows/lint.yaml', otherWorkflows: 1 });
  });

  test('the default branch is that of the clone, if its name needs no quotes', () => {
    const head = '.git/refs/remotes/origin/HEAD';
    expect(setupOf({ [head]: 'ref: refs/remotes/origin/trunk\n' }).defaultBranch).toBe('trunk');
    expect(setupOf({ [head]: 'ref: refs/remotes/origin/a]b\n' }).defaultBranch).toBe('main');
    expect(setupOf({}).defaultBranch).toBe('main');
  });
});

describe('the folder', () => {
  test.each<[string, Files, boolean]>([
    ['workspaces', manifest({ workspaces: ['apps/*'] }), true],
    ['a workspace of pnpm', { ...manifest(), 'pnpm-workspace.yaml': 'packages: []\n' }, true],
    ['one package', manifest(), false],
  ])('is a monorepo or not: %s', (_, files, expected) => {
    expect(setupOf(files).isMonorepo).toBe(expected);
  });

  test('is the root of a repository, inside of one, or none', () => {
    const repository = temporaryRepository({ 'shop/a.js': '' });
    expect(readSetup(repository, []).repository).toBe('root');
    expect(readSetup(path.join(repository, 'shop'), []).repository).toBe('inside');
    expect(setupOf({}).repository).toBe('none');
  });

  test('has what is there of ours, and what package.json names', () => {
    const { existing, declared, hasTypeScript } = setupOf(
      { ...manifest({ devDependencies: { typescript: '6' } }), 'klaviyo-lint.json': '{}' },
      ['klaviyo-lint.json', '.klaviyo-lint/baseline.json'],
    );
    expect([[...existing], [...declared], hasTypeScript]).toEqual([['klaviyo-lint.json'], ['typescript'], true]);
  });

  test('needs no package.json, and has to have a right one', () => {
    expect(setupOf({}).hasManifest).toBe(false);
    expect(() => setupOf({ 'package.json': '[]' })).toThrow("'package.json' cannot be read as JSON. Correct it first.");
  });
});
