/** The lazy entry point of the package that compares texts. */
import { formatPatch, structuredPatch } from 'diff';
import { maskKeys } from '../vendors/klaviyo/keys.ts';

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
    if (maskKeys(diff) === diff) return [diff];
    withKey.push(path);
    return [];
  });
  return { text: diffs.join(''), withKey };
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
