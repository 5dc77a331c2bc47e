import { maskSecrets } from '../vendors/secrets.ts';
import { safeLine } from './safe-line.ts';

const STRUCTURE = /[<>&|`[\]\\*_~$@]/g;
const LINK_STARTS = /:(?=\/\/)|\.(?<=\bwww\.)/gi;

/**
 * Makes untrusted text mean only itself in GitHub's Markdown, also in a table: character references cannot form structure.
 * Keys are masked. A zero-width space behind `@` keeps it from mentioning anybody, as Renovate does it; addresses do not become links.
 */
export function markdownText(text: string): string {
  return safeLine(maskSecrets(text))
    .replaceAll(STRUCTURE, reference)
    .replaceAll(LINK_STARTS, reference)
    .replaceAll('&#64;', '&#64;&#8203;');
}

/** The same in a fixed-width font. */
export function markdownCode(text: string): string {
  return `<code>${markdownText(text)}</code>`;
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
