import type { ActionInputs } from '../inputs.ts';
import type { ActionIo } from '../io.ts';
import { type Outcome, verdictOf } from '../outcome.ts';
import { checkRunContent } from './check-run-content.ts';
import { writeCheckRun } from './check-run.ts';
import { type Client, connect } from './client.ts';
import { failureOf, Interrupted } from './failure.ts';
import { type Feature, wantedFeatures } from './features.ts';
import { type LeftOut, leftOutSentences } from './left-out.ts';
import { deadlineIn, type Limits, LIMITS } from './limits.ts';
import { markerOf } from './marker.ts';
import { newFindings } from './new-findings.ts';
import { writeReview } from './review.ts';
import { writeStickyComment } from './sticky-comment.ts';
import { stickyText } from './sticky-text.ts';
import type { PullTarget, Target } from './target.ts';

export interface Sending {
  target: Target;
  token: string;
  /** The folder of the checkout. */
  workspace: string;
  inputs: ActionInputs;
  outcome: Outcome;
  onInterrupt?: ActionIo['onInterrupt'];
}

export interface Sent {
  /** The check run has the annotations, so that the step needs none. */
  hasAnnotations: boolean;
  /** What was left out and what to do, for people. */
  sentences: string[];
}

/** Sends all that the inputs ask for, one after the other, each whether or not the one before it could be sent. */
export async function sendToGithub(sending: Sending, limits: Limits = LIMITS): Promise<Sent> {
  const interruption = new AbortController();
  const deadline = deadlineIn(limits.totalMs - limits.reserveMs, interruption.signal);
  const parts = partsOf(sending, limits, deadline);
  const wanted = wantedFeatures(sending.inputs.github);
  const leftOut: LeftOut[] = [];
  const ignoreInterruptions = sending.onInterrupt?.(() => interruption.abort(new Interrupted()));
  for (const feature of wanted) {
    try {
      await parts[feature]();
    } catch (error) {
      leftOut.push({ feature, failure: failureOf(error, deadline.signal) });
    }
  }
  ignoreInterruptions?.();
  return {
    hasAnnotations: wanted.includes('checkRun') && !leftOut.some(({ feature }) => feature === 'checkRun'),
    sentences: leftOutSentences(leftOut, wanted, sending.target),
  };
}

function partsOf(
  { target, token, workspace, inputs, outcome }: Sending,
  limits: Limits,
  deadline: ReturnType<typeof deadlineIn>,
): Record<Feature, () => Promise<void>> {
  const first = connect(target, token, deadlineIn(limits.totalMs - limits.reserveMs), limits);
  const work = connect(target, token, deadline, limits);
  const last = connect(target, token, deadlineIn(limits.totalMs), limits);
  const isCancelled = (): boolean => deadline.signal.reason instanceof Interrupted;
  const { path } = inputs;
  let asked: ReturnType<typeof findPull> | undefined;
  const pull = async (): ReturnType<typeof findPull> => (asked ??= findPull(work, target));

  return {
    checkRun: async () => writeCheckRun({ first, work, last, isCancelled }, target, checkRunContent(outcome, inputs)),
    reviewComments: async () => {
      const found = await pull();
      if (found)
        await writeReview(work, found.pullTarget, { report: outcome.report, workspace, path, login: found.login });
    },
    pullRequestComment: async () => {
      const found = await pull();
      if (!found) return;
      const marker = markerOf('comment', path);
      const body = stickyText(outcome, inputs, { marker, runUrl: target.runUrl });
      const isWorthPosting = verdictOf(outcome) !== 'verified' || newFindings(outcome.report.findings).length > 0;
      await writeStickyComment(work, found.pullTarget, { marker, login: found.login, body, isWorthPosting });
    },
  };
}

/** The pull request to comment on and who we are there; undefined without one, or where a newer commit has a run of its own. */
async function findPull(
  client: Client,
  target: Target,
): Promise<{ pullTarget: PullTarget; login: string } | undefined> {
  const { owner, repo, pull, sha } = target;
  if (pull === undefined) return undefined;
  const { data } = await client.repeatable(async ({ pulls }) => pulls.get({ owner, repo, pull_number: pull }));
  return data.head.sha === sha ? { pullTarget: { ...target, pull }, login: await client.login() } : undefined;
}
