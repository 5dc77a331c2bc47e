import type { Evidence } from '../model/checklist.ts';
import type { EvidenceFacts } from '../model/evidence-facts.ts';
import type { Thresholds } from '../model/thresholds.ts';
import type { ChecklistVendor } from './checklist-vendor.ts';

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
