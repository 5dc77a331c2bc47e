import { maskSecrets } from '../vendors/secrets.ts';
import { safeLine } from './safe-line.ts';

const STRUCTURE = /[<>&"'`]/g;

/** Makes untrusted text mean only itself in HTML, between tags and in a quoted attribute. Keys are masked. */
export function htmlText(text: string): string {
  return safeLine(maskSecrets(text)).replaceAll(STRUCTURE, character => `&#${character.codePointAt(0)};`);
}
