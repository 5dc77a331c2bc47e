import { helpUrl } from '../../eslint-plugin/help-url.ts';
import type { RepositoryFacts } from '../model/facts.ts';
import type { UnidentifiedFinding } from '../model/finding.ts';
import type { Skipped } from '../model/report.ts';
import { failureReason } from '../project/discovery/failure.ts';
import type { RuleSettings } from '../project/discovery/rule-settings.ts';
import { maskKeys } from '../vendors/klaviyo/keys.ts';
import type { CheckRun } from './check-runs.ts';

export type Problem = Omit<UnidentifiedFinding, 'lineText'>;

/** Runs checks on facts. One that throws is reported as skipped, and the others count. */
export function runChecks(
  runs: readonly CheckRun[],
  facts: RepositoryFacts,
  settings: RuleSettings,
): { problems: Problem[]; skipped: Skipped[] } {
  const problems: Problem[] = [];
  const skipped: Skipped[] = [];
  for (const run of runs) {
    const id = `check/${run.check.id}`;
    try {
      problems.push(...problemsOf(run, facts, settings[id] === 'warn'));
      skipped.push(...[...(run.check.notes?.(facts, run.context) ?? [])].map(note => ({ id, ...note })));
    } catch (error) {
      // Whatever it failed on may be new.
      skipped.push({ id, reason: failureReason(error), isChanged: true });
    }
  }
  return { problems, skipped };
}

function problemsOf(
  { check: { id, severity, run }, context }: CheckRun,
  facts: RepositoryFacts,
  onlyWarns: boolean,
): Problem[] {
  return [...run(facts, context)].map(({ message, at, ...rest }) => ({
    ruleId: `check/${id}`,
    severity,
    message: maskKeys(message),
    ...at,
    helpUrl: helpUrl('checks', id),
    ...rest,
    ...(onlyWarns && { severity: 'warning' as const }),
  }));
}
