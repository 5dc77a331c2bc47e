/** A tag, or the value of a header, in which a hint may stand. */
const PLACE = /<link\b[^<>]{0,1000}>|<https?:[^<>\s]{1,200}>\s{0,9};\s{0,9}rel=[^,;\n]{1,40}/gi;
const HINT = /\brel\s{0,9}=\s{0,9}\\?["']?\s{0,9}(?:(?:preconnect|dns-prefetch)\b\s{0,9}){1,2}(?![\w-])/i;

/** Takes out of a text what only makes a browser connect early: `<link rel="preconnect">`, and the header of the same. Places stay. */
export function withoutConnectionHints(text: string): string {
  return text.replaceAll(PLACE, place => (HINT.test(place) ? place.replaceAll(/\S/g, ' ') : place));
}
