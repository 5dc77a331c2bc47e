import { flatten, HOLE, type Text, textsOf, unite, UNKNOWN, type Value } from './value.ts';

const ABSOLUTE = /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\//i;

/** `new URL(url, base)`: what the text of the URL object is. */
export function resolveUrl([url, base]: readonly Value[]): Value {
  if (!url) return UNKNOWN;
  if (!base || base.kind === 'nullish') return unite(textsOf(url));
  return unite(textsOf(url).flatMap(text => textsOf(base).map(root => resolveText(text, root))));
}

function resolveText(text: Text, root: Text): Text {
  const flat = flatten(text);
  if (ABSOLUTE.test(flat)) return text;
  const kept = flat.startsWith('/') ? originLength(flatten(root)) : directoryLength(flatten(root));
  return { kind: 'text', parts: [...firstOf(root, kept), ...text.parts] };
}

function originLength(flat: string): number {
  return (/^\s*(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i.exec(flat)?.[0] ?? flat.slice(0, flat.indexOf(HOLE) + 1)).length;
}

function directoryLength(flat: string): number {
  const origin = originLength(flat);
  return Math.max(origin, flat.lastIndexOf('/') + 1);
}

/** The first characters of a text, a hole counting as one. */
function firstOf(text: Text, length: number): Text['parts'] {
  const parts: Text['parts'] = [];
  let left = length;
  for (const part of text.parts) {
    if (left <= 0) break;
    const size = 'text' in part ? part.text.length : 1;
    parts.push('text' in part && size > left ? { ...part, text: part.text.slice(0, left) } : part);
    left -= size;
  }
  return parts;
}

/** Joins a base URL and a path as HTTP clients do: an absolute path stays, a single slash stands between. */
export function joinUrl(base: Value | undefined, url: Value): Value {
  if (!base || base.kind === 'nullish') return url;
  return unite(textsOf(url).flatMap(text => (ABSOLUTE.test(flatten(text)) ? [text] : textsOf(base).map(root => joinTexts(root, text)))));
}

function joinTexts(root: Text, text: Text): Text {
  const flat = flatten(text);
  if (flat === '') return root;
  const trimmed = withoutTrailingSlash(root);
  const node = [...root.parts, ...text.parts].find(part => 'node' in part)?.node;
  const slash: Text['parts'] = flat.startsWith('/') || !node ? [] : [{ text: '/', node }];
  return { kind: 'text', parts: [...trimmed, ...slash, ...text.parts] };
}

/** The parts of a text without slashes at its end. */
export function withoutTrailingSlash(text: Text): Text['parts'] {
  const last = text.parts.at(-1);
  if (!last || !('text' in last)) return text.parts;
  return [...text.parts.slice(0, -1), { ...last, text: last.text.replace(/\/+$/, '') }];
}
