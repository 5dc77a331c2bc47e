import { failureReason } from '../discovery/failure.ts';

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
  return { ruleId, reason: ruleId === undefined ? failureReason(error) : ruleFailureReason(error) };
}

/** Only its kind is reported, because the message of an error may repeat what was read. */
function ruleFailureReason(error: unknown): string {
  const { cause = error } = error instanceof Error ? error : {};
  return cause instanceof RangeError
    ? 'the rule ran out of stack on it'
    : `the rule failed on it (${cause instanceof Error ? cause.name : typeof cause})`;
}
