/** The lazy entry point of the package that compares texts. */
import { formatPatch, structuredPatch } from 'diff';
import { maskPossibleKeys } from '../vendors/customerio/keys.ts';
import { mentionsVendor as mentionsCustomerio } from '../vendors/customerio/sign.ts';
import { maskSecrets } from '../vendors/secrets.ts';

const CONTEXT_LINES = 3;

export interface Patch {
  /** Unified, for `git apply`; empty if nothing changed. */
  text: string;
  /** Files that are not in it, because a key stands beside a change. */
  withKey: string[];
}

/** Writes changes as one unified diff. @param changed what there was and what there is, by path */
export function createPatch(changed: ReadonlyMap<string, { before: string; after: string }>): Patch {
  const withKey: string[] = [];
  const diffs = [...changed].flatMap(([path, { before, after }]) => {
    const diff = createDiff(path, before, after);
    if (!mayHoldSecret(diff, before)) return [diff];
    withKey.push(path);
    return [];
  });
  return { text: diffs.join(''), withKey };
}

/** Most keys of Customer.io have no shape of their own, so that in its files whatever may be one counts. */
function mayHoldSecret(diff: string, text: string): boolean {
  return maskSecrets(diff) !== diff || (mentionsCustomerio(text) && maskPossibleKeys(diff) !== diff);
}

/** Writes the change of one file as a unified diff; empty if nothing changed. */
export function createDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: CONTEXT_LINES });
  return formatPatch({
    isGit: true,
    oldFileName: `a/${path}`,
    newFileName: `b/${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks,
  });
}
