import type { Scope } from '../src/model/report.ts';
import type { ConfigurationSource } from '../src/project/discovery/configuration.ts';
import { resolveCommit } from '../src/project/git/change.ts';
import { scopeOf } from './configuration-source.ts';
import { eventCommit, type WorkflowEvent } from './event.ts';

/** Which findings count, and what they are compared with. */
export interface Comparison {
  scope: Scope;
  /** The full name of a commit, where it is not the one whose configuration counts. */
  since?: string;
  /** Why nothing is compared although that was asked for: a sentence. */
  notCompared?: string;
}

/** Where a comparison takes place. */
export interface ComparisonPlace {
  /** What the input asks for. */
  scope: Scope | undefined;
  configuration: ConfigurationSource;
  /** The checked folder, a real path. */
  root: string;
  searchPath: string;
}

/** Finds what to compare with; on a push, which has no base, it is the commit that its branch was at before. */
export async function comparisonOf(
  event: WorkflowEvent,
  { scope, configuration, root, searchPath }: ComparisonPlace,
): Promise<Comparison> {
  if (scope !== 'changed' || typeof configuration === 'object') return { scope: scope ?? scopeOf(configuration) };
  const before = event.name === 'push' ? eventCommit(event, ['before']) : undefined;
  if (before === undefined || !/^[0-9a-f]{40,64}$/.test(before)) return everything('this event names no base');
  if (/^0+$/.test(before)) return everything('this push begins a branch or a tag');
  const since = await resolveCommit(root, before, searchPath);
  return since === undefined
    ? everything('the commit before this push is not in this clone', "Check out with 'fetch-depth: 0'.")
    : { scope, since };
}

function everything(reason: string, advice?: string): Comparison {
  const sentence = `Input 'scope' is 'changed', but ${reason}, so every finding counts as new.`;
  return { scope: 'all', notCompared: advice === undefined ? sentence : `${sentence} ${advice}` };
}
