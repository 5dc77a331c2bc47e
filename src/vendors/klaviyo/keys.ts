import { base64Keys } from './base64-key.ts';
import { dividedKeys, holdsBeginning } from './divided-key.ts';
import { hiddenKeys } from './hidden-key.ts';
import type { KeyMatch } from './key-match.ts';
import { partsWithSigns, type TextPart } from './key-signs.ts';
import { listedKeys } from './listed-key.ts';
import { isPlaceholder } from './placeholder-key.ts';
import { binaryKeys, KEY_SHAPE, plainKeys } from './plain-key.ts';
import { spelledKeys } from './spelled-key.ts';

/** What is masked may stand next to anything, also to more digits. */
const KEY_ANYWHERE = new RegExp(KEY_SHAPE, 'g');

/** Finds the Klaviyo private keys that stand in a text as they are, or in base64, and are no obvious placeholders. */
export function findWholeKeys(text: string): KeyMatch[] {
  return inOrder([...plainKeys(text), ...base64Keys(text)]);
}

/** The beginning and the digits; in every other way in which a key is written it is longer. */
const SHORTEST = 37;

/** Finds every Klaviyo private key in a text, also those that are escaped, in pieces, or written as the codes of their letters. */
export function findPrivateKeys(text: string): KeyMatch[] {
  if (text.length < SHORTEST) return [];
  const parts = partsWithSigns(text);
  if (parts.length === 0) return [];
  const found = [...plainKeys(text), ...base64Keys(text), ...parts.flatMap(keysInPart)];
  const known = new Set(found.map(({ key }) => key));
  const divided = parts.some(part => holdsBeginning(part.text)) ? dividedKeys(text) : [];
  return inOrder([...found, ...divided.filter(({ key }) => !known.has(key))]);
}

/** Finds the keys in the bytes of a file that is no text, one letter for each, where any byte may follow a key. */
export function findKeysInBinary(bytes: string): KeyMatch[] {
  const known = findPrivateKeys(bytes);
  const places = new Set(known.map(({ index }) => index));
  return inOrder([...known, ...binaryKeys(bytes).filter(({ index }) => !places.has(index))]);
}

function keysInPart({ start, text }: TextPart): KeyMatch[] {
  return [...hiddenKeys(text), ...listedKeys(text), ...spelledKeys(text)].map(match => ({
    ...match,
    index: start + match.index,
  }));
}

function inOrder(matches: readonly KeyMatch[]): KeyMatch[] {
  return matches.filter(({ key }) => !isPlaceholder(key)).sort((left, right) => left.index - right.index);
}

/** How a key is shown, in every output: `pk_…` and its last two characters. */
export function maskKey(key: string): string {
  return `pk_…${key.slice(-2)}`;
}

/** Replaces every key in a text by its masked form, whatever stands around it; applied to whatever is printed. */
export function maskKeys(text: string): string {
  const masked = text.includes('pk_') ? text.replaceAll(KEY_ANYWHERE, maskKey) : text;
  return base64Keys(masked, { isLongerToo: true }).reduceRight(
    (rest, { key, index, length }) => rest.slice(0, index) + maskKey(key) + rest.slice(index + length),
    masked,
  );
}
