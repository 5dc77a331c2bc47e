import { maskKeys } from '../klaviyo/keys.ts';

/** Why ESLint gave up on a file. */
export interface LintFailure {
  /** The rule that threw, if it was one. */
  ruleId: string | undefined;
  reason: string;
}

/** ESLint notes the rule on an error of its visitor, and only in the message on one of its `create`. */
const LOADING = /^Error while loading rule '([^']+)': /;

/** Reads what ESLint's engine threw. */
export function readFailure(error: unknown): LintFailure {
  if (!(error instanceof Error)) return { ruleId: undefined, reason: 'it cannot be linted' };
  const ruleId = 'ruleId' in error ? String(error.ruleId) : LOADING.exec(error.message)?.[1];
  if (error instanceof RangeError && ruleId === undefined) return { ruleId, reason: 'it is nested too deeply' };
  const [said = ''] = error.message.replace(LOADING, '').split('\n');
  return { ruleId, reason: `it failed on this file (${maskKeys(said)})` };
}
