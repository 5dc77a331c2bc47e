import { posix } from 'node:path';
import { decodeText } from './decode-text.ts';
import type { FileReader } from './read-file.ts';

/**
 * Finds the files that say of themselves that they are generated from sources that are checked: in a source map, inline or in a
 * tracked file beside them, or in a header that names one.
 *
 * @param built the files that may be generated
 * @param checked the sources
 */
export function generatedFiles(built: readonly string[], checked: readonly string[], read: FileReader): Set<string> {
  const sources = new Set(checked);
  return new Set(
    built.filter(path => {
      const text = textOf(path, read);
      if (text === undefined) return false;
      const named = namedByMap(path, text, read) ?? namedByHeader(text);
      return named.length > 0 && named.every(name => isChecked(name, path, sources));
    }),
  );
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

/** The sources that the source map of a file names, but for those of packages and of the bundler; undefined where there is no map. */
function namedByMap(path: string, text: string, read: FileReader): string[] | undefined {
  const [, url] = [...text.matchAll(MAP_COMMENT)].at(-1) ?? [];
  if (url === undefined) return undefined;
  const folder = posix.dirname(path);
  const map = INLINE.test(url)
    ? Buffer.from(url.replace(INLINE, ''), 'base64').toString('utf8')
    : textOf(posix.join(folder, url), read);
  const { sources, sourceRoot } = parseMap(map);
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
 * Tells whether a name means a source that is checked: from the file itself, or from one of the folders above it, because a
 * bundler counts from the root of the package, and a compiler from a folder that was moved.
 */
function isChecked(name: string, from: string, sources: ReadonlySet<string>): boolean {
  const folders = from.split('/').slice(0, -1);
  if (sources.has(posix.join(...folders, name))) return true;
  const plain = name.replace(/^webpack:\/\/[^/]*\//, '').replace(/^(?:\.{0,2}\/)+/, '');
  return folders.some((_, depth) => sources.has(posix.join(...folders.slice(0, depth), plain)));
}

function textOf(path: string, read: FileReader): string | undefined {
  const bytes = read(path);
  return bytes instanceof Uint8Array ? decodeText(bytes).text : undefined;
}
