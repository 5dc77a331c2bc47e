import type { TSESTree } from '@typescript-eslint/utils';
import {
  concatenate,
  type ExternalValue,
  flatten,
  HOLE,
  type Text,
  textFrom,
  textsOf,
  join,
  UNKNOWN,
  type Value,
} from '../values/value.ts';

const ABSOLUTE = /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\//i;

/** `new URL(url, base)`: what the text of the URL object is. */
export function resolveUrl([url, base]: readonly Value[]): Value {
  if (!url) return UNKNOWN;
  if (!base || base.kind === 'nullish') return join(textsOf(url));
  return join(textsOf(url).flatMap(text => textsOf(base).map(root => resolveText(text, root))));
}

function resolveText(text: Text, root: Text): Text {
  const flat = flatten(text);
  if (ABSOLUTE.test(flat)) return text;
  const kept = flat.startsWith('/') ? originLength(flatten(root)) : directoryLength(flatten(root));
  return joinTexts({ kind: 'text', parts: between(root, 0, kept) }, text);
}

function originLength(flat: string): number {
  return (/^\s*(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i.exec(flat)?.[0] ?? flat.slice(0, flat.indexOf(HOLE) + 1)).length;
}

function directoryLength(flat: string): number {
  const origin = originLength(flat);
  return Math.max(origin, flat.lastIndexOf('/') + 1);
}

/** The characters of a text from one place to another, a hole counting as one. */
function between(text: Text, from: number, to: number): Text['parts'] {
  let at = 0;
  return text.parts.flatMap((part): Text['parts'] => {
    const start = at;
    at += 'text' in part ? part.text.length : 1;
    if (at <= from || start >= to) return [];
    return ['text' in part ? { ...part, text: part.text.slice(Math.max(0, from - start), to - start) } : part];
  });
}

/** What a property of a URL object is; undefined for those that are not followed. */
export function partOfUrl(href: Value, name: string): Value | undefined {
  switch (name) {
    case 'href':
      return href;
    case 'origin':
      return join(textsOf(href).map(text => ({ ...text, parts: between(text, 0, originLength(flatten(text))) })));
    case 'host':
      return join(textsOf(href).map(hostOf));
    case 'hostname':
      return join(textsOf(href).map(hostNameOf));
    case 'pathname':
      return join(textsOf(href).map(pathOf));
    case 'search':
      return join(textsOf(href).map(searchOf));
    default:
      return undefined;
  }
}

/** What stands in a query may be set elsewhere, but no path is in it. */
function searchOf({ parts }: Text): Value {
  const node = parts.find(part => 'node' in part)?.node;
  return node ? { kind: 'text', parts: [{ text: '?', node }, { hole: 'search' }] } : UNKNOWN;
}

/** The host with its port. */
function hostOf(text: Text): Value {
  const flat = flatten(text);
  const to = originLength(flat);
  const from = flat.indexOf('//') + 2;
  // What is not known at its end may go on into the path, and what stands before an at sign is no host.
  const isKnown = ABSOLUTE.test(flat) && from < to && flat[to - 1] !== HOLE && !flat.slice(from, to).includes('@');
  return isKnown ? { ...text, parts: between(text, from, to) } : UNKNOWN;
}

function hostNameOf(text: Text): Value {
  const host = hostOf(text);
  if (host.kind !== 'text') return host;
  const port = flatten(host).search(/:\d+$/);
  return port < 0 ? host : { ...host, parts: between(host, 0, port) };
}

function pathOf(text: Text): Value {
  const flat = flatten(text);
  const from = originLength(flat);
  const query = flat.slice(from).search(/[?#]/);
  // What is not known at the end of the host may go on into the path.
  if (from === 0 || flat[from - 1] === HOLE) return UNKNOWN;
  return { ...text, parts: between(text, from, query < 0 ? flat.length : from + query) };
}

/** What a URL object is after one of its properties was assigned at a node. */
export function withPartOfUrl(href: Value, name: string, value: Value, node: TSESTree.Node): Value {
  switch (name) {
    case 'href':
      return value;
    case 'pathname':
      return joinUrl(partOfUrl(href, 'origin'), value);
    case 'host':
    case 'hostname':
      return joinUrl(concatenate([textFrom('https://', node), value]), partOfUrl(href, 'pathname') ?? UNKNOWN);
    default:
      return href;
  }
}

/** Joins a base URL and a path as HTTP clients do: an absolute path stays, a single slash stands between. */
export function joinUrl(base: Value | undefined, url: Value): Value {
  if (!base || base.kind === 'nullish') return url;
  return join(
    textsOf(url).flatMap(text =>
      ABSOLUTE.test(flatten(text)) ? [text] : textsOf(base).map(root => joinTexts(root, text)),
    ),
  );
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
  let { length } = last.text;
  while (last.text[length - 1] === '/') length -= 1;
  return [...text.parts.slice(0, -1), { ...last, text: last.text.slice(0, length) }];
}

/** Joins the pieces of a URL or path with single slashes, as Node's `path.posix.join` does. */
const JOINING = /^(?:path(?:\/posix)?#(?:posix\.)?join|url-?join#)$/;

/** What a package's function joins its arguments to; undefined for other functions. @param node of the call */
export function joinedByPackage(
  { module = '', path }: ExternalValue,
  args: () => readonly Value[],
  node: TSESTree.Node,
): Value | undefined {
  if (!JOINING.test(`${module.replace(/^node:/, '')}#${path.join('.')}`)) return undefined;
  const pieces = args();
  const slash = textFrom('/', node);
  const isLast = (index: number): boolean => index === pieces.length - 1;
  return concatenate(
    pieces.flatMap((piece, index) => {
      const text = withoutSlashes(piece, { atStart: index > 0, atEnd: !isLast(index) });
      return isLast(index) ? [text] : [text, slash];
    }),
  );
}

function withoutSlashes(value: Value, { atStart, atEnd }: { atStart: boolean; atEnd: boolean }): Value {
  return join(
    textsOf(value).map(text => {
      const [first, ...rest] = atEnd ? withoutTrailingSlash(text) : text.parts;
      const isCut = atStart && first !== undefined && 'text' in first;
      const start = isCut ? { ...first, text: first.text.replace(/^\/+/, '') } : first;
      return { kind: 'text', parts: start ? [start, ...rest] : [] };
    }),
  );
}
