import type { Client } from './client.ts';
import type { Target } from './target.ts';

/** Fixed, so that people and rules find it. */
export const CHECK_RUN_NAME = 'klaviyo-lint';

/** GitHub's own check run of a job may have the same name and the same App, so that only this tells ours from it. */
export const EXTERNAL_ID_PREFIX = 'klaviyo-lint/';

/** Sending takes a minute at most: one that began earlier than so long ago belongs to no run that still goes on. */
const SURELY_LEFT_MS = 5 * 60_000;

/**
 * Completes the check runs that an earlier run on the same commit left in progress, because it was killed or its machine was lost. An
 * interruption that can be handled leaves none.
 *
 * @param now in milliseconds since 1970
 */
export async function completeLeftCheckRuns(
  client: Client,
  { owner, repo, sha }: Target,
  now = Date.now(),
): Promise<void> {
  const { data } = await client.repeatable(async ({ checks }) =>
    checks.listForRef({
      owner,
      repo,
      ref: sha,
      check_name: CHECK_RUN_NAME,
      status: 'in_progress',
      filter: 'all',
      per_page: 100,
    }),
  );
  const left = data.check_runs.filter(
    ({ external_id, status, started_at }) =>
      status === 'in_progress' &&
      (external_id ?? '').startsWith(EXTERNAL_ID_PREFIX) &&
      now - Date.parse(started_at ?? '') > SURELY_LEFT_MS,
  );
  for (const { id } of left)
    await client.repeatable(async ({ checks }) =>
      checks.update({ owner, repo, check_run_id: id, status: 'completed', conclusion: 'cancelled', output: OUTPUT }),
    );
}

const OUTPUT = {
  title: 'The run ended before its findings were sent',
  summary: 'A later run on this commit has a check run of its own.',
};
