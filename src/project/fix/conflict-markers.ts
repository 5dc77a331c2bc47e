/** What git writes around the two sides of a conflict, each at the beginning of a line. */
const MARKERS = [/^<{7}(?: |\r?$)/m, /^>{7}(?: |\r?$)/m];

/** Returns whether a merge left a conflict in a text. */
export function hasConflict(text: string): boolean {
  return MARKERS.every(marker => marker.test(text));
}
