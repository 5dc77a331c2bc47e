import { type Environment, eventCommit, eventNumber, headOrigin, type WorkflowEvent } from '../event.ts';
import { PRIVILEGED_EVENTS } from '../preflight-gate.ts';

/** What on GitHub a run is about. */
export interface Target {
  /** Where the API is: `https://api.github.com`, or that of a GitHub Enterprise Server. */
  apiUrl: string;
  owner: string;
  repo: string;
  /** The commit that people see: of a pull request its head, not the merge that is checked out. */
  sha: string;
  /** Number of the pull request. */
  pull?: number;
  /** Whose run it is, where GitHub gives its token fewer rights than the workflow names. */
  restricted?: 'fork' | 'Dependabot';
  /** The page of this run. */
  runUrl?: string;
}

/** A run that is about a pull request. */
export type PullTarget = Target & { pull: number };

const COMMIT = /^[0-9a-f]{40}$/;
const REPOSITORY = /^([\w-]+)\/(?!\.\.?$)([\w.-]+)$/;

/**
 * Finds out where to write.
 *
 * Nothing is written under an event that has a token with write access while its checkout may hold the code of a fork: what is checked
 * out there is in general not what the event is about, and nobody should need such a workflow for this Action.
 *
 * @returns one sentence with what to do where nothing may or can be written
 */
export function targetOf(env: Environment, event: WorkflowEvent): Target | { obstacle: string } {
  if (PRIVILEGED_EVENTS.includes(event.name))
    return {
      obstacle: `Under '${event.name}' nothing is sent to GitHub, because its token may meet the code of a fork. Run the workflow on 'pull_request'.`,
    };
  const apiUrl = env.GITHUB_API_URL || 'https://api.github.com';
  if (!isSafeAddress(apiUrl))
    return { obstacle: 'GITHUB_API_URL is no address with https, so no token is sent there. Correct it.' };
  const [, owner, repo] = REPOSITORY.exec(env.GITHUB_REPOSITORY ?? '') ?? [];
  const sha = commitOf(env, event);
  if (owner === undefined || repo === undefined || sha === undefined)
    return {
      obstacle: `The event '${event.name}' names no repository or no commit, so nothing is sent to GitHub. Run the workflow on 'pull_request', 'merge_group' or 'push'.`,
    };
  return { apiUrl, owner, repo, sha, ...pullOf(event), ...restrictionOf(event), ...runUrlOf(env) };
}

function commitOf(env: Environment, event: WorkflowEvent): string | undefined {
  const commit =
    event.name === 'pull_request'
      ? eventCommit(event, ['pull_request', 'head', 'sha'])
      : event.name === 'merge_group'
        ? eventCommit(event, ['merge_group', 'head_sha'])
        : env.GITHUB_SHA;
  return commit !== undefined && COMMIT.test(commit) ? commit : undefined;
}

function pullOf(event: WorkflowEvent): Pick<Target, 'pull'> {
  const pull = event.name === 'pull_request' ? eventNumber(event, ['pull_request', 'number']) : undefined;
  return pull === undefined ? {} : { pull };
}

function restrictionOf(event: WorkflowEvent): Pick<Target, 'restricted'> {
  if (event.actor === 'dependabot[bot]') return { restricted: 'Dependabot' };
  return headOrigin(event) === 'fork' ? { restricted: 'fork' } : {};
}

function runUrlOf({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }: Environment): Pick<Target, 'runUrl'> {
  if (!GITHUB_SERVER_URL || !isSafeAddress(GITHUB_SERVER_URL) || !/^\d+$/.test(GITHUB_RUN_ID ?? '')) return {};
  return { runUrl: `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}` };
}

/** The address of this machine is for tests. */
function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1');
}
