import stringWidth from 'string-width';
import type { Character } from './code-frame.ts';

const graphemes = new Intl.Segmenter('en');

/** Divides a text into what a terminal shows as one character each. Loaded for texts that are not ASCII only, because it takes a while. */
export function graphemesOf(text: string): Character[] {
  return Array.from(graphemes.segment(text), ({ segment }) => ({ text: segment, width: stringWidth }));
}
