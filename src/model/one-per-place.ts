import type { CheckProblem } from './define-check.ts';

/** Keeps one of the problems that say the same of the same line, as where several workspaces refer to one entry of a catalog. */
export function onePerPlace(problems: Iterable<CheckProblem>): CheckProblem[] {
  const told = new Map<string, CheckProblem>();
  for (const problem of problems) {
    const key = `${problem.at.path}\0${problem.at.line}\0${problem.at.column}\0${problem.message}`;
    if (!told.has(key)) told.set(key, problem);
  }
  return [...told.values()];
}
