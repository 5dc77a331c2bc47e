import type { CheckProblem } from './define-check.ts';

/** Keeps one of the problems with the same message on the same line, as where several workspaces refer to one entry of a catalog. */
export function onePerPlace(problems: Iterable<CheckProblem>): CheckProblem[] {
  const kept = new Map<string, CheckProblem>();
  for (const problem of problems) {
    const key = `${problem.at.path}\0${problem.at.line}\0${problem.at.column}\0${problem.message}`;
    if (!kept.has(key)) kept.set(key, problem);
  }
  return [...kept.values()];
}
