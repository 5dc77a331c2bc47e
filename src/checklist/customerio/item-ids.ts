/** How many items each section of the checklist of Customer.io has. */
const COUNTS = [4, 9, 5, 4, 8, 2, 4];

/** The ids of its items, without the items themselves. */
export const CUSTOMERIO_IDS: readonly string[] = COUNTS.flatMap((count, section) =>
  Array.from({ length: count }, (_, index) => `cio-${section + 1}.${index + 1}`),
);
