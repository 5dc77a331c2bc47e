/** How many items each part of a vendor's list has, by what the ids of its items begin with. */
const COUNTS: readonly Readonly<Record<string, number>>[] = [
  { A: 5, B: 6, C: 5, D: 4, E: 7, F: 2, G: 3, H: 1 },
  { 'cio-1.': 4, 'cio-2.': 9, 'cio-3.': 5, 'cio-4.': 4, 'cio-5.': 8, 'cio-6.': 2, 'cio-7.': 4 },
];

/** The ids of all items in their order, without the items themselves, which the Action loads only where it judges them. */
export const ITEM_IDS: readonly string[] = COUNTS.flatMap(counts => Object.entries(counts)).flatMap(
  ([beginning, count]) => Array.from({ length: count }, (_, index) => `${beginning}${index + 1}`),
);
