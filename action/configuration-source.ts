import type { ConfigurationSource } from '../src/project/discovery/configuration.ts';
import type { Scope } from '../src/model/report.ts';
import { eventCommit, type WorkflowEvent } from './event.ts';

/** Events whose checked-out code was pushed with write access. */
const ACCEPTED = new Set([
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'release',
  'deployment',
  'create',
]);

/** Which findings count by default: where there is a base, those that are new since. */
export function scopeOf(configuration: ConfigurationSource): Scope {
  return typeof configuration === 'object' ? 'changed' : 'all';
}

/** Decides whose `klaviyo-lint.json` counts: that of the code itself once it is accepted, before that the one of its base. */
export function configurationSource(event: WorkflowEvent): ConfigurationSource {
  if (ACCEPTED.has(event.name)) return 'folder';
  const commit = eventCommit(event, ['pull_request', 'base', 'sha']) ?? eventCommit(event, ['merge_group', 'base_sha']);
  return commit === undefined ? 'nowhere' : { commit };
}
