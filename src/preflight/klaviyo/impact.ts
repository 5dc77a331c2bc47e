import { cheapRead, READ_SCOPES } from '../../vendors/klaviyo/cheap-reads.ts';
import type { Incident } from '../../model/report.ts';
import { affectedCalls, resourceOf } from './code-impact.ts';
import type { ProbeContext } from './define-probe.ts';

/** Names what in the code does not work: what the failing endpoints do for it, or all of it while nothing is answered. */
export function withImpact(incident: Incident, { branch, seen, code }: ProbeContext): Incident {
  const isElsewhere = branch.faultDomain !== incident.faultDomain || seen.failing.length === 0;
  if (branch.status === 'passed' || isElsewhere) return incident;
  const isEverything = branch.id === 'revoked-meanwhile' || seen.failing.length === seen.endpoints.length;
  const resources = isEverything ? undefined : seen.failing.map(({ endpoint }) => resourceAt(endpoint));
  const impact = affectedCalls(code, resources);
  return impact.length === 0 ? incident : { ...incident, impact };
}

/** The resource that an endpoint is asked about: `/api/lists` is about `lists`. */
function resourceAt(endpoint: string): string {
  const scope = READ_SCOPES.find(candidate => cheapRead(candidate).operation.path === endpoint);
  return scope === undefined ? 'accounts' : resourceOf(scope);
}
