import { posix } from 'node:path';
import { componentSources } from '../containers/component-sources.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { importSpecifiers } from './import-specifiers.ts';
import type { ModuleResolver } from './module-resolver.ts';
import { moduleName, type SourceFile } from '../lint/prefilter.ts';
import type { FileReader } from '../discovery/read-file.ts';

/** The files that have to be seen together. */
export interface Closure {
  /** Files with a sign of the vendor, and those that import from them: all that can have findings. */
  linted: SourceFile[];
  /** What those import, for the values that come from there. */
  support: SourceFile[];
  /** Whether any file of it imports another. */
  isLinked: boolean;
}

interface ClosureOptions {
  /** All listed files. */
  files: readonly string[];
  read: FileReader;
  resolve: ModuleResolver;
  /** Every importer counts, whatever it names. */
  followsAll?: boolean | undefined;
}

const MOST_SUPPORT = 400;
const SUPPORT_LEVELS = 3;
const IMPORTER_ROUNDS = 3;

/** The host, the SDK, or the scheme of a private key: what is defined here can reach the API, and so can whoever imports it. */
const REACHES_API = /a\.klaviyo\.com|klaviyo-api/i;

/** What a file must name to be of interest to a rule: what it passes to a wrapper, or a call that it may send itself. */
const OF_INTEREST = /profile|event|revision|klaviyo|fetch|axios|request|\.(?:get|post|put|patch|delete)\(/i;

const EXPORTS = /\bexports?\b/;

/** No part of it may run on without a bound: whoever writes the file must not decide how long this takes. */
const REEXPORTS =
  /\bexport\s*(?:type\s*)?(?:\*\s*(?:as\s+[\w$]{1,100}\s*)?|\{[^{};'"`]*\}\s*)from\b|\bexports?\b[^\n]{0,100}\brequire\b/;

/**
 * Widens the files with a sign of the vendor by those that import from one that reaches its API, and by what all of them import.
 * Where nothing reaches the API there is nothing to follow.
 */
export function findClosure(signed: readonly SourceFile[], options: ClosureOptions): Closure {
  const sources = new Map(signed.map(source => [moduleName(source), source]));
  let fresh = signed.filter(({ text }) => REACHES_API.test(text));
  if (fresh.length === 0) return { linted: [...signed], support: [], isLinked: false };
  for (let round = 0; round < IMPORTER_ROUNDS && fresh.length > 0; round += 1) {
    fresh = importersOf(fresh, sources, options);
    for (const source of fresh) sources.set(moduleName(source), source);
    fresh = fresh.filter(({ text }) => EXPORTS.test(text));
  }
  const linted = [...sources.values()];
  const support = importedBy(linted, sources, options);
  return {
    linted,
    support,
    isLinked: linted.some(({ path, text }) =>
      importSpecifiers(text).some(specifier => isPartner(options.resolve(specifier, path), path, sources)),
    ),
  };
}

function isPartner(target: string | undefined, path: string, sources: ReadonlyMap<string, SourceFile>): boolean {
  return target !== undefined && target !== path && sources.has(target);
}

/**
 * Files without a sign that import from one that has. Whoever imports a file whose name mentions the vendor has a sign itself;
 * for the others the bytes are searched for the end of a specifier that may mean them.
 */
function importersOf(
  targets: readonly SourceFile[],
  known: ReadonlyMap<string, SourceFile>,
  { files, read, resolve, followsAll = false }: ClosureOptions,
): SourceFile[] {
  const names = new Set(
    targets
      .filter(exportsSomething)
      .flatMap(importedNames)
      .filter(name => !/klaviyo/i.test(name)),
  );
  if (names.size === 0) return [];
  const ending = new RegExp(`[/'"\`#@~](?:${[...names].map(escaped).join('|')})(?:\\.[cm]?[jt]sx?|/)?['"\`]`);
  const wanted = new Set(targets.map(({ path }) => path));
  return files.flatMap(path => {
    const kind = known.has(path) ? undefined : fileKind(path);
    if (kind !== 'javascript' && kind !== 'typescript' && kind !== 'component') return [];
    const bytes = read(path);
    const latin = bytes instanceof Uint8Array ? bytes.toString('latin1') : '';
    if (
      !(bytes instanceof Uint8Array) ||
      !ending.test(latin) ||
      !(followsAll || OF_INTEREST.test(latin) || REEXPORTS.test(latin))
    )
      return [];
    const file = { path, ...decodeText(bytes) };
    const sources = kind === 'component' ? componentSources(file) : [{ ...file, language: kind }];
    return sources.filter(
      source =>
        !known.has(moduleName(source)) &&
        importSpecifiers(source.text).some(specifier => wanted.has(resolve(specifier, path) ?? '')),
    );
  });
}

/** Of a component nobody imports more than its markup. */
function exportsSomething({ name, text }: SourceFile): boolean {
  return name === undefined && EXPORTS.test(text);
}

/** How an import ends that means a file: its name; or for an index its folder's, its package's, or points. */
function importedNames({ path }: SourceFile): string[] {
  const name = posix.basename(path).replace(/\.[^.]+$/, '');
  if (name !== 'index') return [name];
  const folder = posix.dirname(path);
  const isSource = posix.basename(folder) === 'src';
  return [posix.basename(folder), '.', '..', ...(isSource ? [posix.basename(posix.dirname(folder))] : [])];
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}-]/g, String.raw`\$&`);
}

function importedBy(
  linted: readonly SourceFile[],
  known: ReadonlyMap<string, SourceFile>,
  { read, resolve }: ClosureOptions,
): SourceFile[] {
  const found = new Map<string, SourceFile>();
  let level: readonly SourceFile[] = linted;
  for (let depth = 0; depth < SUPPORT_LEVELS && level.length > 0; depth += 1) {
    const targets = new Set(
      level.flatMap(({ path, text }) => importSpecifiers(text).flatMap(specifier => resolve(specifier, path) ?? [])),
    );
    const fresh = [...targets]
      .filter(target => !known.has(target) && !found.has(target))
      .slice(0, MOST_SUPPORT - found.size);
    const next = fresh.flatMap(target => readSupport(target, read) ?? []);
    for (const source of next) found.set(source.path, source);
    // Deeper, only what passes values on: a module that re-exports others.
    level = next.filter(({ text }) => REEXPORTS.test(text));
  }
  return [...found.values()];
}

function readSupport(path: string, read: FileReader): SourceFile | undefined {
  const language = fileKind(path);
  if (language !== 'javascript' && language !== 'typescript') return undefined;
  const bytes = read(path);
  return bytes instanceof Uint8Array && !bytes.includes(0) ? { path, language, ...decodeText(bytes) } : undefined;
}
