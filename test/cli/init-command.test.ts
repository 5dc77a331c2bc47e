import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { PULL_REQUEST_WORKFLOW } from '../../src/init/generated/pull-request-workflow.ts';
import { code, OLD_NAME, shop } from '../fix/storefront.ts';
import { type Files, temporaryFolder, temporaryRepository } from '../project/temporary-folder.ts';

const WORKFLOW = '.github/workflows/klaviyo-lint.yml';
const WRITTEN = [WORKFLOW, 'klaviyo-lint.json', 'eslint.config.mjs'];

interface Outcome {
  code: number;
  out: string;
  told: string;
}

/** @param answers of the person at the terminal; without, there is none */
async function init(root: string, args: string[] = [], answers?: (string | undefined)[]): Promise<Outcome> {
  const outcome = { code: -1, out: '', told: '' };
  outcome.code = await runCli(['init', ...args], {
    workingFolder: root,
    environment: { PATH: process.env['PATH'] },
    now: new Date('2026-11-20T23:00:00Z'),
    writeOut: async text => void (outcome.out += text),
    writeError: text => void (outcome.told += text),
    ...(answers && { ask: async () => answers.shift() }),
  });
  return outcome;
}

const thereIn = (root: string): string[] => WRITTEN.filter(file => existsSync(path.join(root, file)));
const textIn = (root: string, file: string): string => readFileSync(path.join(root, file), 'utf8');

/** With the packages that the entry of ESLint needs. */
const INSTALLED = shop({
  'package.json':
    '{ "dependencies": { "klaviyo-api": "23.0.0" }, "devDependencies": { "eslint": "10", "eslint-plugin-klaviyo": "1" } }\n',
});

describe('init', () => {
  test.each<[string, Files]>([
    ['npm', { 'package.json': '{}', 'package-lock.json': '{}' }],
    ['pnpm', { 'package.json': '{}', 'pnpm-lock.yaml': 'lockfileVersion: 9\n' }],
    ['yarn', { 'package.json': '{}', 'yarn.lock': '__metadata:\n  version: 8\n' }],
    ['bun', { 'package.json': '{}', 'bun.lock': '{}' }],
    ['a monorepo', { 'package.json': '{ "workspaces": ["apps/*"] }', 'apps/shop/package.json': '{}' }],
  ])('writes each file with --yes, and a second run changes nothing: %s', async (name, files) => {
    const root = temporaryRepository(files);
    const first = await init(root, ['--yes']);
    expect([first.code, thereIn(root)]).toEqual([0, WRITTEN]);
    expect(textIn(root, WORKFLOW)).toBe(PULL_REQUEST_WORKFLOW);
    expect(first.out).toContain(
      name === 'a monorepo' ? '  a monorepo, which is checked as a whole\n' : `  ${name}, by '`,
    );
    const before = WRITTEN.map(file => textIn(root, file));
    const second = await init(root);
    expect([second.code, second.told]).toEqual([0, '']);
    expect(second.out).toContain('Every file is there.\n');
    expect(WRITTEN.map(file => textIn(root, file))).toEqual(before);
  });

  test('sets up an empty repository without ESLint', async () => {
    const root = temporaryRepository();
    expect((await init(root, ['--yes'])).code).toBe(0);
    expect(thereIn(root)).toEqual([WORKFLOW, 'klaviyo-lint.json']);
    expect((await init(root)).out).toBe(`Found:
  no package.json
  1 workflow

'.github/workflows/klaviyo-lint.yml' runs klaviyo-lint.
'klaviyo-lint.json' is there.
All is there.
`);
  });

  test('says that all is there', async () => {
    const root = temporaryRepository(INSTALLED);
    await init(root, ['--yes']);
    expect((await init(root)).out).toMatch(/\nAll is there\.\n$/);
  });

  test('prints what it would do without a terminal, writes nothing and ends with 2', async () => {
    const root = temporaryRepository(shop({ 'a.js': code(OLD_NAME) }));
    const { code: exitCode, out, told } = await init(root);
    expect([exitCode, thereIn(root), told]).toEqual([
      2,
      [],
      "klaviyo-lint: Nothing was written, because there is no terminal to ask at. Run it again with '--yes'.\n",
    ]);
    expect(out).toContain(`'${WORKFLOW}': It checks each pull request.`);
    expect(out).toContain('    yarn add --dev --exact eslint eslint-plugin-klaviyo\n');
    expect(out).toContain("'.klaviyo-lint/baseline.json': It accepts 1 finding of today, so that only new ones block.");
  });

  test('writes what is accepted, and only that', async () => {
    const root = temporaryRepository(INSTALLED);
    const { code: exitCode, out } = await init(root, [], ['n', 'what?', 'yes', 'N']);
    expect([exitCode, thereIn(root)]).toEqual([0, ['klaviyo-lint.json']]);
    expect(out).toContain("'klaviyo-lint.json' is new.\n");
  });

  test('keeps what was written before it is broken off', async () => {
    const root = temporaryRepository(INSTALLED);
    expect(await init(root, [], ['y', undefined])).toMatchObject({
      code: 2,
      told: `Wrote '${WORKFLOW}'.\nklaviyo-lint: It was broken off before 'klaviyo-lint.json'. Run it again for the rest.\n`,
    });
    expect(thereIn(root)).toEqual([WORKFLOW]);
  });

  test('adds the plugin to a configuration that it understands, and shows the diff before', async () => {
    const root = temporaryRepository({ ...INSTALLED, 'eslint.config.js': 'module.exports = [];\n' });
    const { out } = await init(root, ['--yes']);
    const after =
      "const klaviyo = require('eslint-plugin-klaviyo');\nmodule.exports = [\n  klaviyo.configs.recommended,];\n";
    expect(textIn(root, 'eslint.config.js')).toBe(after);
    expect(out).toContain("    +const klaviyo = require('eslint-plugin-klaviyo');\n");
    expect(out).toContain("'eslint.config.js' is changed.\n");
    expect((await init(root)).out).toMatch(/\nAll is there\.\n$/);
    expect(textIn(root, 'eslint.config.js')).toBe(after);
  });

  test.each([
    ['that it does not understand', 'module.exports = require("./base.js");\n'],
    ['that would not parse', 'module.exports = [}\n'],
  ])('never edits a configuration %s, and prints the lines', async (_, eslint) => {
    const root = temporaryRepository({ ...INSTALLED, 'eslint.config.js': eslint });
    const { out } = await init(root, ['--yes']);
    expect(textIn(root, 'eslint.config.js')).toBe(eslint);
    expect(out).toContain("    const klaviyo = require('eslint-plugin-klaviyo');\n");
    expect(thereIn(root)).toEqual([WORKFLOW, 'klaviyo-lint.json']);
  });

  test('prints the lines of an edit that is declined', async () => {
    const root = temporaryRepository({ ...INSTALLED, 'eslint.config.js': 'export default [];\n' });
    const { out } = await init(root, [], ['n', 'n', 'n']);
    expect(textIn(root, 'eslint.config.js')).toBe('export default [];\n');
    expect(out).toContain("'eslint.config.js' is left as it is. For the findings in the editor, add:\n");
  });

  test('runs nothing of the repository', async () => {
    const trap = `require('fs').writeFileSync('trapped', '');\nmodule.exports = [];\n`;
    const root = temporaryRepository({ ...INSTALLED, 'eslint.config.js': trap });
    await init(root, ['--yes']);
    expect(existsSync(path.join(root, 'trapped'))).toBe(false);
  });

  test('writes a configuration that a check accepts', async () => {
    const root = temporaryRepository(INSTALLED);
    await init(root, ['--yes']);
    const io = { workingFolder: root, environment: {}, now: new Date('2026-11-20'), writeError: () => undefined };
    expect(await runCli(['check'], { ...io, writeOut: async () => undefined })).toBe(0);
  });

  test('needs a folder', async () => {
    expect(await init(temporaryFolder(), ['nowhere'])).toMatchObject({ code: 2, out: '' });
  });
});
