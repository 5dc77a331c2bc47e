import { lstatSync } from 'node:fs';
import type { Environment } from './event.ts';

/** Files through which a step sends commands to the runner, and which this Action or its toolkit may write. */
const WRITTEN = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'];

/**
 * Finds a file of the runner that is missing or is none: a step before this one may have put a link in its place, and whatever is
 * written there would go where that leads.
 *
 * @returns the name of its variable
 */
export function replacedRunnerFile(env: Environment): string | undefined {
  return WRITTEN.find(name => isReplaced(env[name], name));
}

/** A server may have no summaries, but where the runner names a file for outputs the toolkit wants it to be there. */
function isReplaced(file: string | undefined, name: string): boolean {
  if (!file) return false;
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found === undefined ? name === 'GITHUB_OUTPUT' : !found.isFile();
}
