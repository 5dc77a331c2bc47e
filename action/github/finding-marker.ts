import type { Finding } from '../../src/model/finding.ts';
import { markerOf } from './marker.ts';

/** What the marker of a comment on a line says. */
export interface MarkedFinding {
  ruleId: string;
  /** Absent in comments of releases that knew findings by their fingerprints only. */
  identity?: string;
  fingerprint: string;
}

/** The first line of the comment about a finding. @param path the input `path` */
export function findingMarker(
  { ruleId, identity, fingerprint }: Pick<Finding, 'ruleId' | 'identity' | 'fingerprint'>,
  path: string,
): string {
  return markerOf(`finding ${ruleId} ${identity} ${fingerprint}`, path);
}

const MARKER = /^<!-- klaviyo-lint (finding ([a-z/-]+)(?: ([0-9a-f]{32}(?:-\d+)?))? ([0-9a-f]{32})) /;

/** Reads the marker again; undefined if the comment is not about a finding of this `path`. */
export function markedFinding(body: string, path: string): MarkedFinding | undefined {
  const [, kind = '', ruleId, identity, fingerprint] = MARKER.exec(body) ?? [];
  if (ruleId === undefined || fingerprint === undefined || !body.startsWith(markerOf(kind, path))) return undefined;
  return { ruleId, fingerprint, ...(identity !== undefined && { identity }) };
}
