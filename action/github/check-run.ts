import { randomUUID } from 'node:crypto';
import type { CheckAnnotation, CheckRunContent } from './check-run-content.ts';
import type { Client } from './client.ts';
import type { Target } from './target.ts';

/** Fixed, so that people and rules find it. */
const NAME = 'klaviyo-lint';
/** GitHub's most in one request. Source: its OpenAPI description, `maxItems`; read 2026-11-20. */
const PER_BATCH = 50;

/**
 * Creates a check run, sends its annotations, and completes it in any case.
 *
 * @param work for everything but the end
 * @param last for the end, when the time of `work` may be over
 * @throws what a request threw; the check run is completed then, as far as GitHub lets us
 */
export async function writeCheckRun(
  { work, last }: { work: Client; last: Client },
  target: Target,
  content: CheckRunContent,
): Promise<void> {
  const { owner, repo, runUrl } = target;
  const { title, summary, text, conclusion } = content;
  const id = await createCheckRun(work, target, content);
  let isComplete = false;
  try {
    await sendAnnotations(work, { target, id, output: { title, summary } }, content.annotations);
    isComplete = true;
  } finally {
    const output = { title, summary: isComplete ? summary : `${NOT_ALL_SENT}\n\n${summary}`, text };
    await last.repeatable(async ({ checks }) =>
      checks.update({ owner, repo, check_run_id: id, status: 'completed', conclusion, output, ...detailsOf(runUrl) }),
    );
  }
}

const NOT_ALL_SENT = 'Not all annotations could be sent; the job summary lists every finding.';

async function createCheckRun(client: Client, target: Target, { title, summary }: CheckRunContent): Promise<number> {
  const { owner, repo, sha, runUrl } = target;
  const external_id = randomUUID();
  return client.once(
    async ({ checks }) => {
      const { data } = await checks.create({
        owner,
        repo,
        name: NAME,
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
        checks.listForRef({ owner, repo, ref: sha, check_name: NAME, per_page: 100 }),
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
