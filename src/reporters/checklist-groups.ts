import { ITEM_STATES, type Checklist, type ChecklistItem, type ItemState } from '../model/checklist.ts';

/** What the items are about, by the letter that their ids begin with. */
const GROUPS: Readonly<Record<string, string>> = {
  A: 'Keys and secrets',
  B: 'API calls',
  C: 'Errors and limits',
  D: 'Webhooks',
  E: 'Health and alerts',
  F: 'Switching off and rolling back',
  G: 'Code and CI',
  H: 'Sending domain',
};

export interface ItemGroup {
  letter: string;
  name: string;
  items: ChecklistItem[];
}

/** The items by what they are about, in the order of the checklist. */
export function itemGroups({ items }: Pick<Checklist, 'items'>): ItemGroup[] {
  return Object.entries(GROUPS)
    .map(([letter, name]) => ({ letter, name, items: items.filter(({ id }) => id.startsWith(letter)) }))
    .filter(group => group.items.length > 0);
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
