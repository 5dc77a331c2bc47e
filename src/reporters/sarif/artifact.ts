import { percentEncoded } from '../percent-encoded.ts';

/** A file as a location names it. */
export function artifactOf(path: string): { uri: string; uriBaseId: string } {
  return { uri: percentEncoded(path), uriBaseId: '%SRCROOT%' };
}
