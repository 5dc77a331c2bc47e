import { oldestLiveRevision, REVISIONS } from '../../vendors/klaviyo/revisions.ts';

/**
 * The revision in whose shape a request is answered: that of the header; of a beta that of its date; of a retired one the oldest that
 * is not; of a date without a release the newest before it.
 *
 * Source: the vendor's page on versioning and deprecation; read 2026-11-20. Of dates without a release it says nothing today.
 *
 * @param header undefined where no revision is needed
 * @param asOf the day that counts as today, `YYYY-MM-DD`
 */
export function servedRevision(header: string | undefined, asOf: string): string {
  const newest = REVISIONS.at(-1)!;
  if (header === undefined) return newest;
  const named = REVISIONS.findLast(revision => revision <= header.slice(0, 10)) ?? REVISIONS[0]!;
  const oldest = oldestLiveRevision(asOf) ?? newest;
  return named < oldest ? oldest : named;
}
