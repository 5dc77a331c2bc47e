import type { Finding } from './finding.ts';

/** The title of an edit that is made without confirmation. */
export const AUTOMATIC_FIX = 'Apply the automatic fix.';

/** How a finding can be fixed: by itself, by a suggestion that a person confirms, or by hand only. */
export function fixOf({ suggestions = [] }: Pick<Finding, 'suggestions'>): 'fixable' | 'suggestion' | undefined {
  if (suggestions.length === 0) return undefined;
  return suggestions.some(({ title }) => title === AUTOMATIC_FIX) ? 'fixable' : 'suggestion';
}
