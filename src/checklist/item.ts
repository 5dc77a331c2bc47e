import { type AnyThresholdName, DEFAULT_THRESHOLDS, type Thresholds } from '../model/thresholds.ts';
import type { DeliveryAspect } from './webhook-aspects.ts';

/** One thing that has to be there for an item to hold. */
export type Need<Scope extends string = string, Sign extends string = string> =
  | {
      by: 'static';
      /** Ids as in a report: `klaviyo/no-raw-http`, `check/unlocked-sdk`. */
      ids: readonly string[];
      /** Of what they find, only the messages that this fits; or all but those. */
      about?: { pattern: RegExp; isMeant: boolean };
    }
  | {
      by: 'probe';
      id: string;
      aspect?: DeliveryAspect;
      /** A warning of this probe says that the item does not hold; otherwise it leaves it open. */
      isStrict?: boolean;
    }
  | {
      by: 'evidence';
      id: Sign;
      /** Needed only where this is there. */
      scope?: Scope;
    }
  | { by: 'attestation' }
  | { by: 'probe or attestation'; id: string }
  | { by: 'evidence or attestation'; id: Sign };

/** @typeParam Scope where items of a list may apply @typeParam Sign the collectors of evidence that they may name */
export interface Item<Scope extends string = string, Sign extends string = string> {
  id: string;
  /** What the team says, as a clause without a full stop. */
  title: string | ((thresholds: Thresholds) => string);
  /** What of it a team may set. */
  thresholds?: readonly AnyThresholdName[];
  /** Where it applies. */
  scope: Scope;
  /** What proves it: all of these together. */
  needs: readonly Need<Scope, Sign>[];
  /** Evidence that is only shown to those who attest. */
  shows?: readonly Sign[];
  /** Probes that are only shown. */
  showsProbes?: readonly string[];
  /** What to do where it is open: one sentence. */
  todo: string;
  /** What has to be known beside the state. */
  note?: string;
}

/** What an item says where a team sets its own numbers. */
export function titleOf({ title }: Pick<Item, 'title'>, thresholds = DEFAULT_THRESHOLDS): string {
  return typeof title === 'string' ? title : title(thresholds);
}

/** Whether a person may attest an item: where the checklist says so, and nowhere else. */
export function isAttestable({ needs }: Item): boolean {
  return needs.some(({ by }) => by.endsWith('attestation'));
}
