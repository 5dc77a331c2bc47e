import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..', '..');
const NEW = [
  ['rule', 'no-something-new'],
  ['check', 'something-new'],
  ['probe', 'newest-thing'],
] as const;
const TESTS = { rule: 'test/eslint-plugin/rules', check: 'test/checks', probe: 'test/preflight/klaviyo/probes' };

let copy: string;

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
  test.each(NEW)('makes a %s', (kind, id) => {
    const { status, stdout, stderr } = run('tsx', 'scripts/new.ts', kind, id);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`${TESTS[kind]}/${id}.test.ts`);
  });

  test('what it makes compiles', () => {
    const { status, stdout } = run('tsc', '--noEmit');
    expect([status, stdout]).toEqual([0, '']);
  });

  test('what it makes passes its own tests and those of the whole', () => {
    const own = NEW.map(([kind, id]) => `${TESTS[kind]}/${id}.test.ts`);
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
    [['probe', 'Not-An-Id'], /^'Not-An-Id' is not an id\./],
  ])('refuses %j', (args, sentence) => {
    const { status, stderr } = run('tsx', 'scripts/new.ts', ...args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(sentence)]);
  });
});
