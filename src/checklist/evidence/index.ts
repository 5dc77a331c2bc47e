import type { Evidence } from '../../model/checklist.ts';
import type { EvidenceFacts } from '../../model/evidence-facts.ts';
import type { Thresholds } from '../../model/thresholds.ts';
import type { ChecklistVendor } from '../checklist-vendor.ts';
import alertOn401403 from './alert-on-401-403.ts';
import alertOn429 from './alert-on-429.ts';
import alertOn5xx from './alert-on-5xx.ts';
import alertOnLatency from './alert-on-latency.ts';
import alertOnRejectedSignatures from './alert-on-rejected-signatures.ts';
import circuitBreaker from './circuit-breaker.ts';
import deadLetterQueue from './dead-letter-queue.ts';
import featureFlag from './feature-flag.ts';
import idempotencyStore from './idempotency-store.ts';
import jobQueue from './job-queue.ts';
import limiter from './limiter.ts';
import phoneValidation from './phone-validation.ts';
import publicKey from './public-key.ts';
import rollback from './rollback.ts';
import secretStore from './secret-store.ts';
import statusWatch from './status-watch.ts';
import typeCheckInCi from './type-check-in-ci.ts';

/** The collectors of Klaviyo, by the order of their names; those that are the same for all vendors are others' too. */
export const collectors = [
  alertOn401403,
  alertOn429,
  alertOn5xx,
  alertOnLatency,
  alertOnRejectedSignatures,
  circuitBreaker,
  deadLetterQueue,
  featureFlag,
  idempotencyStore,
  jobQueue,
  limiter,
  phoneValidation,
  publicKey,
  rollback,
  secretStore,
  statusWatch,
  typeCheckInCi,
] as const;

export type EvidenceId = (typeof collectors)[number]['id'];

/** As many places are shown of one collector. */
const MOST_PLACES = 5;

/** Runs the collectors of a vendor; of each, the strong signs come first, and one per place. */
export function collectEvidence(
  { collectors: own, signs }: Pick<ChecklistVendor, 'collectors' | 'signs'>,
  facts: EvidenceFacts,
  thresholds: Thresholds,
): Map<string, Evidence[]> {
  return new Map(own.map(({ id, collect }) => [id, firstPlaces([...collect(facts, thresholds, signs)])]));
}

function firstPlaces(found: readonly Evidence[]): Evidence[] {
  const byPlace = new Map(found.map(seen => [`${seen.path}:${seen.line}`, seen]));
  return [...byPlace.values()]
    .sort((left, right) => Number(left.isWeak ?? false) - Number(right.isWeak ?? false))
    .slice(0, MOST_PLACES);
}
