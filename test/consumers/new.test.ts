import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..', '..');
const NEW = [
  ['rule', 'no-something-new', 'test/eslint-plugin/rules/no-something-new.test.ts'],
  ['check', 'something-new', 'test/checks/something-new.test.ts'],
  ['probe', 'newest-thing', 'test/preflight/klaviyo/probes/newest-thing.test.ts'],
  ['rule', 'customerio/require-something-new', 'test/eslint-plugin-customerio/rules/require-something-new.test.ts'],
  ['check', 'customerio/something-new', 'test/checks/customerio-something-new.test.ts'],
  ['probe', 'customerio-newest-thing', 'test/preflight/customerio/probes/customerio-newest-thing.test.ts'],
] as const;

let copy: string;
/** The sources that the templates wrote. */
const made: string[] = [];

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'klaviyo-lint-new-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter(isSource)) copyFile(file);
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function isSource(file: string): boolean {
  return file !== '' && !/^action\/dist\/|\.tmp\.|^test\/(?:e2e|consumers)\//.test(file);
}

function copyFile(file: string): void {
  mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
  cpSync(path.join(ROOT, file), path.join(copy, file), { force: true });
}

function run(...[program, ...args]: [string, ...string[]]): SpawnSyncReturns<string> {
  const env = { ...process.env, NODE_OPTIONS: '', VITEST: '' };
  return spawnSync(path.join(ROOT, 'node_modules', '.bin', program), args, { cwd: copy, encoding: 'utf8', env });
}

describe('npm run new', () => {
  test.each(NEW)('makes a %s: %s', (kind, id, file) => {
    const { status, stdout, stderr } = run('tsx', 'scripts/new.ts', kind, id);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(file);
    made.push(...stdout.split('\n').flatMap(line => /^ {2}(\S+\.ts)$/.exec(line)?.[1] ?? []));
  });

  test('what it makes compiles', () => {
    const { status, stdout } = run('tsc', '--noEmit');
    expect([status, stdout]).toEqual([0, '']);
  });

  test('what it makes keeps to the rules of this repository', () => {
    const sources = made.filter(file => !file.startsWith('examples/'));
    const { status, stdout } = run('eslint', '--config', 'eslint.config.mjs', ...sources);
    expect([status, stdout]).toEqual([0, '']);
    const formatting = run('prettier', '--check', ...made);
    expect([formatting.status, formatting.stderr]).toEqual([0, '']);
  });

  test('what it makes passes its own tests and those of the whole', () => {
    const own = NEW.map(([, , file]) => file);
    const whole = ['test/registry.test.ts', 'test/docs.test.ts', 'test/examples.test.ts'];
    const { status, stdout } = run(
      'vitest',
      'run',
      '--project',
      'unit',
      '--project',
      'replacing',
      '--reporter',
      'json',
      ...own,
      ...whole,
    );
    const { testResults } = JSON.parse(stdout) as { testResults: { name: string; status: string }[] };
    expect(testResults.map(result => [path.relative(copy, result.name), result.status]).sort()).toEqual(
      [...own, ...whole].sort().map(file => [file, 'passed']),
    );
    expect(status).toBe(0);
  });

  test.each([
    [[], /^Usage: npm run new rule\|check\|probe <id>$/m],
    [['rule', 'no-raw-http'], /^'no-raw-http' is taken\./],
    [['check', 'account'], /^'account' is taken\./],
    [['rule', 'customerio/no-raw-http'], /^'customerio\/no-raw-http' is taken\./],
    [['check', 'customerio/no-retry'], /^'customerio\/no-retry' is taken\./],
    [['probe', 'customerio-region'], /^'customerio-region' is taken\./],
    [['rule', 'mailchimp/no-raw-http'], /^'mailchimp\/no-raw-http' is not an id\./],
    [['probe', 'Not-An-Id'], /^'Not-An-Id' is not an id\./],
  ])('refuses %j', (args, sentence) => {
    const { status, stderr } = run('tsx', 'scripts/new.ts', ...args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(sentence)]);
  });
});
