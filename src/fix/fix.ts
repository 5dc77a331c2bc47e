import { realFolder } from '../project/discovery/scope.ts';
import { writeChanges } from '../project/upgrade/write-changes.ts';
import { suggestionsOf } from './choose.ts';
import { findFixes, type Fixes, type FixOptions } from './find-fixes.ts';
import type { FixReport } from './fix-report.ts';
import type { Patch } from './patch.ts';

/**
 * Fixes what a check finds, and writes it. Nothing of the repository is run.
 *
 * @param options.write whether the files are changed
 * @throws UsageError as `audit`, and for a file that cannot be written; then none is
 */
export async function fix({ write, ...options }: FixOptions & { write: boolean }): Promise<FixReport> {
  const { fixed, changed, unfixed, left } = await findFixes(options);
  const { text, withKey } = await patchOf(changed);
  if (write) writeChanges(realFolder(options.root), changed);
  return {
    schemaVersion: 1,
    asOf: options.asOf,
    isWritten: write,
    fixed,
    files: [...changed.keys()].sort(),
    patch: text,
    unfixed: [
      ...unfixed,
      ...withKey.map(path => ({ id: 'patch', path, reason: 'a key stands beside a change, so it is not in the diff' })),
    ],
    left: {
      verdict: left.summary.verdict,
      errors: left.summary.errors,
      warnings: left.summary.warnings,
      withSuggestion: left.findings.filter(finding => finding.state === 'new' && suggestionsOf(finding).length > 0)
        .length,
    },
  };
}

/**
 * Makes a patch of all safe fixes.
 *
 * @param options.prefix stands before each path, such as `shop/`
 * @returns a unified diff for `git apply`; empty if nothing can be fixed
 */
export async function safeFixPatch({ prefix, ...options }: FixOptions & { prefix: string }): Promise<string> {
  if (options.found && !options.found.findings.some(finding => finding.fix)) return '';
  const { changed } = await findFixes(options);
  return (await patchOf(new Map([...changed].map(([path, change]) => [prefix + path, change])))).text;
}

/** The package that compares texts is loaded only where there is something to compare. */
async function patchOf(changed: Fixes['changed']): Promise<Patch> {
  return changed.size === 0 ? { text: '', withKey: [] } : (await import('./patch.ts')).createPatch(changed);
}
