import { checks } from '../checks/index.ts';
import type { Check, CheckContext } from '../model/define-check.ts';
import { isOff, type RuleSettings } from '../project/discovery/rule-settings.ts';

/** A check that runs, and its settings. */
export interface CheckRun {
  check: Check;
  context: CheckContext;
}

export interface CheckRunOptions extends Pick<CheckContext, 'asOf' | 'suppressions'> {
  isForChecklist?: boolean;
}

/**
 * Which checks run, and how.
 *
 * @param options the day that counts as today, which suppressions pass, and whether all run, also what is switched off
 */
export function checkRuns(
  settings: RuleSettings,
  { asOf, suppressions, isForChecklist = false }: CheckRunOptions,
): CheckRun[] {
  const all = Object.values<Check>(checks);
  const chosen = all.filter(
    ({ id, isOfChecklist }) => isForChecklist || (!isOff(settings, FAMILY + id) && isOfChecklist === undefined),
  );
  const running = new Set(chosen.map(({ id }) => id));
  const shared = { asOf, running, ...(suppressions && { suppressions }) };
  return chosen.map(check => ({ check, context: { ...shared, options: optionsOf(check, settings) } }));
}

const FAMILY = 'check/';

/** The ids of the checks that only the checklist runs. */
export const CHECKLIST_CHECKS: ReadonlySet<string> = new Set(
  Object.values<Check>(checks)
    .filter(({ isOfChecklist }) => isOfChecklist)
    .map(({ id }) => FAMILY + id),
);

function optionsOf({ id, options = {} }: Check, settings: RuleSettings): Readonly<Record<string, number>> {
  return { ...options, ...(settings[FAMILY + id]?.options as Record<string, number> | undefined) };
}
