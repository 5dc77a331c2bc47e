import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { CliIo } from '../../src/cli/cli-io.ts';
import { withProgress } from '../../src/cli/progress.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { fakeKey } from '../fake-keys.ts';
import { temporaryFolder, temporaryRepository } from '../project/temporary-folder.ts';

interface Outcome {
  code: number;
  out: string;
  told: string;
}

async function check(workingFolder: string, args: string[], io: Partial<CliIo> = {}): Promise<Outcome> {
  let out = '';
  let told = '';
  const code = await runCli(['check', ...args], {
    workingFolder,
    environment: { PATH: process.env['PATH'] },
    now: new Date('2026-11-20T23:00:00Z'),
    writeOut: async text => void (out += text),
    writeError: text => void (told += text),
    ...io,
  });
  return { code, out, told };
}

const RAW =
  "export const lists = () => fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });\n";
const CLEAN = 'export const nothing = 1;\n';
/** A repository with a warning in it. */
const WARNING = { 'a.mjs': RAW, 'klaviyo-lint.json': '{ "rules": { "klaviyo/no-raw-http": "warn" } }' };

async function findingsOf(folder: string, args: string[], io: Partial<CliIo> = {}): Promise<string[]> {
  const { out } = await check(folder, ['--format', 'json', ...args], io);
  const { findings } = JSON.parse(out) as { findings: { path: string; line: number; ruleId: string }[] };
  return findings.map(({ path, line, ruleId }) => `${path}:${line} ${ruleId}`);
}

describe('the text', () => {
  test('shows the code of a finding, as wide as the terminal', async () => {
    const folder = temporaryFolder({ 'a.mjs': `// one\n${RAW}` });
    const wide = await check(folder, []);
    expect(wide.out.split('\n').slice(0, 5)).toEqual([
      'a.mjs',
      expect.stringMatching(/^ {2}2:28 {2}error: .* {2}klaviyo\/no-raw-http$/),
      '        1 | // one',
      `      > 2 | ${RAW.trimEnd()}`.slice(0, 119) + '…',
      expect.stringMatching(/^ {10}\| {28}\^+$/),
    ]);
    const narrow = await check(folder, [], {
      isOutputTerminal: true,
      outputColumns: 60,
      environment: { NO_COLOR: '1' },
    });
    expect(narrow.out.split('\n')[3]).toMatch(/^ {6}> 2 \| ….{46}…$/);
  });

  test('aligns the code behind wide characters', async () => {
    const { out } = await check(temporaryFolder({ 'a.mjs': `/* 数据 */ ${RAW}` }), [], { outputColumns: 200 });
    const [, , code = '', carets = ''] = out.split('\n');
    // Two characters are two columns wide each.
    expect(carets.indexOf('^')).toBe(code.indexOf('fetch') + 2);
  });

  test.each([
    ['a terminal', {}, true, true],
    ['no terminal', {}, false, false],
    ['a terminal with NO_COLOR', { NO_COLOR: '1' }, true, false],
    ['a terminal with an empty NO_COLOR', { NO_COLOR: '' }, true, true],
    ['a dumb terminal', { TERM: 'dumb' }, true, false],
    ['no terminal with FORCE_COLOR', { FORCE_COLOR: '1' }, false, true],
    ['no terminal with both', { FORCE_COLOR: '', NO_COLOR: '1' }, false, true],
    ['a terminal with FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, false],
  ])('has colors or none on %s', async (_, environment, isOutputTerminal, hasColors) => {
    const { out } = await check(temporaryFolder({ 'a.mjs': RAW }), [], { environment, isOutputTerminal });
    expect(out.includes('\u001b[')).toBe(hasColors);
  });

  test('has no colors in a file', async () => {
    const folder = temporaryFolder({ 'a.mjs': RAW });
    await check(folder, ['--output', 'a.txt'], { environment: { FORCE_COLOR: '1' }, isOutputTerminal: true });
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).not.toContain('\u001b');
  });
});

describe('--quiet', () => {
  test('prints nothing where nothing fails', async () => {
    expect(await check(temporaryFolder({ 'a.mjs': CLEAN }), ['--quiet'])).toEqual({ code: 0, out: '', told: '' });
    expect(await check(temporaryFolder(WARNING), ['--quiet'])).toEqual({ code: 0, out: '', told: '' });
  });

  test('prints errors only', async () => {
    const folder = temporaryFolder({ ...WARNING, 'package.json': '{ "dependencies": { "klaviyo-api": "^23.0.0" } }' });
    const { code, out } = await check(folder, ['--quiet']);
    expect(code).toBe(1);
    expect(out.match(/^(?:\S+\.mjs|package.json|Suppressed.*|Of \d+ files.*)$/gm)).toEqual(['package.json']);
  });

  test('prints warnings where they fail', async () => {
    const { code, out } = await check(temporaryFolder(WARNING), ['--quiet', '--fail-on', 'warning']);
    expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^a\.mjs\n {2}1:\d+ {2}warning: /) });
  });

  test('prints what was not looked at where that fails', async () => {
    const folder = temporaryFolder({ 'a.mjs': "import 'klaviyo-api' ((\n" });
    const { code, out } = await check(folder, ['--quiet', '--not-verified', 'fail']);
    expect({ code, out }).toEqual({
      code: 1,
      out: expect.stringMatching(/^Not looked at:\n {2}a\.mjs: it does not parse/),
    });
    expect(await check(folder, ['--quiet'])).toEqual({ code: 0, out: '', told: '' });
  });

  test('leaves other formats whole', async () => {
    const { out } = await check(temporaryFolder({ 'a.mjs': CLEAN }), ['--quiet', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, findings: [] });
  });
});

describe('several reports', () => {
  test('are written beside the one that is printed', async () => {
    const folder = temporaryFolder({ 'a.mjs': RAW });
    const args = [
      '--report',
      'sarif=a.sarif',
      '--report',
      'junit=a.xml',
      '--report',
      'gitlab=a.json',
      '--report',
      'github=a=b',
    ];
    const { code, out } = await check(folder, args);
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    expect(code).toBe(1);
    expect(out).toMatch(/Verdict: violated\n$/);
    expect(JSON.parse(read('a.sarif')).runs[0].results[0].locations[0].physicalLocation.region).toMatchObject({
      startLine: 1,
      snippet: { text: expect.stringMatching(/^fetch\(/) },
    });
    expect(read('a.xml')).toContain('<testsuite name="a.mjs"');
    expect(JSON.parse(read('a.json'))).toMatchObject([{ check_name: 'klaviyo/no-raw-http' }]);
    expect(read('a=b')).toMatch(/^::error title=klaviyo\/no-raw-http,file=a\.mjs,/);
  });

  test.each(['xml=a.xml', 'sarif', 'sarif=', '=a.xml', 'toString=a'])('cannot be %s', async value => {
    const { code, told } = await check(temporaryFolder({ 'a.mjs': CLEAN }), ['--report', value]);
    expect({ code, told }).toEqual({
      code: 2,
      told: `error: option '--report <format=file>' argument '${value}' is invalid. It is not a format and a file, as in sarif=klaviyo.sarif. The formats are text, json, sarif, markdown, gitlab, junit, github.\n`,
    });
  });

  test('name paths as they stand in the working folder, for the programs that look there', async () => {
    const folder = temporaryFolder({ 'app/a.mjs': RAW });
    const pathIn = async (format: string): Promise<string> => (await check(folder, ['app', '--format', format])).out;
    expect(await pathIn('github')).toContain(',file=app/a.mjs,');
    expect(await pathIn('gitlab')).toContain('"path": "app/a.mjs"');
    expect(await pathIn('junit')).toContain('file="app/a.mjs"');
    expect(await pathIn('sarif')).toContain('"uri": "app/a.mjs"');
    expect(await pathIn('json')).toContain('"path": "a.mjs"');
  });
});

test('sarif, gitlab and github name paths from the top of the repository, also above the checked folder', async () => {
  const root = temporaryRepository({
    'package.json': '{ "workspaces": ["packages/*"] }',
    'package-lock.json': '{',
    'packages/a/package.json': '{ "dependencies": { "klaviyo-api": "23.0.0" } }',
    'packages/a/a.mjs': RAW,
  });
  const outIn = async (folder: string, args: string[]): Promise<string> =>
    (await check(join(root, folder), [...args, '--as-of', '2026-11-20'])).out;
  for (const [folder, args] of [
    ['packages/a', []],
    ['packages', ['a']],
    ['', ['packages/a']],
  ] as const) {
    const sarif = await outIn(folder, [...args, '--format', 'sarif']);
    expect(sarif).toContain('"uri": "packages/a/a.mjs"');
    expect(sarif).toContain('"uri": "package-lock.json"');
    expect(sarif).not.toContain('"uri": ".');
    expect(await outIn(folder, [...args, '--format', 'gitlab'])).toContain('"path": "packages/a/a.mjs"');
    const commands = await outIn(folder, [...args, '--format', 'github']);
    expect(commands).toContain(',file=packages/a/a.mjs,');
    expect(commands).not.toContain(',file=.');
  }
});

describe('a text of standard input', () => {
  const stdin = (text: string): Partial<CliIo> => ({ readIn: async () => Buffer.from(text) });

  test('stands for the file that is named', async () => {
    const folder = temporaryFolder({ 'src/a.mjs': CLEAN, 'src/b.mjs': RAW });
    expect(await findingsOf(folder, ['--stdin', '--stdin-filename', 'src/a.mjs'], stdin(`\n\n${RAW}`))).toEqual([
      'src/a.mjs:3 klaviyo/no-raw-http',
    ]);
    expect(await findingsOf(folder, ['--stdin', '--stdin-filename', join(folder, 'src/b.mjs')], stdin(CLEAN))).toEqual(
      [],
    );
  });

  test('may be of a file that is not there yet, in a folder that is not', async () => {
    const folder = temporaryFolder({ 'src/a.mjs': CLEAN });
    expect(await findingsOf(folder, ['--stdin', '--stdin-filename', 'src/new.mjs'], stdin(RAW))).toEqual([
      'src/new.mjs:1 klaviyo/no-raw-http',
    ]);
    expect(await findingsOf(folder, ['--stdin', '--stdin-filename', 'new/new.mjs'], stdin(RAW))).toEqual([
      'new/new.mjs:1 klaviyo/no-raw-http',
    ]);
  });

  test('is seen together with what it imports from the folder', async () => {
    const folder = temporaryFolder({ 'host.mjs': "export const HOST = 'https://a.klaviyo.com';\n", 'a.mjs': CLEAN });
    const text =
      "import { HOST } from './host.mjs';\nexport const lists = () => fetch(`${HOST}/api/lists`, { headers: { revision: '2026-07-15' } });\n";
    expect(await findingsOf(folder, ['--stdin', '--stdin-filename', 'a.mjs'], stdin(text))).toEqual([
      'a.mjs:2 klaviyo/no-raw-http',
    ]);
  });

  test('is all that is checked, also where another file holds a key', async () => {
    const folder = temporaryFolder({ 'key.mjs': `export const k = '${fakeKey()}';\n`, 'a.mjs': CLEAN });
    expect(await findingsOf(folder, ['--stdin', '--stdin-filename', 'a.mjs'], stdin(RAW))).toEqual([
      'a.mjs:1 klaviyo/no-raw-http',
    ]);
    expect(await findingsOf(folder, ['a.mjs'])).toEqual([]);
    expect(await findingsOf(folder, ['key.mjs'])).toEqual(['key.mjs:1 klaviyo/no-hardcoded-key']);
  });

  test('is shown with its own code, and its keys are masked', async () => {
    const folder = temporaryFolder({ 'a.mjs': CLEAN });
    const { out } = await check(folder, ['--stdin', '--stdin-filename', 'a.mjs'], stdin(`const k = '${fakeKey()}';\n`));
    expect(out).toContain(`> 1 | const k = '${'*'.repeat(fakeKey().length)}';`);
  });

  test.each([
    [['--stdin'], "'--stdin' needs the name of the file that the text is of. Add '--stdin-filename'."],
    [['--stdin-filename', 'a.mjs'], "'--stdin-filename' names the file of a text. Give the text too, with '--stdin'."],
    [
      ['--stdin', '--stdin-filename', 'a.mjs', 'src'],
      "'--stdin' checks one text. Leave the paths out, or check the files without it.",
    ],
    [['--stdin', '--stdin-filename', '../a.mjs'], "'../a.mjs' lies outside of the folder that is checked."],
    [['--stdin', '--stdin-filename', '.'], "'.' is a folder. Name the file that the text is of."],
    [['--stdin', '--stdin-filename', 'new/..'], "'new/..' is a folder. Name the file that the text is of."],
  ])('ends with 2 for %j', async (args, message) => {
    const { code, out, told } = await check(temporaryFolder({ 'src/a.mjs': CLEAN }), args, stdin(RAW));
    expect({ code, out, told }).toEqual({ code: 2, out: '', told: `klaviyo-lint: ${message}\n` });
  });
});

describe('a pattern', () => {
  const TREE = {
    'src/a.mjs': RAW,
    'src/deep/b.mjs': RAW,
    'src/deep/c.cjs': RAW,
    'src/[id].mjs': RAW,
    '.hidden/d.mjs': RAW,
    'other/e.mjs': RAW,
  };
  const pathsOf = async (...patterns: string[]): Promise<string[]> =>
    (await findingsOf(temporaryFolder(TREE), patterns)).map(text => text.split(':')[0] ?? '');

  test.each([
    [['src/**/*.mjs'], ['src/[id].mjs', 'src/a.mjs', 'src/deep/b.mjs']],
    [['./src/*.mjs'], ['src/[id].mjs', 'src/a.mjs']],
    [['src/**/*.{mjs,cjs}'], ['src/[id].mjs', 'src/a.mjs', 'src/deep/b.mjs', 'src/deep/c.cjs']],
    [['*/d.mjs'], ['.hidden/d.mjs']],
    [
      ['src/*.mjs', 'other'],
      ['other/e.mjs', 'src/[id].mjs', 'src/a.mjs'],
    ],
    [['src/[id].mjs'], ['src/[id].mjs']],
  ])('%j chooses files', async (patterns, paths) => {
    expect(await pathsOf(...patterns)).toEqual(paths);
  });

  test('takes in nothing that the configuration ignores', async () => {
    const folder = temporaryFolder({ ...TREE, 'klaviyo-lint.json': '{ "ignore": ["src/deep"] }' });
    expect(await findingsOf(folder, ['src/**/b.mjs', 'src/a.mjs'])).toEqual(['src/a.mjs:1 klaviyo/no-raw-http']);
  });

  test('that fits no file ends with 2', async () => {
    expect(await check(temporaryFolder(TREE), ['src/*.vue'])).toEqual({
      code: 2,
      out: '',
      told: "klaviyo-lint: 'src/*.vue' fits no file. Quote it, and write it from the working folder on.\n",
    });
  });
});

describe('withProgress', () => {
  async function shown(isTerminal: boolean, messages: [atMs: number, message: string][]): Promise<string> {
    let told = '';
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const io = { isTerminal, columns: 20, writeError: (text: string) => void (told += text) } as unknown as CliIo;
    await withProgress(io, async show => {
      for (const [at, message] of messages) {
        clock.mockReturnValue(at);
        show(message);
      }
    }).finally(() => clock.mockRestore());
    return told;
  }

  test('shows what takes longer than a second, in one line that is gone at the end', async () => {
    const told = await shown(true, [
      [500, 'a'],
      [1_001, 'b'],
      [1_050, 'c'],
      [1_200, '::error::'.repeat(9)],
    ]);
    expect(told).toBe('\r\u001b[2Kb\r\u001b[2K\\::error::::error::\r\u001b[2K');
  });

  test('shows nothing of a short run, and nothing where there is no terminal', async () => {
    expect(await shown(true, [[900, 'a']])).toBe('');
    expect(await shown(false, [[9_000, 'a']])).toBe('');
  });
});
