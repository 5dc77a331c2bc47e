import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What started the workflow. */
export interface WorkflowEvent {
  name: string;
  actor: string;
  /** Untrusted, and of any shape: an event may be newer than this code. */
  payload: unknown;
}

/** Where the code comes from that the event is about. */
export type HeadOrigin = 'same repository' | 'fork' | 'unknown';

/** Reads the event from what the runner prepared. A payload that cannot be read is an empty one. */
export function readEvent(env: Environment): WorkflowEvent {
  return {
    name: env.GITHUB_EVENT_NAME ?? '',
    actor: env.GITHUB_ACTOR ?? '',
    payload: readPayload(env.GITHUB_EVENT_PATH),
  };
}

function readPayload(path: string | undefined): unknown {
  try {
    return JSON.parse(readFileSync(path ?? '', 'utf8'));
  } catch {
    return {};
  }
}

/** Returns whether the event is about a fork's code. An event without a head of its own is about the repository itself. */
export function headOrigin({ name, payload }: WorkflowEvent): HeadOrigin {
  if (name === 'workflow_run')
    return compare(at(payload, 'workflow_run', 'head_repository'), at(payload, 'repository'));
  if (name === 'issue_comment') return isAboutIssue(payload) ? 'same repository' : 'unknown';
  if (!name.startsWith('pull_request')) return 'same repository';
  return compare(
    at(payload, 'pull_request', 'head', 'repo'),
    at(payload, 'pull_request', 'base', 'repo') ?? at(payload, 'repository'),
  );
}

/** A comment on a pull request names no head, and its workflow may have checked out any. */
function isAboutIssue(payload: unknown): boolean {
  return typeof at(payload, 'issue', 'number') === 'number' && at(payload, 'issue', 'pull_request') === undefined;
}

/** The hash of a commit that the payload names. @param keys the way to it */
export function eventCommit({ payload }: WorkflowEvent, keys: readonly string[]): string | undefined {
  const commit = at(payload, ...keys);
  return typeof commit === 'string' ? commit : undefined;
}

/** A number that the payload names. @param keys the way to it */
export function eventNumber({ payload }: WorkflowEvent, keys: readonly string[]): number | undefined {
  const number = at(payload, ...keys);
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

function compare(head: unknown, base: unknown): HeadOrigin {
  // GitHub sends null for the head of a fork that was deleted.
  if (head === null) return 'fork';
  const [headName, baseName] = [at(head, 'full_name'), at(base, 'full_name')];
  if (typeof headName === 'string' && typeof baseName === 'string')
    return headName === baseName ? 'same repository' : 'fork';
  return at(head, 'fork') === true ? 'fork' : 'unknown';
}

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (parent, key) => (typeof parent === 'object' && parent !== null ? Reflect.get(parent, key) : undefined),
    value,
  );
}
