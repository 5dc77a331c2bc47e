import type { Location } from '../model/finding.ts';
import type { Notice } from '../model/report.ts';
import type { Change } from '../project/git/change.ts';

/** What the analysis did not find the use of. */
export interface UnresolvedPlaces {
  addresses: readonly Location[];
  /** Where keys are read. */
  reads: readonly Location[];
  /** Where handlers answer with errors that may have one. */
  errors: readonly Location[];
}

/** Places in files that a change touches, for review: one notice of each kind for each file. */
export function unresolvedNotices(
  { addresses, reads, errors }: UnresolvedPlaces,
  change: Change | undefined,
): Notice[] {
  return [
    ...noticesOf(addresses, change, addressMessage),
    ...noticesOf(reads, change, readMessage),
    ...noticesOf(errors, change, errorMessage),
  ];
}

function noticesOf(
  places: readonly Location[],
  change: Change | undefined,
  messageFor: (path: string, lines: string) => string,
): Notice[] {
  const lines = new Map<string, Set<number>>();
  for (const { path, line } of places)
    if (change?.touches(path)) lines.set(path, (lines.get(path) ?? new Set()).add(line));
  return [...lines].map(([path, inFile]) => ({ path, message: messageFor(path, listed([...inFile])) }));
}

function listed([first = 1, ...others]: readonly number[]): string {
  return `line ${first}${others.length === 0 ? '' : ` and ${others.length} more`}`;
}

function addressMessage(path: string, lines: string): string {
  return `\`${path}\` has an address of a vendor's API, or the beginning of a key, in ${lines}, and its use was not found. Review where it goes, because no rule has analyzed that.`;
}

function readMessage(path: string, lines: string): string {
  return `\`${path}\` reads a private key, or passes on the whole environment, in ${lines}, and its use was not found. Review whether it can reach a browser or an app, because no rule has analyzed that.`;
}

function errorMessage(path: string, lines: string): string {
  return `\`${path}\` answers with a whole error in ${lines}, and one of the SDK has the headers of its request with the private key. Review whether it can be one of those, because the rules did not find where it comes from.`;
}
