import type { Edit, Finding, Suggestion } from '../model/finding.ts';

/** Decides for one finding which of the edits that are offered for it is made. @returns undefined for none */
export type Choose = (offer: Offer) => Promise<Suggestion | undefined>;

export interface Offer {
  finding: Finding;
  /** At least one. */
  suggestions: readonly Suggestion[];
  /** The text of the file, to which the edits belong. */
  text: string;
}

/** What can be offered for a finding. */
export type OffersOf = (finding: Finding) => Suggestion[];

/** Only the safe fix. */
export function safeFixOf({ fix, message }: Finding): Suggestion[] {
  return fix === undefined ? [] : [{ title: message, edits: fix.edits }];
}

/** What changes the behaviour of the program, so that a person has to choose it. */
export function suggestionsOf({ fix, suggestions = [] }: Finding): Suggestion[] {
  const isFix = ({ edits }: Suggestion): boolean => JSON.stringify(edits) === JSON.stringify(fix?.edits);
  return suggestions.filter(suggestion => !isFix(suggestion));
}

/** Makes the first edit that is offered. */
export const chooseFirst: Choose = async ({ suggestions }) => suggestions[0];

/** Makes what is offered where there is only one way. */
export const chooseOnly: Choose = async ({ suggestions }) => (suggestions.length === 1 ? suggestions[0] : undefined);

/** Returns whether edits touch none of those that are made already. */
export function isFree(edits: readonly Edit[], made: readonly Edit[]): boolean {
  return edits.every(edit => made.every(other => edit.end < other.start || other.end < edit.start));
}
