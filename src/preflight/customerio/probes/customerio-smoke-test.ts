import { randomUUID } from 'node:crypto';
import type { Region } from '../../../vendors/customerio/hosts.ts';
import type { ProbeOutcome } from '../../define-probe.ts';
import type { Reply } from '../../reply.ts';
import { accountIn } from '../answer-kind.ts';
import type { SmokePerson } from '../client.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { defineProbe } from '../define-probe.ts';
import { statusOf } from '../decision-tree.ts';

export default defineProbe({
  id: 'customerio-smoke-test',
  description: 'writes that do not arrive: one marked person is identified, tracked and deleted again',
  order: 11,
  notAsked: ({ targets }) => (targets.smoke === true ? undefined : "nobody asked for it with 'smoke'"),
  async run({ customerio, answers, targets: { track: pair, expectWorkspace }, announce }) {
    const settled = answers.track?.settled;
    const account = settled && accountIn(settled);
    if (pair === undefined || account === undefined) return UNANSWERED;
    const { region, workspace } = account;
    if (expectWorkspace === undefined || workspace !== expectWorkspace) return notWritten(workspace);
    const id = `klaviyo-lint-smoke-${randomUUID()}`;
    announce(
      `Smoke test: identifies, tracks and deletes the person '${id}' in workspace ${workspace}, in the ${region.toUpperCase()}.`,
    );
    return judge(await walk(customerio.person(region, pair, id)), { id, workspace, region });
  },
});

interface Steps {
  identify: Reply;
  /** Absent where the person could not be identified. */
  track?: Reply;
  destroy: Reply;
}

/** The person is deleted whatever became of the rest: a request that got no answer may have arrived. */
async function walk(person: SmokePerson): Promise<Steps> {
  const written: Partial<Steps> = {};
  try {
    written.identify = await person.identify();
    if (isDone(written.identify)) written.track = await person.track();
  } finally {
    written.destroy = await person.destroy();
  }
  return written as Steps;
}

function judge(
  { identify, track, destroy }: Steps,
  { id, workspace, region }: { id: string; workspace: string; region: Region },
): ProbeOutcome {
  const failing = Object.entries({ identify, ...(track && { track }) }).find(([, reply]) => !isDone(reply));
  const place = `in workspace ${workspace}, in the ${region.toUpperCase()}`;
  if (!isDone(destroy))
    return failed(
      'P2',
      'account',
      `The person '${id}' could not be deleted ${place}: ${answerOf(destroy)}.`,
      `Delete the person '${id}' there by hand; it has no address and gets no message.`,
    );
  if (failing !== undefined) {
    const [step, reply] = failing;
    const isOurs = reply.kind === 'answer' && reply.status < 500;
    return failed(
      'P1',
      isOurs ? 'account' : reply.kind === 'answer' ? 'vendor' : 'network',
      `The smoke test could not ${step} a person ${place}: ${answerOf(reply)}. The person was deleted.`,
      isOurs
        ? "Check in Customer.io that the keys may write, and that the workspace takes people with an 'id'."
        : 'Watch status.customerio.com, queue what can wait, and run the smoke test again.',
    );
  }
  return { status: 'passed', message: `Identified, tracked and deleted the person '${id}' ${place}.` };
}

function notWritten(workspace: string | undefined): ProbeOutcome {
  return {
    status: 'skipped',
    reason: `nothing was written, because the keys belong to ${workspace === undefined ? 'a workspace that is not named' : `workspace ${workspace}, which is not the expected one`}`,
    priority: 'P3',
    faultDomain: 'account',
    nextAction: "Name the workspace of these keys with 'expect-workspace'.",
  };
}

function isDone(reply: Reply): boolean {
  const status = statusOf(reply);
  return status >= 200 && status < 300;
}

function answerOf(reply: Reply): string {
  return reply.kind === 'no-answer' ? `no answer came (${reply.cause})` : `Customer.io answered ${statusOf(reply)}`;
}

function failed(
  priority: 'P1' | 'P2',
  faultDomain: 'account' | 'vendor' | 'network',
  message: string,
  nextAction: string,
): ProbeOutcome {
  return { status: 'failed', priority, faultDomain, message, nextAction };
}
