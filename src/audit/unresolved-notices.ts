import type { Location } from '../model/finding.ts';
import type { Notice } from '../model/report.ts';
import type { Change } from '../project/git/change.ts';

/** Addresses of an API in files that a change touches, for whoever reviews it: one notice for each file. */
export function unresolvedNotices(unresolved: readonly Location[], change: Change | undefined): Notice[] {
  const lines = new Map<string, Set<number>>();
  for (const { path, line } of unresolved)
    if (change?.touches(path)) lines.set(path, (lines.get(path) ?? new Set()).add(line));
  return [...lines].map(([path, inFile]) => ({ path, message: messageFor(path, [...inFile]) }));
}

function messageFor(path: string, lines: readonly number[]): string {
  const [first = 1, ...others] = lines;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `\`${path}\` has an address of a vendor's API, or the beginning of a key, in line ${first}${more}, and its use was not found. Review where it goes, because no rule has analyzed that.`;
}
