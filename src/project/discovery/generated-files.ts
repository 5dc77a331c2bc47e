import { posix } from 'node:path';
import { decodeText } from './decode-text.ts';
import type { FileReader } from './read-file.ts';

/** A file that says of itself that it is generated from sources that are checked. */
export interface GeneratedFile {
  path: string;
  /** The sources that it names, as they are checked. */
  sources: string[];
  /** The file of its source map, where that is another. */
  map: string | undefined;
}

/**
 * Reads what a file says of itself: in a source map, inline or in a file beside it, or in a header that names sources.
 *
 * @param checked the sources
 * @returns undefined if it does not say that it is generated, or names a source that is not checked
 */
export function readGenerated(
  path: string,
  { checked, read }: { checked: ReadonlySet<string>; read: FileReader },
): GeneratedFile | undefined {
  const text = textOf(path, read);
  if (text === undefined) return undefined;
  const map = mapOf(path, text);
  const named = namedByMap(map, read) ?? namedByHeader(text);
  const sources = named.flatMap(name => checkedSource(name, path, checked) ?? []);
  return named.length > 0 && sources.length === named.length ? { path, sources, map: map?.file } : undefined;
}

/** Longer names are no paths. */
const HEADER_LENGTH = 2_000;
const GENERATED = /@generated\b|\b(?:auto-?generated|automatically generated|generated (?:by|from)|compiled from)\b/i;
const NAMED_FILE = /[\w@./-]{1,200}\.(?:[cm]?[jt]sx?|vue|svelte|astro|coffee)\b/g;
const COMMENT = /^(?:#![^\n]*|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/|(?:'use strict'|"use strict");?)/;

/** The files that the comments at the beginning name, if these say that the file is generated. */
function namedByHeader(text: string): string[] {
  const header = headerOf(text.slice(0, HEADER_LENGTH));
  return GENERATED.test(header) ? (header.match(NAMED_FILE) ?? []) : [];
}

function headerOf(text: string): string {
  const comments: string[] = [];
  let rest = text.trimStart();
  for (let [found] = COMMENT.exec(rest) ?? []; found !== undefined; [found] = COMMENT.exec(rest) ?? []) {
    comments.push(found);
    rest = rest.slice(found.length).trimStart();
  }
  return comments.join('\n');
}

const MAP_COMMENT = /^[ \t]*(?:\/\/|\/\*)[#@][ \t]*sourceMappingURL=([^\s*]+)/gm;
const INLINE = /^data:application\/json(?:;charset=[\w-]{1,20})?;base64,/i;

interface SourceMapPlace {
  /** Its text, where it stands in the file itself. */
  inline?: string;
  file?: string;
}

function mapOf(path: string, text: string): SourceMapPlace | undefined {
  const [, url] = [...text.matchAll(MAP_COMMENT)].at(-1) ?? [];
  if (url === undefined) return undefined;
  return INLINE.test(url)
    ? { inline: Buffer.from(url.replace(INLINE, ''), 'base64').toString('utf8') }
    : { file: posix.join(posix.dirname(path), url) };
}

/** The sources that a source map names, but for those of packages and of the bundler; undefined where there is no map. */
function namedByMap(place: SourceMapPlace | undefined, read: FileReader): string[] | undefined {
  if (place === undefined) return undefined;
  const { sources, sourceRoot } = parseMap(place.inline ?? textOf(place.file ?? '', read));
  return sources
    ?.filter(source => !IS_OF_TOOL.test(source))
    .map(source => (sourceRoot === '' ? source : `${sourceRoot.replace(/\/$/, '')}/${source}`));
}

const IS_OF_TOOL = /(?:^|\/)node_modules\/|^webpack:\/\/[^/]*\/(?:webpack\/|\(webpack\)|external )|^\0|^webpack\//;

function parseMap(text: string | undefined): { sources: string[] | undefined; sourceRoot: string } {
  const nothing = { sources: undefined, sourceRoot: '' };
  if (text === undefined) return nothing;
  try {
    const map: unknown = JSON.parse(text);
    if (typeof map !== 'object' || map === null || !('sources' in map) || !Array.isArray(map.sources)) return nothing;
    const sourceRoot = 'sourceRoot' in map && typeof map.sourceRoot === 'string' ? map.sourceRoot : '';
    return { sources: map.sources.filter(source => typeof source === 'string'), sourceRoot };
  } catch {
    return nothing;
  }
}

/**
 * Finds the checked source that a name means: from the file itself, or from one of the folders above it, because a bundler
 * counts from the root of the package, and a compiler from a folder that was moved.
 */
function checkedSource(name: string, from: string, checked: ReadonlySet<string>): string | undefined {
  const folders = from.split('/').slice(0, -1);
  const plain = name.replace(/^webpack:\/\/[^/]*\//, '').replace(/^(?:\.{0,2}\/)+/, '');
  const candidates = [
    posix.join(...folders, name),
    ...folders.map((_, depth) => posix.join(...folders.slice(0, depth), plain)),
  ];
  return candidates.find(candidate => checked.has(candidate));
}

function textOf(path: string, read: FileReader): string | undefined {
  const bytes = read(path);
  return bytes instanceof Uint8Array ? decodeText(bytes).text : undefined;
}
