import type { Checklist, ChecklistItem } from '../model/checklist.ts';
import { CUSTOMERIO_IDS } from './customerio/item-ids.ts';
import { ITEMS } from './klaviyo/items.ts';

/** The ids alone of the second list, because the Action reads them before it knows whether it needs the list. */
const IDS: readonly string[] = [...ITEMS.map(({ id }) => id), ...CUSTOMERIO_IDS];

/**
 * Reads which items are required: ids, or the beginning of some and a star, separated by commas: `A1,B*`. A star alone means all.
 *
 * @returns the ids, or the part that no item fits
 */
export function requiredItems(text: string): { ids: string[] } | { unknown: string } {
  const parts = text.split(/[\s,]+/).filter(part => part !== '');
  const unknown = parts.find(part => !IDS.some(id => fits(id, part)));
  if (unknown !== undefined) return { unknown };
  return { ids: IDS.filter(id => parts.some(part => fits(id, part))) };
}

function fits(id: string, part: string): boolean {
  return part.endsWith('*') ? id.startsWith(part.slice(0, -1)) : id === part;
}

/** The required items that are violated or open, in the state that counts: on a change what is old or accepted does not. */
export function unmetItems({ items }: Pick<Checklist, 'items'>, ids: readonly string[]): ChecklistItem[] {
  return items
    .map(item => ({ ...item, state: item.ofChange ?? item.state }))
    .filter(({ id, state }) => ids.includes(id) && (state === 'violated' || state === 'open'));
}
