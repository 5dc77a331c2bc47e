import { posix } from 'node:path';
import { implementedNames } from '../../../eslint-plugin/program/implemented-names.ts';
import { isTestFile } from '../../../eslint-plugin/program/test-file.ts';
import { componentSources } from '../containers/component-sources.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { encodingOf } from '../discovery/text-encoding.ts';
import { fileKind, type SourceLanguage } from '../discovery/file-kind.ts';
import { isDataFile, readDataModule } from './data-module.ts';
import { importSpecifiers, usedSpecifiers } from './import-specifiers.ts';
import type { ModuleResolver } from './module-resolver.ts';
import type { LintVendor } from '../lint/lint-vendor.ts';
import { moduleName, type SourceFile } from '../lint/prefilter.ts';
import type { FileReader } from '../discovery/read-file.ts';

/** The files that have to be seen together. */
export interface Closure {
  /** Files with a sign of the vendor, and those that import from them: all that can have findings. */
  linted: SourceFile[];
  /** What those import, for the values that come from there. */
  support: SourceFile[];
  /** The paths of those among them that import from a file that reaches the API, as the linted ones without a sign do. */
  calling: ReadonlySet<string>;
  /** Whether any file of it imports another. */
  isLinked: boolean;
}

interface ClosureOptions {
  /** Files of data with an address of the API: what imports one can reach that. */
  data?: readonly SourceFile[];
  /** The paths of files with a host of the API of which a part is missing: with that, which another file may have, they reach it. */
  incomplete?: ReadonlySet<string>;
  /** All listed files. */
  files: readonly string[];
  read: FileReader;
  resolve: ModuleResolver;
  vendor: LintVendor;
  /** Every importer counts, whatever it names. */
  followsAll?: boolean | undefined;
  /** What starts many calls at once is followed up to the call, through files between them. */
  followsBursts?: boolean;
  /** What only exports again what uses such a file may lead from one layer to another. */
  followsLayers?: boolean;
  /** What answers with a caught error may answer with one of the SDK, which has the key. */
  followsErrors?: boolean;
  /** What takes webhooks is followed like what calls the API. */
  followsWebhooks?: boolean;
}

/** What starts many calls at once, whatever they are called. */
const MANY_AT_ONCE = /\bPromise\.all(?:Settled)?\b|\.(?:map|forEach)\(\s*async\b/;

/** An answer with a whole error, by the names that one usually has. */
const ANSWERS_WITH_ERROR =
  /\b(?:json|send|reply|stringify)\(\s{0,50}(?:\{[^{}]{0,200}?)?\b(?:e|err|error|ex|exception)(?:\.(?:config|toJSON)\b|\s{0,50}[,)}])/;

/** What codes such as the signature of a webhook are made with. */
const MAKES_CODES = /\bcreateHmac\b|\bHmacSHA\d|\bsubtle\b/;

const EXPORTS = /\bexports?\b/;

/** No part of it may run on without a bound: the author of the file must not decide how long this takes. */
const REEXPORTS =
  /\bexport\s*(?:type\s*)?(?:\*\s*(?:as\s+[\w$]{1,100}\s*)?|\{[^{};'"`]*\}\s*)from\b|\bexports?\b[^\n]{0,100}\brequire\b/;

/**
 * Widens the files with a sign of the vendor by those that import from one that reaches its API, and by what all of them import.
 * Where nothing reaches the API there is nothing to follow.
 */
export function findClosure(signed: readonly SourceFile[], options: ClosureOptions): Closure {
  const sources = new Map(signed.map(source => [moduleName(source), source]));
  const { followsWebhooks = false, data = [], vendor } = options;
  const reaching = signed.filter(
    ({ text }) => vendor.reachesApi.test(text) || (followsWebhooks && vendor.takesWebhooks.test(text)),
  );
  reaching.push(...data, ...completing(signed, sources, options));
  if (reaching.length === 0) return { linted: [...signed], support: [], calling: new Set(), isLinked: false };
  for (const source of importersOf(reaching, sources, options)) sources.set(moduleName(source), source);
  const paths = new Set(reaching.map(({ path }) => path));
  const using = signed.filter(source => !paths.has(source.path) && importsOne(source, paths, options));
  const isFollowed = followedBetween(signed, options);
  for (const source of isFollowed ? importersOf(using, sources, options) : [])
    if (isFollowed?.(source.text)) sources.set(moduleName(source), source);
  const { imported, importers } = importedBy([...sources.values()], sources, options);
  // What verifies for a handler names no vendor where it serves several, and is judged by who calls it.
  const verifying = imported.filter(({ path, text }) => followsWebhooks && MAKES_CODES.test(text) && !isTestFile(path));
  for (const source of verifying) sources.set(moduleName(source), source);
  const linted = [...sources.values()];
  const support = uniqueByPath(
    [...imported, ...implementingTheSame(linted, sources, options)].filter(source => !verifying.includes(source)),
  );
  return {
    linted,
    support,
    calling: importersAmong(reaching, importers, new Set(signed.map(({ path }) => path))),
    isLinked: linted.some(({ path, text }) =>
      importSpecifiers(text).some(specifier => isPartner(options.resolve(specifier, path), path, sources)),
    ),
  };
}

/** What is followed through files between it and what reaches the API; nothing where there is none. */
function followedBetween(
  signed: readonly SourceFile[],
  { followsBursts, followsLayers, followsErrors, vendor: { errorsHaveKeyOf } }: ClosureOptions,
): ((text: string) => boolean) | undefined {
  const givesKey = followsErrors === true && signed.some(({ text }) => errorsHaveKeyOf?.test(text));
  const followed = [
    ...(followsBursts ? [MANY_AT_ONCE] : []),
    ...(followsLayers ? [REEXPORTS] : []),
    ...(givesKey ? [ANSWERS_WITH_ERROR] : []),
  ];
  return followed.length > 0 ? text => followed.some(sign => sign.test(text)) : undefined;
}

/** The files with a host of the API of which a part is missing, and which import from a file that has the part. */
function completing(
  signed: readonly SourceFile[],
  known: Map<string, SourceFile>,
  options: ClosureOptions,
): SourceFile[] {
  const { incomplete = new Set<string>(), read, vendor } = options;
  const paths = new Set(signed.filter(({ text }) => vendor.pieces?.part.test(text)).map(({ path }) => path));
  if (paths.size === 0) return [];
  const found = [...incomplete]
    .flatMap(path => known.get(path) ?? readSupport(path, read, vendor) ?? [])
    .filter(source => importsOne(source, paths, options));
  for (const source of found) known.set(moduleName(source), source);
  return found;
}

function uniqueByPath(sources: readonly SourceFile[]): SourceFile[] {
  return [...new Map(sources.map(source => [source.path, source])).values()];
}

/**
 * All that import from some files, directly or through others.
 *
 * @param importers by the path of what they import
 * @param ends the paths of those whose importers are not followed
 */
function importersAmong(
  targets: readonly SourceFile[],
  importers: ReadonlyMap<string, ReadonlySet<string>>,
  ends: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = new Set(targets.map(({ path }) => path));
  for (const path of pending) {
    for (const importer of importers.get(path) ?? []) {
      if (ends.has(importer)) continue;
      found.add(importer);
      pending.add(importer);
    }
  }
  return found;
}

function isPartner(target: string | undefined, path: string, sources: ReadonlyMap<string, SourceFile>): boolean {
  return target !== undefined && target !== path && sources.has(target);
}

function importsOne(
  { path, text }: SourceFile,
  targets: ReadonlySet<string>,
  { resolve }: Pick<ClosureOptions, 'resolve'>,
): boolean {
  return importSpecifiers(text).some(specifier => targets.has(resolve(specifier, path) ?? ''));
}

/** Files without a sign that import from one that has, directly or through others, and are of interest. */
function importersOf(
  targets: readonly SourceFile[],
  known: ReadonlyMap<string, SourceFile>,
  options: ClosureOptions,
): SourceFile[] {
  const importersOfOne = createImporterSearch(known, options);
  const found = new Map(targets.map(target => [moduleName(target), target]));
  for (const target of found.values())
    if (exportsSomething(target))
      for (const importer of importersOfOne(target)) found.set(moduleName(importer), importer);
  return [...found.values()].filter(
    ({ path, text }) =>
      !isDataFile(path) &&
      (options.followsAll === true ||
        options.vendor.ofInterest.test(text) ||
        REEXPORTS.test(text) ||
        (options.followsBursts === true && MANY_AT_ONCE.test(text)) ||
        (options.followsErrors === true && ANSWERS_WITH_ERROR.test(text))),
  );
}

/**
 * What imports a file whose name speaks of the vendor has a sign itself. For the others, the files that import something of the
 * same name are resolved, each once.
 */
function createImporterSearch(
  known: ReadonlyMap<string, SourceFile>,
  { files, read, resolve, vendor }: ClosureOptions,
): (target: SourceFile) => SourceFile[] {
  let pathsByName: Map<string, string[]> | undefined;
  const importers = new Map<string, Set<SourceFile>>();
  const resolved = new Set<string>();
  return target => {
    const names = importedNames(target).filter(name => !vendor.name.test(name));
    if (names.length === 0) return [];
    pathsByName ??= indexByImportedName(
      files.filter(path => !known.has(path)),
      read,
    );
    for (const path of names.flatMap(name => pathsByName?.get(name) ?? [])) {
      if (resolved.has(path) || (!vendor.followsTests && isTestFile(path))) continue;
      resolved.add(path);
      for (const source of sourcesIn(path, read, vendor).filter(part => !known.has(moduleName(part))))
        for (const specifier of importSpecifiers(source.text)) addTo(importers, resolve(specifier, path) ?? '', source);
    }
    return [...(importers.get(target.path) ?? [])];
  };
}

function addTo<Item>(sets: Map<string, Set<Item>>, key: string, item: Item): void {
  const set = sets.get(key);
  if (set) set.add(item);
  else sets.set(key, new Set([item]));
}

/** The files that import something, by how its specifier ends. */
function indexByImportedName(files: readonly string[], read: FileReader): Map<string, string[]> {
  const paths = new Map<string, Set<string>>();
  for (const path of files) {
    if (codeKind(path) === undefined) continue;
    const bytes = read(path);
    if (!(bytes instanceof Uint8Array)) continue;
    for (const specifier of importSpecifiers(bytes.toString('latin1'))) addTo(paths, lastName(specifier), path);
  }
  return new Map([...paths].map(([name, found]) => [name, [...found]]));
}

function lastName(specifier: string): string {
  const [name = ''] = specifier
    .replace(/\/$/, '')
    .split(/[/#@~]/)
    .slice(-1);
  return name.replace(/\.(?:[cm]?[jt]sx?|json)$/, '');
}

function codeKind(path: string): SourceLanguage | 'component' | undefined {
  const kind = fileKind(path);
  return kind === 'javascript' || kind === 'typescript' || kind === 'component' ? kind : undefined;
}

function sourcesIn(path: string, read: FileReader, vendor: LintVendor): SourceFile[] {
  const kind = codeKind(path);
  const bytes = read(path);
  if (kind === undefined || !(bytes instanceof Uint8Array)) return [];
  const file = { path, ...decodeText(bytes) };
  return kind === 'component' ? componentSources(file, vendor) : [{ ...file, language: kind }];
}

/** Of a component nobody imports more than its markup. */
function exportsSomething({ path, name, text }: SourceFile): boolean {
  return name === undefined && (EXPORTS.test(text) || isDataFile(path));
}

/** How an import ends that means a file: its name; or for an index its folder's, its package's, or points. */
function importedNames({ path }: SourceFile): string[] {
  const name = posix.basename(path).replace(/\.[^.]+$/, '');
  if (name !== 'index') return [name];
  const folder = posix.dirname(path);
  const isSource = posix.basename(folder) === 'src';
  return [posix.basename(folder), '.', '..', ...(isSource ? [posix.basename(posix.dirname(folder))] : [])];
}

/** The files with classes that implement what those of linted files do: then an object of the interface may be of either. */
function implementingTheSame(
  linted: readonly SourceFile[],
  known: ReadonlyMap<string, SourceFile>,
  { files, read, vendor }: ClosureOptions,
): SourceFile[] {
  const names = new Set(linted.flatMap(({ text }) => [...implementedNames(text)]));
  if (names.size === 0) return [];
  return files.flatMap(path => {
    if (known.has(path) || fileKind(path) !== 'typescript') return [];
    const bytes = read(path);
    if (!(bytes instanceof Uint8Array) || !bytes.includes('implements')) return [];
    const isSame = [...implementedNames(bytes.toString('latin1'))].some(name => names.has(name));
    return isSame ? (readSupport(path, read, vendor) ?? []) : [];
  });
}

/**
 * What the linted files get values from, directly or not, and who imports each. A module that is only loaded, or only exported again
 * by a file from which nobody imports, gives no value to any of them.
 */
function importedBy(
  linted: readonly SourceFile[],
  known: ReadonlyMap<string, SourceFile>,
  { read, resolve, vendor }: ClosureOptions,
): { imported: SourceFile[]; importers: ReadonlyMap<string, ReadonlySet<string>> } {
  const found = new Map<string, SourceFile>();
  const imported = new Set<string>();
  const importers = new Map<string, Set<string>>();
  const pending = linted.map(({ path, text }) => ({ path, specifiers: usedSpecifiers(text).bound }));
  for (const { path, specifiers } of pending) {
    for (const specifier of specifiers) {
      const target = resolve(specifier, path);
      if (target === undefined) continue;
      addTo(importers, target, path);
      if (imported.has(target)) continue;
      imported.add(target);
      const source = known.get(target) ?? readSupport(target, read, vendor);
      if (!source) continue;
      const { bound, reexported } = usedSpecifiers(source.text);
      if (!known.has(target)) found.set(target, source);
      pending.push({ path: target, specifiers: known.has(target) ? reexported : [...bound, ...reexported] });
    }
  }
  return { imported: [...found.values()], importers };
}

function readSupport(path: string, read: FileReader, vendor: LintVendor): SourceFile | undefined {
  if (isDataFile(path)) return readDataModule(path, read, text => vendor.isSigned(text));
  const language = fileKind(path);
  if (language !== 'javascript' && language !== 'typescript') return undefined;
  const bytes = read(path);
  return bytes instanceof Uint8Array && encodingOf(bytes) !== 'binary'
    ? { path, language, ...decodeText(bytes) }
    : undefined;
}
