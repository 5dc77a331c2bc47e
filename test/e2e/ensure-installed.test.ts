import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';

const SCRIPT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'scripts', 'ensure-installed.mjs');
const INSTALLS = 'echo "$@" >> npm-calls; mkdir -p node_modules; touch node_modules/.package-lock.json';

let project: string;

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'project-'));
  for (const folder of ['scripts', 'bin']) mkdirSync(path.join(project, folder));
  copyFileSync(SCRIPT, path.join(project, 'scripts', 'ensure-installed.mjs'));
  writeFileSync(path.join(project, 'package-lock.json'), '{}');
});

/** Runs the script with an npm of ours, which is this shell script. */
function ensureInstalled(npm = INSTALLS): { status: number | null; stderr: string; installations: number } {
  const program = path.join(project, 'bin', 'npm');
  writeFileSync(program, `#!/bin/sh\n${npm}\n`);
  chmodSync(program, 0o755);
  const env = { ...process.env, PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH}` };
  const { status, stderr } = spawnSync(process.execPath, ['scripts/ensure-installed.mjs'], {
    cwd: project,
    env,
    encoding: 'utf8',
  });
  return { status, stderr, installations: calls().length };
}

function calls(): string[] {
  const file = path.join(project, 'npm-calls');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

function changeLock(text: string, secondsFromNow: number): void {
  const file = path.join(project, 'package-lock.json');
  writeFileSync(file, text);
  utimesSync(file, new Date(), new Date(Date.now() + secondsFromNow * 1000));
}

describe('ensure-installed', () => {
  it('installs exactly what is locked, without running scripts, when nothing is there', () => {
    expect(ensureInstalled()).toMatchObject({ status: 0, installations: 1 });
    expect(calls()[0]).toMatch(/^ci --ignore-scripts /);
  });

  it('is quiet when everything is there', () => {
    ensureInstalled();
    expect(ensureInstalled()).toEqual({ status: 0, stderr: '', installations: 1 });
  });

  it('installs again when the lock file changed', () => {
    ensureInstalled();
    changeLock('{"changed":true}', 60);
    expect(ensureInstalled().installations).toBe(2);
  });

  it('does not install again when a checkout made an unchanged lock file look newer', () => {
    ensureInstalled();
    changeLock('{}', 60);
    expect(ensureInstalled().installations).toBe(1);
  });

  it.each([
    ['there is no network', 'echo "npm error code EAI_AGAIN" >&2; exit 1', 'The npm registry could not be reached.'],
    ['npm refuses', 'echo "npm error code EUSAGE" >&2; exit 1', 'The dependencies could not be installed.'],
  ])('says what to do when %s, and tries again the next time', (_, npm, advice) => {
    const failed = ensureInstalled(npm);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain(advice);
    expect(failed.stderr).toContain('npm error code');
    expect(ensureInstalled()).toMatchObject({ status: 0, installations: 1 });
  });
});
