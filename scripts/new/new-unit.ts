import type { VendorId } from '../../src/vendors/sdks.ts';

/** One thing to make, and what its templates need to know. */
export interface NewUnit {
  /** Whom it is about. */
  vendor: VendorId;
  /** Kebab-case; that of a rule is without its vendor. */
  id: string;
  /** The id as the name of a variable. */
  variable: string;
  /** The version that will bring it. */
  since: string;
  /** Today, `YYYY-MM-DD`. */
  today: string;
  /** How many probes of the vendor there are, so that a new one runs last. */
  probes: number;
}

/** Texts by path from the root of the repository. */
export type NewFiles = Record<string, string>;
