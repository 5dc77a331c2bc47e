import { GROUPS, type Groups } from '../checklist/groups.ts';
import { DEFAULT_VENDOR, REPORT_TERMS } from '../vendors/report-terms.ts';
import { ITEM_STATES, type Checklist, type ChecklistItem, type ItemState } from '../model/checklist.ts';

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

/** Whose checklist it is, as `One` or `One and Other`. */
export function vendorNames({ vendors }: Pick<Checklist, 'vendors'>): string {
  return vendors?.map(({ name }) => name).join(' and ') ?? REPORT_TERMS[DEFAULT_VENDOR].name;
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
