import { type Ledger, LEFT_OUT_CAUSES, type LeftOutGroup } from '../model/ledger.ts';
import { counted } from './counted.ts';

/** Says what became of the files, in one sentence, and in another what was not seen. */
export function ledgerSentences({ files, analyzed, keysOnly, otherKinds, unseen }: Ledger): [string, string] {
  return [
    `Of ${counted(files, 'file')}, ${analyzed} analyzed, ${keysOnly} searched for keys only, ${otherKinds} of kinds that hold no code.`,
    unseen,
  ];
}

/** A group in words, with the first of its places: `2 a symbolic link: a.js, b.js`. */
export function groupText({ cause, count, places }: LeftOutGroup, mostPlaces: number): string {
  const named = places.slice(0, mostPlaces);
  const others = count > named.length ? [`${count - named.length} more`] : [];
  return `${LEFT_OUT_CAUSES[cause]}: ${[...named, ...others].join(', ')}`;
}
