import type { Evidence } from '../model/checklist.ts';
import type { EvidenceFacts } from '../model/evidence-facts.ts';
import type { Thresholds } from '../model/thresholds.ts';
import type { VendorSigns } from './vendor-signs.ts';

/** Looks for one kind of sign in a repository. */
export interface Collector {
  /** Kebab-case; also the file name. */
  id: string;
  /** What it looks for: a noun phrase without a full stop. */
  description: string;
  /**
   * Facts in, evidence out; it never accesses a file or a syntax tree.
   *
   * @param thresholds what signs are compared with
   * @param vendor whose integration the facts are about
   */
  collect(facts: EvidenceFacts, thresholds: Thresholds, vendor: VendorSigns): Iterable<Evidence>;
}

/** Declares a collector of evidence; the default export of a file in `checklist/evidence/`. */
export function defineCollector<Id extends string>(collector: Collector & { id: Id }): Collector & { id: Id } {
  return collector;
}
