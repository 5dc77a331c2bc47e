import type { Check, CheckProblem } from '../src/model/define-check.ts';
import { collectFacts } from '../src/project/manifests/collect-facts.ts';

/** What a check finds in the files of a repository of which nothing is known but their texts. */
export async function checkFiles(check: Check, files: Readonly<Record<string, string>>): Promise<CheckProblem[]> {
  const read = (file: string): Buffer | undefined => (files[file] === undefined ? undefined : Buffer.from(files[file]));
  const { facts, skipped } = await collectFacts(read, Object.keys(files));
  if (skipped.length > 0) throw new Error(skipped.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  return [...check.run(facts, { asOf: '2026-11-20' })];
}

/** The manifest of a project with the SDK of Customer.io. */
export function customerioManifest(specifier: string, rest: object = {}): string {
  return JSON.stringify({ dependencies: { 'customerio-node': specifier }, ...rest }, null, 2);
}

/** The lock file of npm of such a project. @param copies the version of each further copy, by the path of its folder */
export function customerioLock(version: string, copies: Readonly<Record<string, string>> = {}): string {
  const packages = {
    '': { dependencies: { 'customerio-node': version } },
    'node_modules/customerio-node': { version },
    ...Object.fromEntries(Object.entries(copies).map(([path, copy]) => [path, { version: copy }])),
  };
  return JSON.stringify({ lockfileVersion: 3, packages }, null, 2);
}
