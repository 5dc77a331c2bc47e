import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Linter } from 'eslint';
import { describe, expect, inject, it } from 'vitest';
import { downloadAction, runBundle } from './run-bundle.ts';
import { BROKEN, CLEAN, ONE_CURL, ONE_RAW_CALL } from './storefronts.ts';

const REPOSITORY = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const DIST = path.join(REPOSITORY, 'action', 'dist');
const SOURCES = [
  'action/*.ts',
  'eslint-plugin',
  'package.json',
  'package-lock.json',
  'scripts/build',
  'scripts/build.mjs',
  'src',
];

/** What Node.js has by itself, and what TypeScript asks for only where it is there. */
const GLOBALS = ['Buffer', 'URL', 'clearTimeout', 'console', 'global', 'performance', 'process', 'setTimeout'];
const OPTIONAL_GLOBALS = ['document', 'localStorage', 'navigator', 'onProfilerEvent', 'window'];
/** What symbols are documented with: without a program there is none. */
const OF_SYMBOLS = ['ts_JsDoc_exports'];

const UNDECLARED: Linter.Config = {
  languageOptions: {
    globals: Object.fromEntries([...GLOBALS, ...OPTIONAL_GLOBALS, ...OF_SYMBOLS].map(name => [name, 'readonly'])),
  },
  linterOptions: { noInlineConfig: true },
  rules: { 'no-undef': 'error' },
};

function status(...paths: string[]): string {
  return execFileSync('git', ['status', '--porcelain', '--', ...paths], { cwd: REPOSITORY, encoding: 'utf8' });
}

function check(repository: string): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, ['scripts/build.mjs', '--check'], { cwd: repository, encoding: 'utf8' });
}

function partsIn(folder: string): string[] {
  return readdirSync(folder).filter(name => name.endsWith('.mjs'));
}

/** The Action without some of its parts, to show that these were not needed. */
function actionWithout(...parts: string[]): string {
  const action = downloadAction();
  for (const part of parts) rmSync(path.join(path.dirname(action), 'action', 'dist', part));
  return action;
}

describe('the bundle in action/dist', () => {
  it('is what the sources build, and is committed with them', () => {
    expect(check(REPOSITORY)).toMatchObject({ status: 0, stderr: '' });
    const isUnderWork = status(...SOURCES) !== '';
    expect(isUnderWork ? '' : status('action/dist')).toBe('');
  });

  it('is the same when it is built in another folder', () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'elsewhere-'));
    for (const part of [
      'action',
      'eslint-plugin',
      'eslint-plugin-customerio',
      'package-lock.json',
      'package.json',
      'scripts',
      'src',
    ])
      cpSync(path.join(REPOSITORY, part), path.join(copy, part), { recursive: true });
    symlinkSync(path.join(REPOSITORY, 'node_modules'), path.join(copy, 'node_modules'));
    expect(check(copy)).toMatchObject({ status: 0, stderr: '' });
  });

  it('reports which file differs, is missing, or is too many', async () => {
    const { differencesFrom } = await import(
      pathToFileURL(path.join(REPOSITORY, 'scripts/build/differences.mjs')).href
    );
    const folder = mkdtempSync(path.join(tmpdir(), 'dist-'));
    for (const name of ['same', 'changed', 'old']) writeFileSync(path.join(folder, name), name);
    const files = new Map([
      ['same', 'same'],
      ['changed', 'new'],
      ['new', 'new'],
    ]);
    expect(differencesFrom(folder, files)).toEqual(['changed differs', 'new is missing', 'old is built from nothing']);
    expect(differencesFrom(path.join(folder, 'nowhere'), new Map([['a', '']]))).toEqual(['a is missing']);
  });

  it.each(partsIn(DIST))('%s names no folder of the machine that built it and no source map', part => {
    const text = readFileSync(path.join(DIST, part), 'utf8');
    expect([REPOSITORY, homedir()].filter(folder => folder !== '/' && text.includes(`${folder}/`))).toEqual([]);
    expect(text).not.toMatch(/^\/\/# sourceMappingURL=/m);
  });

  it('has a light entry that imports none of the parts before they are needed', () => {
    const entry = readFileSync(path.join(DIST, 'main.mjs'), 'utf8');
    const imported = [...entry.matchAll(/\bimport\b[^;()]*?["']\.\/([^"']+)["']/g)].map(([, part]) => part);
    expect(imported).toEqual([]);
    expect(statSync(path.join(DIST, 'main.mjs')).size).toBeLessThan(400_000);
  });

  it('leaves nothing out of TypeScript that its parser names', () => {
    const text = readFileSync(path.join(DIST, 'typescript.mjs'), 'utf8');
    const messages = new Linter().verify(text, [UNDECLARED]).map(({ message }) => message);
    expect([...new Set(messages)]).toEqual([]);
    expect(text.length).toBeLessThan(1_600_000);
  });

  it('carries the licences of the packages inside it', () => {
    const text = readFileSync(path.join(DIST, 'licenses.txt'), 'utf8');
    for (const name of ['@actions/core', '@typescript-eslint/typescript-estree', 'eslint', 'klaviyo-api', 'typescript'])
      expect(text).toMatch(new RegExp(`^${name} \\d.*\\(`, 'm'));
    expect(text).toContain('Apache License');
  });
});

describe('the bill of materials', () => {
  const bom = JSON.parse(readFileSync(path.join(DIST, 'sbom.cdx.json'), 'utf8'));
  const components: {
    group?: string;
    name: string;
    version: string;
    purl: string;
    licenses?: { license: { id?: string } }[];
  }[] = bom.components;

  it('is CycloneDX, of this version, and without anything that changes from build to build', () => {
    expect(bom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: {
        component: {
          name: 'klaviyo-lint',
          version: JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8')).version,
        },
      },
    });
    expect([bom.serialNumber, bom.metadata.timestamp]).toEqual([undefined, undefined]);
  });

  it('lists the packages whose licences travel with the bundle', () => {
    const titles = [
      ...readFileSync(path.join(DIST, 'licenses.txt'), 'utf8').matchAll(/(?:^|\n-{80}\n\n)(\S+ \S+) \(/g),
    ].map(([, title]) => title);
    expect(
      components
        .map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name} ${version}`)
        .sort(),
    ).toEqual(titles.sort());
  });

  it('holds only licences that let the bundle travel under ours', () => {
    const others = components.filter(
      ({ licenses }) =>
        !['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'CC0-1.0'].includes(
          licenses?.[0]?.license.id ?? '',
        ),
    );
    expect(others.map(({ purl }) => purl)).toEqual([]);
  });
});

describe('a part is loaded only when it is needed', () => {
  it('runs on the Node.js major that action.yml asks for, where that can be installed', () => {
    const version = execFileSync(path.join(inject('nodeFolder'), 'node'), ['--version'], { encoding: 'utf8' });
    expect(version).toMatch(process.platform === 'linux' && process.arch === 'x64' ? /^v24\./ : /^v\d+\./);
  });

  it('needs none of them where nothing mentions Klaviyo, but what writes SARIF', async () => {
    const action = actionWithout(...partsIn(DIST).filter(part => !['main.mjs', 'sarif.mjs'].includes(part)));
    const run = await runBundle(action, { files: { 'src/index.ts': 'export const answer: number = 42;\n' } });
    expect([run.exitCode, run.outputs.verdict]).toEqual([0, 'verified']);
  });

  it('needs no TypeScript for JavaScript, and no SDK without a preflight', async () => {
    const run = await runBundle(actionWithout('typescript.mjs', 'klaviyo-api.mjs', 'preflight-client.mjs'), {
      files: { 'src/a.js': ONE_RAW_CALL.replace(': Promise<unknown>', '') },
    });
    expect([run.exitCode, run.outputs.errors]).toEqual([1, '1']);
  });

  it('needs no TypeScript for commands of a shell', async () => {
    const run = await runBundle(actionWithout('typescript.mjs', 'klaviyo-api.mjs', 'preflight-client.mjs'), {
      files: { 'sync.sh': ONE_CURL },
    });
    expect([run.exitCode, run.outputs.errors]).toEqual([1, '1']);
  });

  it('would notice: commands of a shell need their parsers', async () => {
    const run = await runBundle(actionWithout('shell.mjs'), { files: { 'sync.sh': ONE_CURL } });
    expect(run.outputs.errors).not.toBe('1');
  });

  it('would notice: TypeScript needs its parser', async () => {
    const run = await runBundle(actionWithout('typescript.mjs'), { files: BROKEN });
    expect(run.outputs.errors).not.toBe('2');
  });
});

describe('the command line', () => {
  it.each([
    ['clean', CLEAN, 0],
    ['broken', BROKEN, 1],
  ])('judges the %s repository without a node_modules', (_, files, exitCode) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cli-'));
    cpSync(path.join(REPOSITORY, 'dist'), path.join(folder, 'dist'), { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
    const checked = mkdtempSync(path.join(tmpdir(), 'repository-'));
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(path.join(checked, path.basename(name)), text);
    }
    const run = spawnSync(path.join(folder, 'dist', 'cli.js'), ['check', '--format', 'json', checked], {
      encoding: 'utf8',
    });
    expect(run.status).toBe(exitCode);
    expect(JSON.parse(run.stdout)).toMatchObject({ schemaVersion: 1, summary: { errors: exitCode * 2 } });
  });
});
