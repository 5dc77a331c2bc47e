import { SDK_RELEASES } from './generated/sdk-releases.ts';

/**
 * Revisions that no release of the SDK in the npm registry sends.
 *
 * Source: branches of klaviyo/openapi; read 2026-11-20.
 */
const REVISIONS_WITHOUT_RELEASE = ['2023-01-24', '2023-06-15', '2023-07-15'];

/** Every generally available revision that is known, oldest first; its name is the day of its release. */
export const REVISIONS: readonly string[] = [
  ...new Set([...REVISIONS_WITHOUT_RELEASE, ...SDK_RELEASES.map(({ revision }) => revision)]),
].sort();

/** Of a later date nothing is known here: neither that it is right nor that it is wrong. */
export const NEWEST_KNOWN_REVISION = REVISIONS.at(-1)!;

/** All dates are `YYYY-MM-DD`. */
export type RevisionState =
  | { state: 'stable'; deprecatedOn: string; retiresOn: string }
  | { state: 'deprecated'; since: string; retiresOn: string }
  /** `servedAs` is the revision whose shape is answered; absent when every known one is retired by then. */
  | { state: 'retired'; on: string; servedAs?: string }
  /** A beta such as `2026-07-15.pre`; `base` is its date. */
  | { state: 'prerelease'; base: string }
  /** A date at which nothing was released, before the newest known revision. */
  | { state: 'unpublished' }
  /** A date after the newest known revision, or one that is still to come. */
  | { state: 'unknown' }
  /** Not a date, or not one of the calendar. */
  | { state: 'malformed' };

/**
 * The state of a revision on a day. A revision is stable for one year from its release and deprecated for another; on the
 * second anniversary it is retired, that day included, because the vendor prints that day as the end.
 *
 * Source: the vendor's page on versioning and deprecation, and the end dates in its changelogs for 2024-06-15 and 2024-10-15;
 * read 2026-11-20.
 *
 * @param revision the text as it stands in the code
 * @param asOf the day that counts as today, `YYYY-MM-DD`
 */
export function stateOf(revision: string, asOf: string): RevisionState {
  const [, date, suffix] = /^(\d{4}-\d{2}-\d{2})(\.\w+)?$/.exec(revision) ?? [];
  if (date === undefined || !isCalendarDate(date)) return { state: 'malformed' };
  if (suffix !== undefined) return { state: 'prerelease', base: date };
  if (REVISIONS.includes(date)) return stateOfKnown(date, asOf);
  return { state: date > NEWEST_KNOWN_REVISION ? 'unknown' : 'unpublished' };
}

/** The newest revision that is stable on a day; undefined when every known one is deprecated by then. */
export function newestStableRevision(asOf: string): string | undefined {
  return REVISIONS.findLast(revision => isStable(revision, asOf));
}

/** The oldest revision that is not retired on a day: what a retired one is served as. Undefined when every known one is retired. */
export function oldestLiveRevision(asOf: string): string | undefined {
  return REVISIONS.find(revision => isReleased(revision, asOf) && asOf < retirementOf(revision));
}

/** The stable revision that is deprecated next, and when; undefined when none is stable. */
export function nextDeprecation(asOf: string): { revision: string; on: string } | undefined {
  const revision = REVISIONS.find(candidate => isStable(candidate, asOf));
  return revision === undefined ? undefined : { revision, on: deprecationOf(revision) };
}

/** The revision that is retired next, and when; undefined when none is live. */
export function nextRetirement(asOf: string): { revision: string; on: string } | undefined {
  const revision = oldestLiveRevision(asOf);
  return revision === undefined ? undefined : { revision, on: retirementOf(revision) };
}

function stateOfKnown(revision: string, asOf: string): RevisionState {
  if (!isReleased(revision, asOf)) return { state: 'unknown' };
  const [deprecatedOn, retiresOn] = [deprecationOf(revision), retirementOf(revision)];
  if (asOf < deprecatedOn) return { state: 'stable', deprecatedOn, retiresOn };
  if (asOf < retiresOn) return { state: 'deprecated', since: deprecatedOn, retiresOn };
  const servedAs = oldestLiveRevision(asOf);
  return { state: 'retired', on: retiresOn, ...(servedAs === undefined ? {} : { servedAs }) };
}

function isStable(revision: string, asOf: string): boolean {
  return isReleased(revision, asOf) && asOf < deprecationOf(revision);
}

function isReleased(revision: string, asOf: string): boolean {
  return revision <= asOf;
}

function deprecationOf(revision: string): string {
  return yearsLater(revision, 1);
}

function retirementOf(revision: string): string {
  return yearsLater(revision, 2);
}

function yearsLater(date: string, years: number): string {
  return `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;
}

function isCalendarDate(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
