import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { CAMEL, code, CREATE, NEW_NAME, OLD_NAME, shop, SNAKE, UPSERT } from '../fix/storefront.ts';
import { temporaryFolder, temporaryRepository } from '../project/temporary-folder.ts';
import { publishedSchema } from '../support/published-schema.ts';

const schemaErrors = publishedSchema('fix.schema.json');

interface Outcome {
  code: number;
  out: string;
  told: string;
}

/** @param answers of the person at the terminal; without, there is none */
async function cli(workingFolder: string, args: string[], answers?: (string | undefined)[]): Promise<Outcome> {
  const outcome = { code: -1, out: '', told: '' };
  outcome.code = await runCli(args, {
    workingFolder,
    environment: { PATH: process.env['PATH'] },
    now: new Date('2026-11-20T23:00:00Z'),
    writeOut: async text => void (outcome.out += text),
    writeError: text => void (outcome.told += text),
    ...(answers && {
      ask: async (question: string) => {
        outcome.told += `${question}\n`;
        return answers.shift();
      },
    }),
  });
  return outcome;
}

const textIn = (root: string): string => readFileSync(path.join(root, 'a.js'), 'utf8');

describe('fix', () => {
  test('fixes, reports what, and ends with 0 when nothing is left', async () => {
    const root = temporaryFolder(shop({ 'a.js': code(OLD_NAME) }));
    expect(await cli(root, ['fix'])).toEqual({
      code: 0,
      told: '',
      out: `Fixed 1 finding in 1 file:
  a.js:3:38: 'subscribeProfiles' is a deprecated name of 'bulkSubscribeProfiles' since klaviyo-api 13.0.0. Call 'bulkSubscribeProfiles', the same function.  klaviyo/no-deprecated-method

A check finds nothing else.
`,
    });
    expect(textIn(root)).toBe(code(NEW_NAME));
  });

  test('ends with 1 for what is left at or above the level', async () => {
    const root = temporaryFolder(shop({ 'a.js': code(CREATE) }));
    const { code: exitCode, out } = await cli(root, ['fix']);
    expect(exitCode).toBe(1);
    expect(out).toBe(`There is nothing to fix automatically.

1 error and 0 warnings are left, which 'klaviyo-lint check' lists.
For 1 of them there is a suggestion: 'klaviyo-lint fix --suggestions' shows each one and asks.
`);
    expect((await cli(root, ['fix', '--fail-on', 'never'])).code).toBe(0);
  });

  test('names what could not be analyzed', async () => {
    const root = temporaryFolder(shop({ 'a.js': "import { from 'klaviyo-api';\n" }));
    expect(await cli(root, ['fix'])).toMatchObject({
      code: 0,
      out: `There is nothing to fix automatically.

A check finds nothing else in what it could analyze. 'klaviyo-lint check' lists what it could not.
`,
    });
  });

  test('counts no suggestion for what the baseline accepts', async () => {
    const root = temporaryFolder(shop({ 'a.js': code(CREATE) }));
    expect((await cli(root, ['baseline'])).code).toBe(0);
    expect(await cli(root, ['fix'])).toMatchObject({
      code: 0,
      out: 'There is nothing to fix automatically.\n\nA check finds nothing else.\n',
    });
  });

  test('prints JSON of its schema', async () => {
    const root = temporaryFolder(shop({ 'a.js': code(OLD_NAME, CREATE) }));
    const report = JSON.parse((await cli(root, ['fix', '--format', 'json', '--suggestions', '--yes'])).out);
    expect(schemaErrors(report)).toEqual([]);
    expect(report).toMatchObject({ schemaVersion: 1, isWritten: true, files: ['a.js'] });
    expect(report.fixed).toHaveLength(2);
    expect(report.patch).toContain('+++ b/a.js');
  });

  test('could not run for a path that does not exist', async () => {
    expect(await cli(temporaryFolder(shop({})), ['fix', 'nowhere'])).toMatchObject({
      code: 2,
      out: '',
      told: "klaviyo-lint: 'nowhere' does not exist.\n",
    });
  });
});

describe('fix --dry-run', () => {
  test('prints a diff that git accepts, and changes nothing', async () => {
    const before = code(`\t${OLD_NAME}`);
    const root = temporaryRepository(shop({ 'a.js': before }));
    const { code: exitCode, out, told } = await cli(root, ['fix', '--dry-run']);
    expect(exitCode).toBe(0);
    expect(told).toMatch(/^Would fix 1 finding in 1 file:\n/);
    expect(textIn(root)).toBe(before);
    execFileSync('git', ['-C', root, 'apply', '-'], { input: out });
    expect(textIn(root)).toBe(code(`\t${NEW_NAME}`));
  });

  test('writes the same to a file', async () => {
    const root = temporaryRepository(shop({ 'a.js': code(OLD_NAME).replaceAll('\n', '\r\n') }));
    const { out, told } = await cli(root, ['fix', '--dry-run', '--output', 'fixes.patch']);
    expect(out).toBe('');
    expect(told).toContain("Apply it with 'git apply'");
    execFileSync('git', ['-C', root, 'apply', 'fixes.patch']);
    expect(textIn(root)).toBe(code(NEW_NAME).replaceAll('\n', '\r\n'));
  });

  test('prints nothing that a runner obeys or a terminal shows otherwise', async () => {
    const hostile = `const text = \`\n::error::forged\n ##[error]forged \u001b[31m\u202e\n\`;`;
    const { out } = await cli(temporaryFolder(shop({ 'a.js': code(hostile, OLD_NAME) })), ['fix', '--dry-run']);
    expect(out).toContain(String.raw` \::error::forged`);
    expect(out).toContain(String.raw`##\[error]forged \u{1b}[31m\u{202e}`);
  });

  test('shows suggestions without an alternative too', async () => {
    const root = temporaryFolder(shop({ 'a.js': code(CREATE) }));
    expect((await cli(root, ['fix', '--suggestions', '--dry-run'])).out).toContain(`\n+${UPSERT}\n`);
    expect(textIn(root)).toBe(code(CREATE));
  });
});

describe('fix --suggestions', () => {
  test('is refused without a terminal, and changes nothing', async () => {
    const root = temporaryFolder(shop({ 'a.js': code(OLD_NAME, CREATE) }));
    expect(await cli(root, ['fix', '--suggestions'])).toEqual({
      code: 2,
      out: '',
      told: "klaviyo-lint: '--suggestions' asks for each one, and there is no terminal. Accept those without an alternative with '--yes', or look at them with '--dry-run'.\n",
    });
    expect(textIn(root)).toBe(code(OLD_NAME, CREATE));
  });

  test('shows the diff of each and asks', async () => {
    const root = temporaryFolder(shop({ 'a.js': code(CREATE) }));
    const { code: exitCode, told } = await cli(root, ['fix', '--suggestions'], ['what?', 'y']);
    expect(exitCode).toBe(0);
    expect(told).toContain(`\n-${CREATE}\n+${UPSERT}\n`);
    expect(told.match(/Apply it\?.*/g)).toEqual(
      Array(2).fill('Apply it? (y for yes, n for no, q for no more questions) '),
    );
    expect(textIn(root)).toBe(code(UPSERT));
  });

  test.each([
    ['n', code(CREATE, CREATE.replace('create =', 'again ='))],
    ['', code(CREATE, CREATE.replace('create =', 'again ='))],
    ['q', code(CREATE, CREATE.replace('create =', 'again ='))],
  ])("leaves what is answered with '%s'", async (answer, after) => {
    const root = temporaryFolder(shop({ 'a.js': after }));
    expect((await cli(root, ['fix', '--suggestions'], [answer, 'n'])).code).toBe(1);
    expect(textIn(root)).toBe(after);
  });

  test('keeps what was accepted before the last question', async () => {
    const second = CREATE.replace('create =', 'again =');
    const root = temporaryFolder(shop({ 'a.js': code(CREATE, second) }));
    const { told } = await cli(root, ['fix', '--suggestions'], ['1', 'q']);
    expect(textIn(root)).toBe(code(UPSERT, second));
    expect(told.match(/Apply it\?/g)).toHaveLength(2);
  });

  test('writes nothing when it is broken off', async () => {
    const root = temporaryFolder(shop({ 'a.js': code(SNAKE, CREATE) }));
    expect(await cli(root, ['fix', '--suggestions'], [undefined])).toMatchObject({ code: 2, out: '' });
    expect(textIn(root)).toBe(code(SNAKE, CREATE));
  });

  test('asks nothing with --yes', async () => {
    const root = temporaryFolder(shop({ 'a.js': code(SNAKE, CREATE) }));
    expect(await cli(root, ['fix', '--suggestions', '--yes'])).toMatchObject({ code: 0, told: '' });
    expect(textIn(root)).toBe(code(CAMEL, UPSERT));
  });
});
