import { markerOf } from './marker.ts';

/** What the marker of a comment on a line says. */
export interface MarkedFinding {
  ruleId: string;
  fingerprint: string;
}

/** The first line of the comment about a finding. @param path the input `path` */
export function findingMarker({ ruleId, fingerprint }: MarkedFinding, path: string): string {
  return markerOf(`finding ${ruleId} ${fingerprint}`, path);
}

/** Reads the marker again; undefined if the comment is not about a finding of this `path`. */
export function markedFinding(body: string, path: string): MarkedFinding | undefined {
  const [, ruleId, fingerprint] = /^<!-- klaviyo-lint finding ([a-z/-]+) ([0-9a-f]{32}) /.exec(body) ?? [];
  if (ruleId === undefined || fingerprint === undefined) return undefined;
  const marked = { ruleId, fingerprint };
  return body.startsWith(findingMarker(marked, path)) ? marked : undefined;
}
