import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../src/model/errors.ts';
import type { Checklist } from '../src/model/checklist.ts';
import { movedReport } from '../src/model/moved-report.ts';
import type { Report } from '../src/model/report.ts';

export interface CheckedFolder {
  /** A real path inside the workspace. */
  root: string;
  /** From the workspace to it, with `/` at the end; empty for the workspace itself. */
  prefix: string;
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
  if (relative.split(path.sep)[0] === '..' || path.isAbsolute(relative)) {
    throw new UsageError(`Input 'path' is '${input}', which leads out of the workspace. Name a folder inside it.`);
  }
  if (!(await stat(root)).isDirectory())
    throw new UsageError(`Input 'path' is '${input}', which is not a folder. Name a folder.`);
  return { root, prefix: relative === '' ? '' : `${relative.split(path.sep).join('/')}/` };
}

/** The report with its paths as the workspace, and so GitHub, knows them. */
export function fromWorkspace(report: Report, { prefix }: CheckedFolder): Report {
  return movedReport(report, prefix);
}

/** The same of a checklist. */
export function checklistFromWorkspace(checklist: Checklist, { prefix }: CheckedFolder): Checklist {
  const items = checklist.items.map(item => ({
    ...item,
    proofs: item.proofs.map(proof => (proof.path === undefined ? proof : { ...proof, path: prefix + proof.path })),
  }));
  const problems = checklist.problems.map(problem => ({ ...problem, path: prefix + problem.path }));
  return { ...checklist, items, problems };
}
