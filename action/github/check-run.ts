import { randomUUID } from 'node:crypto';
import type { CheckAnnotation, CheckRunContent } from './check-run-content.ts';
import type { Client } from './client.ts';
import { CHECK_RUN_NAME, completeLeftCheckRuns, EXTERNAL_ID_PREFIX } from './left-check-runs.ts';
import type { Target } from './target.ts';

/** GitHub's most in one request. Source: its OpenAPI description, `maxItems`; read 2026-11-20. */
const PER_BATCH = 50;

/** What a check run is written with. */
export interface CheckRunClients {
  /** For the beginning, which no interruption may break off: nobody would know the check run then. */
  first: Client;
  work: Client;
  /** For the end, when the time of `work` may be over. */
  last: Client;
  /** Returns whether the job is being cancelled. */
  isCancelled(): boolean;
}

/**
 * Creates a check run, sends its annotations, and completes it in any case: as `cancelled` where the job is, before all was sent. Then
 * it completes those that earlier runs left behind.
 *
 * @throws what a request threw; the check run is completed then, as far as GitHub lets us
 */
export async function writeCheckRun(
  { first, work, last, isCancelled }: CheckRunClients,
  target: Target,
  content: CheckRunContent,
): Promise<void> {
  const { owner, repo, runUrl } = target;
  const { title, summary, text } = content;
  const id = await createCheckRun(first, target, content);
  let isComplete = false;
  try {
    await sendAnnotations(work, { target, id, output: { title, summary } }, content.annotations);
    isComplete = true;
  } finally {
    const output = { title, summary: isComplete ? summary : `${NOT_ALL_SENT}\n\n${summary}`, text };
    const conclusion = !isComplete && isCancelled() ? 'cancelled' : content.conclusion;
    await last.repeatable(async ({ checks }) =>
      checks.update({ owner, repo, check_run_id: id, status: 'completed', conclusion, output, ...detailsOf(runUrl) }),
    );
  }
  // What others left behind fails nothing here.
  await completeLeftCheckRuns(work, target).catch(() => undefined);
}

const NOT_ALL_SENT = 'Not all annotations could be sent; the job summary lists every finding.';

async function createCheckRun(client: Client, target: Target, { title, summary }: CheckRunContent): Promise<number> {
  const { owner, repo, sha, runUrl } = target;
  const external_id = EXTERNAL_ID_PREFIX + randomUUID();
  return client.once(
    async ({ checks }) => {
      const { data } = await checks.create({
        owner,
        repo,
        name: CHECK_RUN_NAME,
        head_sha: sha,
        external_id,
        status: 'in_progress',
        output: { title, summary },
        ...detailsOf(runUrl),
      });
      return data.id;
    },
    async () => {
      const { data } = await client.repeatable(async ({ checks }) =>
        checks.listForRef({ owner, repo, ref: sha, check_name: CHECK_RUN_NAME, per_page: 100 }),
      );
      return data.check_runs.find(run => run.external_id === external_id)?.id;
    },
  );
}

interface Batches {
  target: Target;
  id: number;
  output: { title: string; summary: string };
}

/** One batch after the other: each appends, so that after an unclear answer GitHub's own count says where to go on. */
async function sendAnnotations(
  client: Client,
  { target: { owner, repo }, id, output }: Batches,
  annotations: readonly CheckAnnotation[],
): Promise<void> {
  let sent = 0;
  while (sent < annotations.length) {
    const before = sent;
    const batch = annotations.slice(before, before + PER_BATCH);
    sent = await client.once(
      async ({ checks }) => {
        await checks.update({ owner, repo, check_run_id: id, output: { ...output, annotations: batch } });
        return before + batch.length;
      },
      async () => {
        const { data } = await client.repeatable(async ({ checks }) => checks.get({ owner, repo, check_run_id: id }));
        return data.output.annotations_count > before ? data.output.annotations_count : undefined;
      },
    );
  }
}

function detailsOf(runUrl: string | undefined): { details_url?: string } {
  return runUrl === undefined ? {} : { details_url: runUrl };
}
