import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../src/model/errors.ts';
import type { Checklist } from '../src/model/checklist.ts';
import { movedReport, pathFrom } from '../src/model/moved-report.ts';
import type { Report } from '../src/model/report.ts';

export interface CheckedFolder {
  /** A real path inside the workspace. */
  root: string;
  /** From the workspace to it, with `/` at the end; empty for the workspace itself. */
  prefix: string;
}

/** What is checked, as one: a folder, or several folders of one. */
export interface CheckedScope extends CheckedFolder {
  /** The folders in it that are kept, relative to it; everything if there are none. */
  paths: string[];
}

/**
 * Finds what to check. One folder is checked by itself; several, a line each, within the repository or folder that holds them all. A
 * line may be a glob, and one that begins with `!` leaves folders out.
 *
 * @throws UsageError as `resolveCheckedFolder`, and for a glob that no folder fits
 */
export async function resolveCheckedScope(workspace: string, input: string): Promise<CheckedScope> {
  const lines = input
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '');
  const [only = '.', ...others] = lines;
  if (others.length === 0 && !/[*?[\]{}!]/.test(only))
    return { ...(await resolveCheckedFolder(workspace, only)), paths: [] };
  const { severalFolders } = await import('./several-folders.ts');
  return severalFolders(workspace, lines);
}

/**
 * Finds the folder to check.
 *
 * @throws UsageError when it does not exist, is no folder, or is outside the workspace, also behind a link
 */
export async function resolveCheckedFolder(workspace: string, input: string): Promise<CheckedFolder> {
  const base = await realpath(workspace);
  const root = await realpath(path.resolve(base, input)).catch(() => {
    throw new UsageError(
      `Input 'path' is '${input}', which does not exist. Check out the repository before this step, or correct the path.`,
    );
  });
  const relative = path.relative(base, root);
  if (!isInside(base, root)) {
    throw new UsageError(`Input 'path' is '${input}', which leads out of the workspace. Name a folder inside it.`);
  }
  if (!(await stat(root)).isDirectory())
    throw new UsageError(`Input 'path' is '${input}', which is not a folder. Name a folder.`);
  return { root, prefix: relative === '' ? '' : `${relative.split(path.sep).join('/')}/` };
}

export function isInside(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way.split(path.sep)[0] !== '..' && !path.isAbsolute(way);
}

/** The report with its paths as the workspace, and so GitHub, knows them. */
export function fromWorkspace(report: Report, { prefix }: CheckedFolder): Report {
  return movedReport(report, prefix);
}

/** The same of a checklist. */
export function checklistFromWorkspace(checklist: Checklist, { prefix }: CheckedFolder): Checklist {
  const items = checklist.items.map(item => ({
    ...item,
    proofs: item.proofs.map(proof =>
      proof.path === undefined ? proof : { ...proof, path: pathFrom(prefix, proof.path) },
    ),
  }));
  const problems = checklist.problems.map(problem => ({ ...problem, path: pathFrom(prefix, problem.path) }));
  return { ...checklist, items, problems };
}
