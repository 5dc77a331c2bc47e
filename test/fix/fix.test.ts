import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseOnly } from '../../src/fix/choose.ts';
import { fix, safeFixPatch } from '../../src/fix/fix.ts';
import type { FixOptions } from '../../src/fix/find-fixes.ts';
import { audit } from '../../src/audit/audit.ts';
import { renderJson } from '../../src/reporters/json.ts';
import { fakeKey } from '../fake-keys.ts';
import { type Files, git, temporaryFolder, temporaryRepository } from '../project/temporary-folder.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { CAMEL, code, CREATE, NEW_NAME, OLD_NAME, shop, SNAKE, UPSERT } from './storefront.ts';

const BASE = { asOf: '2026-11-20', failOn: 'error', configuration: 'folder' } as const;

const fixIn = (root: string, options: Partial<FixOptions & { write: boolean }> = {}) =>
  fix({ ...BASE, root, write: true, ...options });

const textOf = (root: string, file: string): string => readFileSync(path.join(root, file), 'utf8');

describe('fix', () => {
  test('makes the safe fixes, names each, and leaves what is a suggestion', async () => {
    const root = temporaryFolder(shop({ 'src/a.js': code(OLD_NAME, SNAKE, CREATE) }));
    const report = await fixIn(root);
    expect(textOf(root, 'src/a.js')).toBe(code(NEW_NAME, CAMEL, CREATE));
    expect(report.fixed.map(({ ruleId, path: file, line, column }) => `${ruleId} ${file}:${line}:${column}`)).toEqual([
      'klaviyo/no-deprecated-method src/a.js:3:38',
      'klaviyo/no-snake-case-attribute src/a.js:4:98',
      'klaviyo/no-snake-case-attribute src/a.js:4:115',
    ]);
    expect(report).toMatchObject({
      isWritten: true,
      files: ['src/a.js'],
      unfixed: [],
      left: { verdict: 'violated', errors: 1, warnings: 0, withSuggestion: 1 },
    });
  });

  test('writes nothing where it only looks, and says what would be left', async () => {
    const root = temporaryFolder(shop({ 'src/a.js': code(OLD_NAME) }));
    expect(await fixIn(root, { write: false })).toMatchObject({
      isWritten: false,
      files: ['src/a.js'],
      left: { verdict: 'verified', errors: 0, warnings: 0 },
    });
    expect(textOf(root, 'src/a.js')).toBe(code(OLD_NAME));
  });

  test('has nothing to do a second time', async () => {
    const root = temporaryFolder(shop({ 'src/a.js': code(OLD_NAME, SNAKE) }));
    await fixIn(root);
    expect(await fixIn(root)).toMatchObject({ fixed: [], files: [], patch: '', left: { verdict: 'verified' } });
  });

  test('keeps line ends, the byte order mark, a missing end of line and the permissions', async () => {
    const windows = `\uFEFF${code(OLD_NAME).trimEnd().replaceAll('\n', '\r\n')}`;
    const root = temporaryFolder(shop({ 'src/a.js': windows }));
    chmodSync(path.join(root, 'src/a.js'), 0o755);
    await fixIn(root);
    expect(textOf(root, 'src/a.js')).toBe(`\uFEFF${code(NEW_NAME).trimEnd().replaceAll('\n', '\r\n')}`);
    expect(statSync(path.join(root, 'src/a.js')).mode & 0o777).toBe(0o755);
    expect(readdirSync(path.join(root, 'src'))).toEqual(['a.js']);
  });

  test('fixes the script of a component in its place', async () => {
    const component = (call: string): string =>
      `<template><b>ü</b></template>\n<script>\n${code(call)}</script>\n<style>b { color: red }</style>\n`;
    const root = temporaryFolder(shop({ 'src/a.vue': component(OLD_NAME) }));
    await fixIn(root);
    expect(textOf(root, 'src/a.vue')).toBe(component(NEW_NAME));
  });

  test('fixes only what was asked for', async () => {
    const root = temporaryFolder(shop({ 'src/a.js': code(OLD_NAME), 'src/b.js': code(OLD_NAME) }));
    expect(await fixIn(root, { paths: ['src/b.js'] })).toMatchObject({ files: ['src/b.js'] });
    expect(textOf(root, 'src/a.js')).toBe(code(OLD_NAME));
  });

  test('leaves what a comment silences and what the configuration ignores', async () => {
    const silenced = code('// eslint-disable-next-line klaviyo/no-deprecated-method -- kept for a test', OLD_NAME);
    const files = { 'src/a.js': silenced, 'old/b.js': code(OLD_NAME), 'klaviyo-lint.json': '{ "ignore": ["/old/"] }' };
    const root = temporaryFolder(shop(files));
    expect(await fixIn(root)).toMatchObject({ fixed: [], files: [] });
    expect(textOf(root, 'old/b.js')).toBe(code(OLD_NAME));
  });

  test('leaves a file with a conflict, where its script is whole', async () => {
    const component = `<template>\n<<<<<<< HEAD\n<b />\n=======\n<i />\n>>>>>>> topic\n</template>\n<script>\n${code(OLD_NAME)}</script>\n`;
    const root = temporaryFolder(shop({ 'src/a.vue': component }));
    const { files, unfixed } = await fixIn(root);
    expect([files, unfixed]).toEqual([
      [],
      [{ id: 'fix', path: 'src/a.vue', reason: 'it holds the markers of a merge conflict' }],
    ]);
    expect(textOf(root, 'src/a.vue')).toBe(component);
  });

  test('follows no link out of the folder', async () => {
    const outside = temporaryFolder({ 'a.js': code(OLD_NAME) });
    const root = temporaryFolder(shop({ 'src/b.js': code(OLD_NAME) }));
    symlinkSync(path.join(outside, 'a.js'), path.join(root, 'src/a.js'));
    expect(await fixIn(root)).toMatchObject({ files: ['src/b.js'] });
    expect(textOf(outside, 'a.js')).toBe(code(OLD_NAME));
  });

  test('leaves a file that is not UTF-8', async () => {
    const root = temporaryFolder(shop({}));
    writeFileSync(path.join(root, 'a.js'), Buffer.from(`\uFEFF${code(OLD_NAME)}`, 'utf16le'));
    expect((await fixIn(root)).unfixed).toEqual([
      { id: 'fix', path: 'a.js', reason: 'it is not UTF-8, so it is not edited' },
    ]);
  });

  test('leaves a file that would not parse any more', async () => {
    const root = temporaryFolder(shop({ 'src/a.js': code(OLD_NAME) }));
    const report = await audit({ ...BASE, root });
    const [finding] = report.findings;
    const broken = { ...finding!, fix: { edits: [{ start: 0, end: 6, text: 'import import' }] } };
    const { files, unfixed } = await fixIn(root, { found: { ...report, findings: [broken] } });
    expect(files).toEqual([]);
    expect(unfixed).toEqual([
      { id: 'fix', path: 'src/a.js', reason: expect.stringMatching(/^with the fixes it does not parse \(line 1: /) },
    ]);
    expect(textOf(root, 'src/a.js')).toBe(code(OLD_NAME));
  });

  test('makes a suggestion that was chosen, and never one of several by itself', async () => {
    const root = temporaryFolder(shop({ 'src/a.js': code(OLD_NAME, CREATE) }));
    const report = await fixIn(root, { choose: chooseOnly });
    expect(textOf(root, 'src/a.js')).toBe(code(NEW_NAME, UPSERT));
    expect(report.fixed[0]).not.toHaveProperty('suggestion');
    expect(report.fixed[1]).toMatchObject({
      ruleId: 'klaviyo/prefer-profile-upsert',
      suggestion: expect.stringContaining('createOrUpdateProfile'),
    });
    expect(
      await chooseOnly({ finding: {} as never, suggestions: [{} as never, {} as never], text: '' }),
    ).toBeUndefined();
  });

  test('asks for each finding once', async () => {
    const root = temporaryFolder(shop({ 'src/a.js': code(CREATE), 'src/b.js': code(CREATE) }));
    const asked: string[] = [];
    await fixIn(root, {
      choose: async ({ finding, suggestions }) => {
        asked.push(finding.path);
        return finding.path === 'src/b.js' ? suggestions[0] : undefined;
      },
    });
    expect(asked).toEqual(['src/a.js', 'src/b.js']);
    expect([textOf(root, 'src/a.js'), textOf(root, 'src/b.js')]).toEqual([code(CREATE), code(UPSERT)]);
  });
});

describe('a safe fix in the report of a check', () => {
  test('is there beside the suggestions, as the schema says', async () => {
    const root = temporaryFolder(shop({ 'a.js': code(OLD_NAME, CREATE) }));
    const report = await audit({ ...BASE, root });
    expect(publishedSchema('check.schema.json')(JSON.parse(renderJson(report)))).toEqual([]);
    const start = code(OLD_NAME).indexOf('subscribeProfiles');
    const edits = [{ start, end: start + 'subscribeProfiles'.length, text: 'bulkSubscribeProfiles' }];
    expect(
      report.findings.map(({ fix: safe, suggestions = [] }) => [safe, suggestions.map(({ title }) => title)]),
    ).toEqual([
      [{ edits }, ['Apply the automatic fix.']],
      [undefined, ["Call 'createOrUpdateProfile', which updates a profile that exists."]],
    ]);
  });

  test('counts the byte order mark, as an editor of the text does', async () => {
    const text = `\uFEFF${code(OLD_NAME)}`;
    const { findings } = await audit({ ...BASE, root: temporaryFolder(shop({ 'a.js': text })) });
    expect(findings[0]?.fix?.edits[0]?.start).toBe(text.indexOf('subscribeProfiles'));
  });
});

const GIT_NAMES: [string, string][] = [
  ['a plain name', 'src/a.js'],
  ['a blank', 'src/a b.js'],
  ['letters outside of ASCII', 'src/käse.js'],
  ['a quotation mark', 'src/a"b.js'],
  ['a backslash', 'src/a\\b.js'],
];

describe('the patch', () => {
  const patchOf = (root: string, prefix = ''): Promise<string> => safeFixPatch({ ...BASE, root, prefix });

  function apply(root: string, patch: string): void {
    execFileSync('git', ['-C', root, 'apply', '--whitespace=error-all', '-'], { input: patch });
  }

  test.each(GIT_NAMES)('is accepted by git for %s', async (_, name) => {
    const root = temporaryRepository(shop({ [name]: code(OLD_NAME, SNAKE), 'src/z.js': code(OLD_NAME) }));
    apply(root, await patchOf(root));
    expect([textOf(root, name), textOf(root, 'src/z.js')]).toEqual([code(NEW_NAME, CAMEL), code(NEW_NAME)]);
  });

  test.each<[string, (text: string) => string]>([
    ['the line ends of Windows', text => text.replaceAll('\n', '\r\n')],
    ['no end of the last line', text => text.trimEnd()],
    ['a byte order mark', text => `\uFEFF${text}`],
    ['fixes far from each other', text => text.replace(OLD_NAME, `${OLD_NAME}${'\n'.repeat(40)}`)],
  ])('is accepted by git with %s', async (_, shape) => {
    const before = shape(code(OLD_NAME, SNAKE));
    const root = temporaryRepository(shop({ 'a.js': before }));
    execFileSync('git', ['-C', root, 'apply', '-'], { input: await patchOf(root) });
    expect(textOf(root, 'a.js')).toBe(before.replace('.subscribe', '.bulkSubscribe').replace(SNAKE, CAMEL));
  });

  test('names files from a folder above, for a checked folder inside of a repository', async () => {
    const files = Object.entries(shop({ 'a.js': code(OLD_NAME) })).map(([name, text]) => [`shop/${name}`, text]);
    const root = temporaryRepository(Object.fromEntries(files) as Files);
    apply(root, await patchOf(path.join(root, 'shop'), 'shop/'));
    expect(textOf(root, 'shop/a.js')).toBe(code(NEW_NAME));
    expect(git(root, 'diff', '--name-only').trim()).toBe('shop/a.js');
  });

  test('is empty where nothing can be fixed, and then nothing is checked again', async () => {
    const root = temporaryFolder(shop({ 'a.js': code(CREATE) }));
    expect(await patchOf(root)).toBe('');
    const found = await audit({ ...BASE, root });
    expect(await safeFixPatch({ ...BASE, root, prefix: '', found, read: () => expect.unreachable() })).toBe('');
  });

  test('leaves out a file where a key stands beside the change', async () => {
    const key = fakeKey();
    const root = temporaryFolder(shop({ 'a.js': code(OLD_NAME, `const key = '${key}';`), 'b.js': code(OLD_NAME) }));
    const { files, patch, unfixed } = await fixIn(root);
    expect(files).toEqual(['a.js', 'b.js']);
    expect(patch).not.toContain(key);
    expect(patch.match(/^diff --git .*$/gm)).toEqual(['diff --git a/b.js b/b.js']);
    expect(unfixed).toEqual([
      { id: 'patch', path: 'a.js', reason: 'a key stands beside a change, so it is not in the diff' },
    ]);
  });
});
