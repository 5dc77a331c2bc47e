import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Files = Record<string, string | Uint8Array>;

/** Writes a small tree that is gone after the test. @returns its real path */
export function temporaryFolder(files: Files = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'klaviyo-lint-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  addFiles(folder, files);
  return folder;
}

export function addFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** The same as a git repository in which the given files are tracked. */
export function temporaryRepository(files: Files = {}): string {
  const folder = temporaryFolder(files);
  initializeRepository(folder);
  git(folder, 'add', '--all', '--force');
  return folder;
}

/** The same with one commit. @returns its real path, and the hash of the commit */
export function committedRepository(files: Files = {}): { root: string; commit: string } {
  const root = temporaryFolder(files);
  initializeRepository(root);
  return { root, commit: commitAll(root) };
}

/** Writes the files, and commits whatever changed and is not ignored. @returns the hash of the commit */
export function commitFiles(folder: string, files: Files): string {
  addFiles(folder, files);
  return commit(folder, 'add --all', 'change');
}

/** As `git init` does; to start a process takes long in one as large as that of the tests. */
export function initializeRepository(folder: string): void {
  for (const part of ['objects', 'refs']) mkdirSync(join(folder, '.git', part), { recursive: true });
  writeFileSync(join(folder, '.git/HEAD'), 'ref: refs/heads/master\n');
}

/** Commits all, also what is ignored, with one process for the three commands. @returns the hash of the commit */
export function commitAll(folder: string, message = 'change'): string {
  return commit(folder, 'add --all --force', message);
}

function commit(folder: string, add: string, message: string): string {
  const script = `m=$1; shift; git "$@" ${add} && git "$@" commit --quiet --allow-empty -m "$m" && git "$@" rev-parse HEAD`;
  return run('sh', ['-c', script, 'sh', message, ...inFolder(folder)]).trim();
}

export function git(folder: string, ...args: string[]): string {
  return run('git', [...inFolder(folder), ...args]);
}

function inFolder(folder: string): string[] {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  return ['-C', folder, ...identity, '-c', 'protocol.file.allow=always'];
}

function run(command: string, args: readonly string[]): string {
  const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
