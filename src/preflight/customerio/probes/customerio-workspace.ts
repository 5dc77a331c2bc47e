import type { ProbeOutcome } from '../../define-probe.ts';
import { accountIn, workspacesIn } from '../answer-kind.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { defineProbe } from '../define-probe.ts';

export default defineProbe({
  id: 'customerio-workspace',
  description: 'keys of a workspace other than the expected one, or of two accounts',
  order: 5,
  async run({ answers: { track, app }, targets: { expectWorkspace } }) {
    const own = track?.settled && accountIn(track.settled)?.workspace;
    const listed = app?.settled && workspacesIn(app.settled);
    if (track?.settled === undefined && app?.settled === undefined) return UNANSWERED;
    return judge(own, listed, expectWorkspace);
  },
});

/**
 * @param own the workspace of the Track pair
 * @param listed those of the account of the App key
 */
function judge(
  own: string | undefined,
  listed: readonly string[] | undefined,
  expected: string | undefined,
): ProbeOutcome {
  if (own !== undefined && expected !== undefined && own !== expected)
    return failed(`The site id and the Track key belong to workspace ${own}, and ${expected} is expected.`);
  const workspace = own ?? expected;
  if (workspace !== undefined && listed !== undefined && !listed.includes(workspace))
    return own === undefined
      ? failed(`The account of the App key lists no workspace ${workspace}, which is the expected one.`)
      : {
          status: 'warned',
          priority: 'P2',
          faultDomain: 'account',
          message: `The account of the App key lists no workspace ${workspace}, to which the Track key belongs.`,
          nextAction: 'Check in Customer.io that both keys are of the account that goes live.',
        };
  return judgeAlone(own, listed !== undefined, expected);
}

/** Where nothing contradicts. */
function judgeAlone(own: string | undefined, isListed: boolean, expected: string | undefined): ProbeOutcome {
  if (own !== undefined)
    return {
      status: 'passed',
      message: `The keys belong to ${expected === undefined ? '' : 'the expected '}workspace ${own}.`,
    };
  if (expected === undefined)
    return { status: 'passed', message: 'No workspace is expected, and the answers name none for these keys.' };
  if (isListed)
    return { status: 'passed', message: `The account of the App key has the expected workspace ${expected}.` };
  return {
    status: 'skipped',
    reason: 'the answer named no workspace',
    priority: 'P3',
    faultDomain: 'account',
    nextAction: "Compare the id in Customer.io's settings with the expected one.",
  };
}

function failed(message: string): ProbeOutcome {
  return {
    status: 'failed',
    priority: 'P1',
    faultDomain: 'account',
    message,
    nextAction: 'Store the keys of the expected workspace, and check who else was given these.',
  };
}
