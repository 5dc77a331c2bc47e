import { helpUrl } from '../../eslint-plugin/help-url.ts';
import type { RepositoryFacts } from '../model/facts.ts';
import type { UnidentifiedFinding } from '../model/finding.ts';
import type { Skipped } from '../model/report.ts';
import { failureReason } from '../project/discovery/failure.ts';
import { type FolderSettings, severityAsSet } from '../project/discovery/rule-settings.ts';
import { maskSecrets } from '../vendors/secrets.ts';
import { type CheckRun, type CheckRunOptions, checkRuns } from './check-runs.ts';

export type Problem = Omit<UnidentifiedFinding, 'lineText'>;

export interface Checked {
  problems: Problem[];
  skipped: Skipped[];
}

/**
 * Runs the checks, with the settings of each folder for what stands in it. One that throws is reported as skipped, and the others
 * count.
 */
export function runChecks(facts: RepositoryFacts, rules: FolderSettings, options: CheckRunOptions): Checked {
  const checked = rules.all.map(settings => {
    const isOwn = ({ path = '' }: { path?: string }): boolean => rules.of(path) === settings;
    const runs = checkRuns(settings, options).map(run => runCheck(run, facts));
    return {
      problems: runs.flatMap(({ problems }) =>
        problems
          .filter(isOwn)
          .map(problem => ({ ...problem, severity: severityAsSet(settings, problem.ruleId, problem.severity) })),
      ),
      skipped: runs.flatMap(({ skipped }) => skipped.filter(isOwn)),
    };
  });
  return {
    problems: checked.flatMap(({ problems }) => problems),
    skipped: checked.flatMap(({ skipped }) => skipped),
  };
}

function runCheck({ check, context }: CheckRun, facts: RepositoryFacts): Checked {
  const id = `check/${check.id}`;
  try {
    return { problems: problemsOf({ check, context }, facts), skipped: notesOf({ check, context }, facts) };
  } catch (error) {
    // Whatever it failed on may be new.
    return { problems: [], skipped: [{ id, reason: failureReason(error), isChanged: true }] };
  }
}

function problemsOf({ check: { id, severity, run }, context }: CheckRun, facts: RepositoryFacts): Problem[] {
  return [...run(facts, context)].map(({ message, at, ...rest }) => ({
    ruleId: `check/${id}`,
    severity,
    message: maskSecrets(message),
    ...at,
    helpUrl: helpUrl('checks', id),
    ...rest,
  }));
}

function notesOf({ check: { id, notes }, context }: CheckRun, facts: RepositoryFacts): Skipped[] {
  return [...(notes?.(facts, context) ?? [])].map(note => ({ id: `check/${id}`, ...note }));
}
