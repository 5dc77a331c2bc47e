import { type Compressed, type Ledger, LEFT_OUT_CAUSES, type LeftOutGroup, type Unresolved } from '../model/ledger.ts';
import { counted } from './counted.ts';

/** Says what became of the files, what was not seen, and which lines are not resolved, a sentence each. */
export function ledgerSentences({
  files,
  analyzed,
  keysOnly,
  otherKinds,
  unseen,
  compressed,
  unresolved,
}: Ledger): string[] {
  return [
    `Of ${counted(files, 'file')}, ${analyzed} analyzed, ${keysOnly} searched for keys only, ${otherKinds} of kinds that hold no code.`,
    unseen,
    ...(compressed ? [`Not unpacked: ${namedPlaces(compressed)}.`] : []),
    ...(unresolved ? [unresolvedSentence(unresolved)] : []),
  ];
}

/** As many places are in the sentence; the JSON has more. */
const MOST_NAMED = 5;

function unresolvedSentence({ count, places }: Unresolved): string {
  return `Not resolved: ${counted(count, 'line')} with an address of a vendor's API, the beginning of a key, a read of one, or a whole error, whose use was not found (${namedPlaces({ count, places })}).`;
}

function namedPlaces({ count, places }: Compressed | Unresolved): string {
  const named = places.slice(0, MOST_NAMED);
  const others = count > named.length ? [`${count - named.length} more`] : [];
  return [...named, ...others].join(', ');
}

/** A group in words, with the first of its places: `2 a symbolic link: a.js, b.js`. */
export function groupText({ cause, count, places }: LeftOutGroup, mostPlaces: number): string {
  const named = places.slice(0, mostPlaces);
  const others = count > named.length ? [`${count - named.length} more`] : [];
  return `${LEFT_OUT_CAUSES[cause]}: ${[...named, ...others].join(', ')}`;
}
