import { ITEMS as CUSTOMERIO_ITEMS } from './customerio/items.ts';
import type { Item } from './item.ts';
import { ITEMS as KLAVIYO_ITEMS } from './klaviyo/items.ts';

/** The items of all vendors; no two have the same id. */
export const ALL_ITEMS: readonly Item[] = [...KLAVIYO_ITEMS, ...CUSTOMERIO_ITEMS];

/** Finds an item by its id; undefined for an id that none has. */
export function itemOf(id: string): Item | undefined {
  return ALL_ITEMS.find(item => item.id === id);
}
