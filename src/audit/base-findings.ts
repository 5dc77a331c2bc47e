import { identify, isSuppressed, type Finding, type SuppressedFinding } from '../model/finding.ts';
import type { RepositoryFacts } from '../model/facts.ts';
import { lineTextAt, type Project } from '../project/discovery/project.ts';
import { isOver, TIME_REASON } from '../project/discovery/time-budget.ts';
import type { BaseTree, UnreadBase } from '../project/git/base-tree.ts';
import { isAncestor } from '../project/git/change.ts';
import { keyFindings, keysIn } from '../project/keys/key-search.ts';
import { publicVariableFindings } from '../project/keys/public-variables.ts';
import { lintFiles } from '../project/lint/lint-files.ts';
import type { LintOptions } from '../project/lint/lint.ts';
import { collectFacts } from '../project/manifests/collect-facts.ts';
import { sdkVersionOf } from '../project/manifests/sdk-version-of.ts';
import type { CheckRunOptions } from './check-runs.ts';
import { byPlace } from './order.ts';
import { runChecks } from './run-checks.ts';

/** What was found before a change. */
export interface BaseFindings {
  findings: Finding[];
  suppressed: SuppressedFinding[];
}

/** Judges the base of a change; each part once, when it is needed. */
export interface Base {
  /** What the rules found there in the files that the change touches, and in those with findings. */
  lint(): Promise<BaseFindings | UnreadBase>;
  /** What the checks found there. */
  check(): Promise<Pick<BaseFindings, 'findings'> | UnreadBase>;
  /** Returns whether it holds a commit. */
  holds(commit: string): Promise<boolean>;
}

export interface BaseOptions {
  /** What was found after the change. */
  identified: readonly Pick<Finding, 'path'>[];
  lintOptions: LintOptions;
  checkOptions: CheckRunOptions;
  /** In the milliseconds of `performance.now()`. */
  deadline: number;
}

/** Opens the base of the project's change, if there is one. Nothing is read before something is asked. */
export function openBase(
  project: Project,
  { identified, lintOptions, checkOptions, deadline }: BaseOptions,
): Base | undefined {
  const { change } = project;
  if (change === undefined) return undefined;
  const opened = once(async () => {
    if (isOver(deadline)) return { reason: TIME_REASON };
    const { openBaseTree } = await import('./standing-parts.ts');
    const tree = await openBaseTree(change, { ...project, deadline });
    if ('reason' in tree) return tree;
    const { facts } = await collectFacts(tree.read, tree.files, {
      ...project,
      listed: tree.files,
      readTop: tree.readTop,
    });
    return { tree, facts };
  });
  return {
    lint: once(async () => {
      const base = await opened();
      if ('reason' in base) return base;
      const options = {
        ...lintOptions,
        sdkVersionOf: sdkVersionOf(base.facts.sdkDependencies),
      };
      const found = await lintBase(
        base.tree,
        new Set([...base.tree.changed, ...identified.map(({ path }) => path)]),
        project,
        options,
      );
      return isOver(deadline) ? { reason: TIME_REASON } : found;
    }),
    check: once(async () => {
      const base = await opened();
      return 'reason' in base ? base : { findings: checkBase(base.tree, base.facts, project, checkOptions) };
    }),
    holds: async commit => isAncestor(project.root, commit, change.comparedWith, project.searchPath),
  };
}

async function lintBase(
  { files, read }: BaseTree,
  paths: ReadonlySet<string>,
  project: Project,
  options: LintOptions,
): Promise<BaseFindings> {
  const linted = await lintFiles(read, files, { ...options, isChecked: path => paths.has(path) });
  const searched = files.filter(path => paths.has(path));
  const keys = searched.flatMap(path => {
    const bytes = read(path);
    return bytes instanceof Uint8Array ? keysIn(path, bytes) : [];
  });
  const found = identify(
    [
      ...linted.findings,
      ...(linted.suppressed ?? []),
      ...keyFindings(keys, linted.analyzed, project.rules),
      ...publicVariableFindings(read, searched, project.rules),
    ].sort(byPlace),
  );
  return { findings: found.filter(finding => !isSuppressed(finding)), suppressed: found.filter(isSuppressed) };
}

function checkBase(
  { read }: BaseTree,
  facts: RepositoryFacts,
  { rules }: Project,
  options: CheckRunOptions,
): Finding[] {
  const { problems } = runChecks(facts, rules, options);
  return identify(problems.map(problem => ({ ...problem, lineText: lineTextAt({ read }, problem) })).sort(byPlace));
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return async () => (made ??= make());
}
