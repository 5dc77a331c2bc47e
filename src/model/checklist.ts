import type { VendorId } from '../vendors/sdks.ts';
import type { Verdict } from './verdict.ts';

/** How an item of the checklist stands. */
export const ITEM_STATES = ['violated', 'open', 'attested', 'proven', 'not applicable'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** What speaks for or against an item. */
export interface Proof {
  kind: 'finding' | 'probe' | 'evidence' | 'attestation';
  /** The rule, check, probe or collector, or the item that is attested. */
  id: string;
  message: string;
  /** Relative to the checked directory, with `/`. */
  path?: string;
  /** 1-based. */
  line?: number;
}

/** One line of the checklist. */
export interface ChecklistItem {
  id: string;
  title: string;
  state: ItemState;
  /** Why it stands like that: one sentence. */
  reason: string;
  proofs: Proof[];
  /** What to do; empty where nothing is. */
  todo: string;
  /** Who attests it. */
  owner?: string;
  /** How it stands by what a change brings, without what is old or accepted; only where that is distinguished, and where it differs. */
  ofChange?: ItemState;
}

/** What `klaviyo-lint checklist --format json` prints. A breaking change raises `schemaVersion`. */
export interface Checklist {
  schemaVersion: 1;
  /** The day that counts as today, `YYYY-MM-DD`. */
  asOf: string;
  items: ChecklistItem[];
  /** Findings about the attestations themselves. */
  problems: AttestationProblem[];
  verdict: Verdict;
  /** Whose lists these are, in their order, each with a verdict of its own; absent where only Klaviyo's is. */
  vendors?: ChecklistOfVendor[];
}

/** One of the lists. */
export interface ChecklistOfVendor {
  id: VendorId;
  /** As people write it. */
  name: string;
  /** That of its own items; what is wrong with the attestations counts for the whole. */
  verdict: Verdict;
}

/** Something that is wrong with an entry of the attestations. */
export interface AttestationProblem {
  path: string;
  line: number;
  message: string;
}

/** A statement by a person that an item holds. */
export interface Attestation {
  item: string;
  statement: string;
  owner: string;
  /** The day of the statement, `YYYY-MM-DD`. */
  date: string;
  /** The last day on which it counts, `YYYY-MM-DD`. */
  expiry: string;
  link: string;
  path: string;
  line: number;
}

/** Something in the repository that a person may take as a sign. */
export interface Evidence {
  message: string;
  path: string;
  line: number;
  /** It is less than the checklist demands, and the message says how. */
  isWeak?: true;
}
