import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, parse, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { trustedSearchPath } from '../discovery/search-path.ts';

/** The checked repository's own configuration is not trusted: nothing that it names is run, contacted or locked. */
const HARDENING = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.untrackedCache=false',
  'core.excludesFile=',
  'core.attributesFile=',
  'core.alternateRefsCommand=',
].flatMap(setting => ['-c', setting]);

const ENVIRONMENT = {
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
};

const LIMITS = { timeout: 60_000, maxBuffer: 256 * 1024 * 1024, killSignal: 'SIGKILL' } as const;

/** One entry of git's list. */
export interface GitEntry {
  /** Relative to the checked folder. */
  path: string;
  /** A `repository` is another one that lies in a folder and that git does not track. */
  kind: 'file' | 'link' | 'submodule' | 'repository';
  isTracked: boolean;
  /** A sparse checkout leaves it out. */
  isSparse: boolean;
}

/**
 * Lists what git tracks or would track below a folder. A name may be gone from the disk.
 *
 * @param root a real path
 * @param searchPath where git is looked for; without it in the system's own folders
 * @returns each path once; undefined where git or a repository is missing, or git fails
 */
export async function listGitFiles(root: string, searchPath?: string): Promise<GitEntry[] | undefined> {
  const command = ['ls-files', '-z', '-t', '--stage', '--cached', '--others', '--exclude-standard'];
  const output = await runGitAt(root, command, searchPath);
  if (output === undefined) return undefined;
  const entries = output.split('\0').flatMap(line => (line === '' ? [] : [entryOf(line)]));
  return [...new Map(entries.map(entry => [entry.path, entry])).values()];
}

/** A tag, and for what git tracks a mode, a hash and a stage before the path. */
const TRACKED = /^(\S) (\d+) [0-9a-f]+ \d\t(.*)$/s;

const KINDS: Readonly<Record<string, GitEntry['kind']>> = { '120000': 'link', '160000': 'submodule' };

function entryOf(line: string): GitEntry {
  const [, tag, mode = '', path] = TRACKED.exec(line) ?? [];
  if (path !== undefined) return { path, kind: KINDS[mode] ?? 'file', isTracked: true, isSparse: tag === 'S' };
  const name = line.slice('? '.length);
  return { path: name, kind: name.endsWith('/') ? 'repository' : 'file', isTracked: false, isSparse: false };
}

/** Returns which of some files git tracks; none where there is no git. @param paths relative to `root`, a real path */
export async function listTrackedFiles(root: string, paths: readonly string[], searchPath?: string): Promise<string[]> {
  const output = await runGitAt(root, ['ls-files', '-z', '--cached', '--', ...paths], searchPath);
  return (output ?? '').split('\0').filter(path => path !== '');
}

/**
 * Reads a file as it is in a commit.
 *
 * @param root a real path
 * @param path relative to `root`, with `/`
 * @returns undefined where git, the repository, the commit or the file is missing, or the name of the commit is no hash
 */
export async function readGitFile(
  root: string,
  commit: string,
  path: string,
  searchPath?: string,
): Promise<string | undefined> {
  const top = findRepository(root);
  if (top === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  const folder = relative(top, root).split(sep).join('/');
  return runGit([...placeOf(top), 'cat-file', 'blob', `${commit}:${folder === '' ? path : `${folder}/${path}`}`], {
    top,
    searchPath,
  });
}

/** Given explicitly, so that neither `core.worktree` nor the owner of the folder matters. */
export function placeOf(top: string): string[] {
  return ['--git-dir', join(top, '.git'), '--work-tree', top];
}

/** The nearest folder at or above one that holds a repository. */
export function findRepository(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findRepository(parent);
}

/** How git is started so that it runs nothing else. */
export interface GitStart {
  args: string[];
  options: { env: Record<string, string>; cwd: string };
}

/** @param top the folder of the repository, in whose drive git is started: Windows looks for programs in the working directory first */
export function gitStart(command: readonly string[], top: string, searchPath: string | undefined): GitStart {
  const env = searchPath === undefined ? ENVIRONMENT : { ...ENVIRONMENT, PATH: trustedSearchPath(searchPath, top) };
  return { args: ['--no-pager', ...HARDENING, ...command], options: { env, cwd: parse(top).root } };
}

/**
 * Runs git in the checked folder.
 *
 * @returns what it prints; undefined where git or a repository is missing, or git fails
 */
export async function runGitAt(root: string, command: string[], searchPath?: string): Promise<string | undefined> {
  const top = findRepository(root);
  return top && runGit([...placeOf(top), '-C', root, ...command], { top, searchPath });
}

async function runGit(
  command: string[],
  { top, searchPath }: { top: string; searchPath: string | undefined },
): Promise<string | undefined> {
  const { args, options } = gitStart(command, top, searchPath);
  try {
    const { stdout } = await promisify(execFile)('git', args, { ...LIMITS, ...options });
    return stdout;
  } catch {
    return undefined;
  }
}
