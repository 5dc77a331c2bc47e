import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, installedPackages } from '../documented.ts';
import { pack, PACKAGES, takingCoreFrom } from '../packed.ts';
import { environment, nodeOf, preCommit } from '../toolchain.ts';
import { MATRIX, pinned } from '../versions.ts';

const PAGE = 'docs/eslint.md';
const BLOCKS = blocksOf(PAGE);
const RAW = (path: string): string =>
  `fetch('https://a.klaviyo.com/api/${path}', { headers: { revision: '2026-07-15' } })`;
const PLAIN = `export const lists = () => ${RAW('lists')};\n`;

let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'pages-'));
  const tarballs = new Map(PACKAGES.map(name => [name as string, pack(name)]));
  const manifest = { name: 'shop', private: true, ...takingCoreFrom(tarballs.get('klaviyo-lint-core')!) };
  writeFileSync(path.join(root, 'package.json'), JSON.stringify(manifest));
  const packages = installedPackages(PAGE).map(name => tarballs.get(name) ?? pinned(name));
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  execFileSync('npm', ['install', ...options, ...packages], { cwd: root, stdio: 'inherit' });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A project with the files of a section of the page, word by word, and sources of its own. */
function home(section: string, sources: Readonly<Record<string, string>>): string {
  const folder = path.join(root, section.replaceAll(/\W+/g, '-'));
  const named = BLOCKS.filter(block => block.section === section && block.file !== '');
  expect(named.length).toBeGreaterThan(0);
  const files = Object.fromEntries(
    named.map(({ file, code, language }) => [file, language === 'json' ? code.replace(/^.*\n/, '') : code]),
  );
  for (const [file, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...files, ...sources })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

function run(folder: string, program: string, ...args: string[]): SpawnSyncReturns<string> {
  const node = path.dirname(nodeOf(MATRIX.node[2]));
  const PATH = [path.join(root, 'node_modules', '.bin'), node, process.env.PATH].join(path.delimiter);
  return spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...environment(), PATH } });
}

function eslint(folder: string): string[] {
  const { stdout, stderr } = run(folder, 'eslint', '--format', 'json', '.');
  if (!stdout.startsWith('[')) throw new Error(`${stdout}${stderr}`);
  const results = JSON.parse(stdout) as {
    filePath: string;
    messages: { ruleId: string | null; message: string; line: number; column: number; fix?: object }[];
  }[];
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ ruleId, message, line, column, fix }) =>
        `${path.relative(folder, filePath)}:${line}:${column} ${ruleId ?? message}${fix ? ' (fix)' : ''}`,
    ),
  );
}

function git(folder: string, ...args: string[]): void {
  const own = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
  const { status, stderr } = run(folder, 'git', ...own, ...args);
  if (status !== 0) throw new Error(stderr);
}

const TSCONFIG = '{ "compilerOptions": { "strict": true, "module": "nodenext", "noEmit": true }, "include": ["src"] }';
const RENAMED =
  "import { Lists } from 'klaviyo-api';\n\nexport const members = (): unknown => Lists.getListProfiles('x');\n";

describe('ESLint reports, in a project with', () => {
  it.each<[section: string, sources: Record<string, string>, expected: string[]]>([
    ['defineConfig', { 'src/a.js': PLAIN, 'dist/a.js': PLAIN }, ['src/a.js:1:28 klaviyo/no-raw-http']],
    [
      'Monorepo',
      {
        'packages/old/src/a.ts': RENAMED,
        'packages/old/tsconfig.json': TSCONFIG,
        'packages/old/node_modules/klaviyo-api/package.json': '{ "name": "klaviyo-api", "version": "10.0.0" }',
        'packages/new/src/a.ts': RENAMED,
        'packages/new/tsconfig.json': TSCONFIG,
        'packages/new/node_modules/klaviyo-api/package.json': '{ "name": "klaviyo-api", "version": "23.0.0" }',
      },
      ['packages/new/src/a.ts:3:45 klaviyo/no-deprecated-method (fix)'],
    ],
    [
      'Vue',
      {
        'src/a.vue': `<script setup lang="ts">\nconst load = (): unknown => ${RAW('lists')};\n</script>\n\n<template>\n  <a @click="load">a</a>\n  <a @click="${RAW('tags')}">{{ ${RAW('flows')} }}</a>\n</template>\n`,
      },
      [
        'src/a.vue:2:29 klaviyo/no-raw-http',
        'src/a.vue:7:14 klaviyo/no-raw-http',
        'src/a.vue:7:99 klaviyo/no-raw-http',
      ],
    ],
    [
      'Svelte',
      {
        'src/a.svelte': `<script lang="ts">\n  const load = (): unknown => ${RAW('lists')};\n</script>\n\n<a on:click={() => ${RAW('tags')}} on:focus={load}>{${RAW('flows')}}</a>\n`,
      },
      [
        'src/a.svelte:2:31 klaviyo/no-raw-http',
        'src/a.svelte:5:20 klaviyo/no-raw-http',
        'src/a.svelte:5:119 klaviyo/no-raw-http',
      ],
    ],
    [
      'Astro',
      {
        'src/a.astro': `---\nconst lists = await ${RAW('lists')};\n---\n\n<p title={await ${RAW('tags')}}>{await ${RAW('flows')}}</p>\n`,
      },
      [
        'src/a.astro:2:21 klaviyo/no-raw-http',
        'src/a.astro:5:17 klaviyo/no-raw-http',
        'src/a.astro:5:106 klaviyo/no-raw-http',
      ],
    ],
    ['Biome', { 'src/a.js': PLAIN }, ['src/a.js:1:28 klaviyo/no-raw-http']],
  ])('%s', (section, sources, expected) => {
    const folder = home(section, sources);
    expect(eslint(folder)).toEqual(expected);
    if (section !== 'Vue' && section !== 'Svelte' && section !== 'Astro') return;
    const { findings } = JSON.parse(run(folder, 'klaviyo-lint', 'check', 'src', '--format', 'json').stdout) as {
      findings: { path: string; line: number; column: number; ruleId: string }[];
    };
    expect(findings.map(found => `src/${found.path}:${found.line}:${found.column} ${found.ruleId}`)).toEqual(expected);
  });
});

it('oxlint reports the same as ESLint', () => {
  const folder = home('oxlint', { 'src/a.js': PLAIN, 'src/b.ts': PLAIN.replace('()', '(): unknown') });
  const { stdout } = run(folder, 'oxlint', '--format', 'json', 'src');
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; filename: string; labels: { span: { line: number; column: number } }[] }[];
  };
  expect(
    diagnostics.map(({ code, filename, labels: [label] }) => `${filename}:${label?.span.line} ${code}`).sort(),
  ).toEqual(['src/a.js:1 klaviyo(no-raw-http)', 'src/b.ts:1 klaviyo(no-raw-http)']);
});

it('Biome has nothing against the configuration, and ESLint nothing against what Biome writes', () => {
  const folder = path.join(root, 'Biome');
  expect(run(folder, 'biome', 'format', '--write', 'src').status).toBe(0);
  expect(run(folder, 'biome', 'lint', 'src').status).toBe(0);
  expect(eslint(folder)).toHaveLength(1);
});

it('husky and lint-staged keep a commit from being made', () => {
  const folder = home('Husky and lint-staged', { 'src/a.js': PLAIN, '.gitignore': 'node_modules\n' });
  git(folder, 'init', '--quiet');
  expect(run(folder, 'husky').status).toBe(0);
  chmodSync(path.join(folder, '.husky', 'pre-commit'), 0o755);
  git(folder, 'add', 'src');
  expect(() => git(folder, 'commit', '--message', 'a')).toThrow('klaviyo/no-raw-http');
});

it('pre-commit keeps a commit from being made', () => {
  const folder = home('pre-commit', { 'src/a.js': PLAIN, '.gitignore': 'node_modules\n' });
  git(folder, 'init', '--quiet');
  git(folder, 'add', 'src');
  const { status, stdout } = run(folder, preCommit(), 'run');
  expect(status).toBe(1);
  expect(stdout).toMatch(/^eslint\.+Failed$/m);
  expect(stdout).toMatch(/^klaviyo-lint\.+Failed$/m);
});

it('bulk suppressions accept the errors of today', () => {
  const folder = home('Bulk suppressions', { 'src/a.js': PLAIN });
  expect(eslint(folder)).toHaveLength(1);
  expect(run(folder, 'eslint', '--suppress-all', '.').status).toBe(0);
  expect(eslint(folder)).toEqual([]);
  writeFileSync(path.join(folder, 'src', 'b.js'), PLAIN);
  expect(eslint(folder)).toEqual(['src/b.js:1:28 klaviyo/no-raw-http']);
});

describe('where types are missing, one sentence says what to do:', () => {
  const typed = (options: string): string =>
    `import klaviyo from 'eslint-plugin-klaviyo';\nimport tseslint from 'typescript-eslint';\n\nexport default [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser${options} } }, klaviyo.configs['recommended-type-checked']];\n`;

  it.each([
    ['no project service', '', /needs type information, and this file has none\. Add a 'tsconfig\.json'/],
    [
      'no tsconfig.json',
      ', parserOptions: { projectService: true }',
      /was not found by the project service\. Consider/,
    ],
  ])('%s', (name, options, sentence) => {
    const folder = path.join(root, name.replaceAll(' ', '-'));
    mkdirSync(path.join(folder, 'src'), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    writeFileSync(path.join(folder, 'eslint.config.mjs'), typed(options));
    writeFileSync(path.join(folder, 'src', 'a.ts'), PLAIN);
    const { stdout, stderr } = run(folder, 'eslint', 'src');
    expect(stdout).toMatch(sentence);
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at /m);
  });
});
