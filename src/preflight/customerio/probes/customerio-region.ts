import { DEFAULT_REGION, type Region } from '../../../vendors/customerio/hosts.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { defineProbe, type ProbeContext } from '../define-probe.ts';
import type { ProbeOutcome } from '../../define-probe.ts';

const CONSTANTS = { us: 'RegionUS', eu: 'RegionEU' } as const;

export default defineProbe({
  id: 'customerio-region',
  description: 'accounts in a different region from the one that the code sends to',
  order: 4,
  async run(context) {
    const actual = regionOf(context);
    return actual === undefined ? UNANSWERED : judge(actual, context.targets.region);
  },
});

/** Where Customer.io itself says that the account is, or where alone it accepts the App key. */
function regionOf({ answers: { track, app } }: ProbeContext): Region | undefined {
  return track?.region ?? app?.region;
}

function judge(actual: Region, stated: Region | undefined): ProbeOutcome {
  const [at, constant] = [actual.toUpperCase(), CONSTANTS[actual]];
  if (stated === actual) return { status: 'passed', message: `The account is in the ${at}, as stated.` };
  if (stated !== undefined)
    return {
      status: 'failed',
      priority: 'P1',
      faultDomain: 'account',
      message: `The account is in the ${at}, and the ${stated.toUpperCase()} was stated: its data travels through the wrong region, or is refused.`,
      nextAction: `Set 'CUSTOMERIO_REGION' to '${actual}', and state ${constant} in the code.`,
    };
  if (actual === DEFAULT_REGION)
    return { status: 'passed', message: `The account is in the ${at}, where the SDK sends by default.` };
  return {
    status: 'warned',
    priority: 'P2',
    faultDomain: 'account',
    message: `The account is in the ${at}, and no region was stated: the SDK sends to the ${DEFAULT_REGION.toUpperCase()} by default.`,
    nextAction: `State ${constant} in the code, and set 'CUSTOMERIO_REGION' to '${actual}'.`,
  };
}
