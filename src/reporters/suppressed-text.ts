import type { Suppression } from '../model/finding.ts';
import type { Summary } from '../model/report.ts';

/** How many findings comments silence, as the rest of a sentence: `, 3 suppressed, 1 new in this pull request`. */
export function suppressedCount({ suppressed, newlySuppressed }: Summary): string {
  if (suppressed === 0) return '';
  const ofChange = newlySuppressed === undefined ? '' : `, ${newlySuppressed} new in this pull request`;
  return `, ${suppressed} suppressed${ofChange}`;
}

/** The reason of a comment in words, and whether the comment is new. */
export function suppressionText({ reason, isNew }: Suppression): string {
  return `${isNew ? 'new: ' : ''}${reason || 'no reason given'}`;
}
