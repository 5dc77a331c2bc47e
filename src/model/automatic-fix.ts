import type { Finding } from './finding.ts';

/** The title of an edit that is made without confirmation. */
export const AUTOMATIC_FIX = 'Apply the automatic fix.';

/** How a finding can be fixed: by itself, by a suggestion that a person confirms, or by hand only. */
export function fixOf({
  fix,
  suggestions = [],
}: Pick<Finding, 'fix' | 'suggestions'>): 'fixable' | 'suggestion' | undefined {
  if (fix !== undefined) return 'fixable';
  return suggestions.length > 0 ? 'suggestion' : undefined;
}
