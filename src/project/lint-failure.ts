import { failureReason } from './failure.ts';

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
  const noted = error instanceof Error && 'ruleId' in error ? String(error.ruleId) : undefined;
  const ruleId = noted ?? (error instanceof Error ? LOADING.exec(error.message)?.[1] : undefined);
  return { ruleId, reason: failureReason(error) };
}
