import { helpUrl } from '../../eslint-plugin/help-url.ts';
import { checks } from '../checks/index.ts';
import type { Check, CheckContext } from '../model/define-check.ts';
import { UsageError } from '../model/errors.ts';
import type { RuleSettings } from '../project/discovery/rule-settings.ts';

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
 * @throws UsageError for the setting of a check that does not exist, and for options that a check does not have
 */
export function checkRuns(
  settings: RuleSettings,
  { asOf, suppressions, isForChecklist = false }: CheckRunOptions,
): CheckRun[] {
  const all = Object.values<Check>(checks);
  const unknown = Object.keys(settings).find(
    id => id.startsWith(FAMILY) && !all.some(check => FAMILY + check.id === id),
  );
  if (unknown !== undefined)
    throw new UsageError(
      `'klaviyo-lint.json' names the check '${unknown}', which does not exist. Write its id as the report prints it.`,
    );
  const chosen = all.filter(
    ({ id, isOfChecklist }) => isForChecklist || (settings[FAMILY + id] !== 'off' && isOfChecklist === undefined),
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
  const setting = settings[FAMILY + id];
  if (typeof setting !== 'object') return options;
  const isRight = ([name, value]: [string, unknown]): boolean =>
    Object.hasOwn(options, name) && Number.isSafeInteger(value) && Number(value) >= 0;
  if (!Object.entries(setting).every(isRight))
    throw new UsageError(
      `'klaviyo-lint.json' gives '${FAMILY}${id}' options that it does not have. Write them as on ${helpUrl('checks', id)}.`,
    );
  return { ...options, ...(setting as Record<string, number>) };
}
