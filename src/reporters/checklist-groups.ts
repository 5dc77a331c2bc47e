import type { VendorId } from '../vendors/sdks.ts';
import { ITEM_STATES, type Checklist, type ChecklistItem, type ItemState } from '../model/checklist.ts';

/** What the items of a vendor are about, by what their ids begin with. */
type Groups = Readonly<Record<string, string>>;

const KLAVIYO: Groups = {
  A: 'Keys and secrets',
  B: 'API calls',
  C: 'Errors and limits',
  D: 'Webhooks',
  E: 'Health and alerts',
  F: 'Switching off and rolling back',
  G: 'Code and CI',
  H: 'Sending domain',
};

const CUSTOMERIO: Groups = {
  'cio-1': 'Credentials and configuration',
  'cio-2': 'Integration quality',
  'cio-3': 'Deliverability',
  'cio-4': 'Campaign readiness',
  'cio-5': 'Monitoring',
  'cio-6': 'Smoke test',
  'cio-7': 'Staged rollout',
};

const GROUPS: Readonly<Record<VendorId, Groups>> = { klaviyo: KLAVIYO, customerio: CUSTOMERIO };

export interface ItemGroup {
  /** What the ids of its items begin with. */
  letter: string;
  name: string;
  items: ChecklistItem[];
}

/** The list of one vendor, with a heading where it is not the only one. */
export interface VendorList {
  heading?: string;
  groups: ItemGroup[];
}

/** The items by vendor and by what they are about, in the order of the checklist. */
export function vendorLists({ items, vendors = [] }: Pick<Checklist, 'items' | 'vendors'>): VendorList[] {
  if (vendors.length < 2) return [{ groups: Object.values(GROUPS).flatMap(groups => groupsOf(groups, items)) }];
  return vendors.map(({ id, name, verdict }) => ({
    heading: `${name}: ${verdict}`,
    groups: groupsOf(GROUPS[id], items),
  }));
}

function groupsOf(groups: Groups, items: readonly ChecklistItem[]): ItemGroup[] {
  return Object.entries(groups)
    .map(([letter, name]) => ({ letter, name, items: items.filter(({ id }) => id.startsWith(letter)) }))
    .filter(group => group.items.length > 0);
}

/** Whose checklist it is: `Klaviyo`, or `Klaviyo and Customer.io`. */
export function vendorNames({ vendors }: Pick<Checklist, 'vendors'>): string {
  return vendors?.map(({ name }) => name).join(' and ') ?? 'Klaviyo';
}

/** How many items are in each state that there is, the worst first. */
export function stateCounts({ items }: Pick<Checklist, 'items'>): { state: ItemState; count: number }[] {
  return ITEM_STATES.map(state => ({ state, count: items.filter(item => item.state === state).length })).filter(
    ({ count }) => count > 0,
  );
}

/** `2 violated, 4 open, 27 proven`. */
export function countsSentence(checklist: Pick<Checklist, 'items'>): string {
  return stateCounts(checklist)
    .map(({ state, count }) => `${count} ${state}`)
    .join(', ');
}

/** The items that something is to be done for, what is violated first. */
export function itemsToDo({ items }: Pick<Checklist, 'items'>): ChecklistItem[] {
  return [...items.filter(({ state }) => state === 'violated'), ...items.filter(({ state }) => state === 'open')];
}
