import type { Finding } from './finding.ts';
import { groupOf } from './identity.ts';

/** A finding of the base or of a baseline, by which others are recognised. */
export interface Known {
  identity: string;
  /** Where it was; it decides only between equal ones. */
  path: string;
  /** That of the line, which decides only between equal ones of one file; absent where it is not known. */
  fingerprint?: string;
}

type Recognisable = Pick<Finding, 'identity' | 'path' | 'fingerprint'>;

/**
 * Recognises findings by their identities. Each known one stands for one finding: of equal ones first for that with the same line,
 * then for one in the same file, then for any.
 *
 * @returns by index of the finding, the known one that it is
 */
export function matchKnown<Item extends Known>(
  findings: readonly Recognisable[],
  known: readonly Item[],
): Map<number, Item> {
  const free = new Map<string, Item[]>();
  for (const item of known) {
    const group = groupOf(item.identity);
    free.set(group, [...(free.get(group) ?? []), item]);
  }
  const matched = new Map<number, Item>();
  for (const isLike of LIKENESS) {
    findings.forEach((finding, index) => {
      const group = free.get(groupOf(finding.identity)) ?? [];
      const at = matched.has(index) ? -1 : group.findIndex(item => isLike(finding, item));
      if (at >= 0) matched.set(index, ...(group.splice(at, 1) as [Item]));
    });
  }
  return matched;
}

const LIKENESS: readonly ((finding: Recognisable, item: Known) => boolean)[] = [
  (finding, { path, fingerprint }) => path === finding.path && fingerprint === finding.fingerprint,
  (finding, { path, identity }) => path === finding.path && identity === finding.identity,
  (finding, { path }) => path === finding.path,
  () => true,
];
