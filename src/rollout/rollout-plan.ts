import type { Checklist, ItemState } from '../model/checklist.ts';
import type { Thresholds } from '../model/thresholds.ts';
import { DEFAULT_VENDOR, REPORT_TERMS } from '../vendors/report-terms.ts';
import type { VendorId } from '../vendors/sdks.ts';
import { CUSTOMERIO_ROLLOUT } from './customerio.ts';
import { KLAVIYO_ROLLOUT } from './klaviyo.ts';
import { MOMENTS, type Moment, type PlannedStep, type VendorRollout } from './vendor-rollout.ts';

/** What `klaviyo-lint rollout-plan --format json` prints. A breaking change raises `schemaVersion`. */
export interface RolloutPlan {
  schemaVersion: 1;
  /** The day that counts as today, `YYYY-MM-DD`. */
  asOf: string;
  vendors: { id: VendorId; name: string }[];
  /** The items of the checklist that are violated or open: nothing goes out before they are done. */
  blockers: { id: string; title: string; state: ItemState; todo: string }[];
  phases: { at: Moment; steps: OwnedStep[] }[];
  /** What takes the share back to 0 %. */
  triggers: { vendor: VendorId; what: string; item: string }[];
  rollback: OwnedStep[];
}

export interface OwnedStep {
  text: string;
  /** The item of the checklist that the step is about. */
  item?: string;
  /** Who attests that item. */
  owner?: string;
}

const ROLLOUTS: Readonly<Record<VendorId, VendorRollout>> = {
  klaviyo: KLAVIYO_ROLLOUT,
  customerio: CUSTOMERIO_ROLLOUT,
};

/** Writes the plan of a rollout from the judged checklist of a repository, whose attestations name the owners. */
export function rolloutPlan(checklist: Checklist, thresholds: Thresholds): RolloutPlan {
  const vendors = (checklist.vendors ?? [{ id: DEFAULT_VENDOR, name: REPORT_TERMS[DEFAULT_VENDOR].name }]).map(
    ({ id, name }) => ({
      id,
      name,
    }),
  );
  const owners = new Map(
    checklist.items.flatMap(({ id, owner }) => (owner === undefined ? [] : [[id, owner] as const])),
  );
  const owned = ({ text, item }: PlannedStep): OwnedStep => {
    const owner = item === undefined ? undefined : owners.get(item);
    return { text, ...(item !== undefined && { item }), ...(owner !== undefined && { owner }) };
  };
  const plans = vendors.map(({ id }) => ROLLOUTS[id]);
  return {
    schemaVersion: 1,
    asOf: checklist.asOf,
    vendors,
    blockers: checklist.items
      .filter(({ state }) => state === 'violated' || state === 'open')
      .map(({ id, title, state, todo }) => ({ id, title, state, todo })),
    phases: MOMENTS.map(at => ({
      at,
      steps: [...(SHARED[at] ?? []), ...plans.flatMap(({ steps }) => steps[at] ?? [])].map(owned),
    })),
    triggers: vendors.flatMap(({ id }) =>
      ROLLOUTS[id].triggers(thresholds).map(trigger => ({ vendor: id, ...trigger })),
    ),
    rollback: [
      ...plans.flatMap(({ rollback }) => rollback),
      { text: 'Look at the alert that raised it until it is quiet, and tell everybody who knows of the rollout.' },
      { text: 'Write down what was seen, and begin again at T-24 h once it is understood.' },
    ].map(owned),
  };
}

/** What is done for every vendor. */
const SHARED: Partial<Record<Moment, readonly PlannedStep[]>> = {
  'T-24 h': [
    {
      text: "Run 'klaviyo-lint check' and 'klaviyo-lint checklist' on the commit that goes out: no item is violated or open.",
    },
    { text: 'Freeze the code of the integration, and tell support and marketing when the rollout begins.' },
  ],
  'T-2 h': [
    { text: "Run 'klaviyo-lint preflight' with the credentials of production." },
    { text: 'Open the dashboards of all alerts below, and check that each reaches the person on call.' },
  ],
  'T+24 h': [
    { text: 'Compare the numbers of the day with those of the day before, and close the rollout.' },
    { text: 'Write down what is to be done better, and renew the attestations that it changed.' },
  ],
};
