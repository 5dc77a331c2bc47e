import type { Verdict } from '../src/model/verdict.ts';
import { headOrigin, type WorkflowEvent } from './event.ts';
import type { PreflightMode } from './inputs.ts';

/** Whether the live preflight runs; when it does not, why, and what that means for the verdict. */
export type PreflightGate =
  | { kind: 'run' }
  | { kind: 'skipped'; reason: string; verdict: Verdict }
  /** It was demanded and cannot be: the job fails. The reason is a sentence with what to do. */
  | { kind: 'impossible'; reason: string; verdict: 'not verified' };

/** Events that give a workflow the repository's secrets while it may have checked out untrusted code. */
export const PRIVILEGED_EVENTS: readonly string[] = ['pull_request_target', 'workflow_run', 'issue_comment'];

/** Decides before anything is sent. `auto` needs a key and a safe event; `always` needs them and fails without. */
export function decidePreflight(mode: PreflightMode, hasKey: boolean, event: WorkflowEvent): PreflightGate {
  if (mode === 'never') return { kind: 'skipped', reason: "switched off by 'preflight: never'", verdict: 'verified' };
  const obstacle = unsafeEvent(event) ?? (hasKey ? undefined : missingKey(event));
  if (obstacle === undefined) return { kind: 'run' };
  if (mode === 'auto') return { ...obstacle, kind: 'skipped' };
  const reason = `'preflight' is 'always', but ${obstacle.reason}. Pass a key where there can be one, or use 'auto'.`;
  return { kind: 'impossible', reason, verdict: 'not verified' };
}

interface Obstacle {
  reason: string;
  verdict: Verdict;
}

function unsafeEvent(event: WorkflowEvent): Obstacle | undefined {
  if (!PRIVILEGED_EVENTS.includes(event.name) || headOrigin(event) === 'same repository') return undefined;
  return { reason: `under '${event.name}' the key would meet the code of a fork`, verdict: 'not verified' };
}

/** A fork cannot have a key, so what the key would have shown is not verified there. Elsewhere it was not requested. */
function missingKey(event: WorkflowEvent): Obstacle {
  if (event.actor === 'dependabot[bot]')
    return { reason: 'GitHub gives Dependabot none of the secrets, so there is no key', verdict: 'not verified' };
  if (headOrigin(event) === 'fork')
    return { reason: 'GitHub gives a fork none of the secrets, so there is no key', verdict: 'not verified' };
  return { reason: "'klaviyo-private-key' is empty", verdict: 'verified' };
}
