import { clientAbove } from '../../../eslint-plugin/program/client-above.ts';
import { isTestFile } from '../../../eslint-plugin/program/test-file.ts';
import {
  directiveOf,
  isClientName,
  isForUsers,
  isServerOnly,
  mayHaveServerFunctions,
} from '../../vendors/browser-module.ts';
import { componentSources } from '../containers/component-sources.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { encodingOf } from '../discovery/text-encoding.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { browserEntries } from './browser-entries.ts';
import { globImports, mayImportByGlob } from './glob-imports.ts';
import { islandImports } from './island-imports.ts';
import type { BrowserUse } from '../../../eslint-plugin/vendor/browsers/browser-use.ts';
import type { ModuleResolver } from './module-resolver.ts';
import type { LintVendor } from '../lint/lint-vendor.ts';
import type { SourceFile } from '../lint/prefilter.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { exportedNames, type ReExport, reExports, withoutReExports } from './re-exports.ts';
import { mayImport, valueImports, type ValueImport } from './value-imports.ts';

interface BrowserOptions {
  /** All listed files. */
  files: readonly string[];
  read: FileReader;
  resolve: ModuleResolver;
  vendor: LintVendor;
}

/** A file that imports others. */
interface Importer {
  text: string;
  imports: ValueImport[];
  reExports: ReExport[];
  /** It reaches the browser by itself. */
  isClient: boolean;
  /** The file that loads it in the browser. */
  loadedBy?: string;
}

/**
 * Finds out which of the sources reach the browser because code of the browser imports them, directly or not, or because a page loads
 * them. Nothing is read where no source has anything to lose.
 *
 * @returns by the path of such a source the file of the browser that leads there
 */
export async function browserFiles(
  sources: readonly SourceFile[],
  options: BrowserOptions,
): Promise<Map<string, string>> {
  const reached = new Map<string, string>();
  const candidates = sources.filter(
    ({ path, name, text }) =>
      name === undefined && options.vendor.notForBrowsers.test(text) && !isTestFile(path) && !isServerOnly(path, text),
  );
  if (candidates.length === 0) return reached;
  const importers = await readImporters(options);
  const search = createSearch(importers, options, await createReader());
  for (const { path } of candidates) {
    const client = importers.get(path)?.loadedBy ?? clientAbove(path, search);
    if (client !== undefined) reached.set(path, client.replace(PART, ''));
  }
  return reached;
}

/** Makes a function that reads what of a module the browser gets; a text that does not parse tells nothing. */
async function createReader(): Promise<(path: string, text: string) => BrowserUse> {
  const [{ createLeanParser }, { browserUse }] = await Promise.all([
    import('./typescript.ts'),
    import('../lint/eslint-linter.ts'),
  ]);
  const parser = createLeanParser();
  return (path, text) => {
    try {
      const parsed = parser.parseForESLint(text, { filePath: path });
      return browserUse({ ...parsed, fileName: path, path, text });
    } catch {
      return { isPageScript: false, specifiers: undefined, ofServer: new Set() };
    }
  };
}

/** Marks the part of a route's module that the browser gets. */
const PART = '\0';

/** What can only be in a module of which a part, or all at once, is for the browser. */
const MAYBE_ROUTE =
  /\bclient(?:Loader|Action)\b|\bgetS(?:erverSide|tatic)(?:Props|Paths)\b|\bexport\b[^\n]{0,40}\b(?:loader|action)\b/;
const MAYBE_PAGE_SCRIPT = /\b(?:document|window)\s*\.|\$\(|\bjQuery\b/;

function createSearch(
  importers: ReadonlyMap<string, Importer>,
  { resolve, vendor }: BrowserOptions,
  read: (path: string, text: string) => BrowserUse,
): Parameters<typeof clientAbove>[1] {
  const uses = new Map<string, BrowserUse>();
  const useOf = (path: string, text: string): BrowserUse => {
    const use = uses.get(path) ?? read(path, text);
    uses.set(path, use);
    return use;
  };
  const imports = byTarget(importers, ({ imports: found }) => found, resolve);
  const barrels = createBarrels(
    importers,
    byTarget(importers, ({ reExports: found }) => found, resolve),
    vendor,
  );

  function isOfServer(path: string, { text }: Importer, { specifier }: ValueImport): boolean {
    return mayHaveServerFunctions(text) && useOf(path, text).ofServer.has(specifier);
  }

  function nameOf(path: string, { text }: Importer, { specifier }: ValueImport): string {
    const isOfBrowser = MAYBE_ROUTE.test(text) && useOf(path, text).specifiers?.has(specifier) === true;
    return isOfBrowser ? path + PART : path;
  }

  return {
    importersOf(paths) {
      const targets = paths.flatMap(path => barrels(path.replace(PART, '')));
      return targets.flatMap(target =>
        (imports.get(target.path) ?? []).flatMap(({ path, importer, found }) =>
          path !== target.path && takes(found, target, vendor) && !isOfServer(path, importer, found)
            ? [nameOf(path, importer, found)]
            : [],
        ),
      );
    },
    isClient(name) {
      const importer = importers.get(name);
      if (name.endsWith(PART) || importer?.isClient === true) return true;
      return importer !== undefined && MAYBE_PAGE_SCRIPT.test(importer.text) && useOf(name, importer.text).isPageScript;
    },
  };
}

/** What one file imports or exports again. */
interface Link<Found> {
  path: string;
  importer: Importer;
  found: Found;
}

/** Vite loads a module as a worker: `./sync.ts?worker`. */
const WORKER_QUERY = /\?(?:shared)?worker(?:&\w+)*$/;

/** Sorts what files import, or export again, by the file that it is taken from. */
function byTarget<Found extends { specifier: string }>(
  importers: ReadonlyMap<string, Importer>,
  foundIn: (importer: Importer) => readonly Found[],
  resolve: ModuleResolver,
): Map<string, Link<Found>[]> {
  const links = new Map<string, Link<Found>[]>();
  for (const [path, importer] of importers) {
    for (const found of foundIn(importer)) {
      const target = resolve(found.specifier.replace(WORKER_QUERY, ''), path);
      if (target !== undefined) links.set(target, [...(links.get(target) ?? []), { path, importer, found }]);
    }
  }
  return links;
}

/** A file, or what it exports of another one, by the names of it. */
interface Target {
  path: string;
  text: string;
  /** Undefined where any import counts. */
  names?: ReadonlySet<string>;
}

/** Finds what has to be imported to get a file: the file, or names of the files that export again what it exports. */
function createBarrels(
  importers: ReadonlyMap<string, Importer>,
  reExported: ReadonlyMap<string, readonly Link<ReExport>[]>,
  vendor: LintVendor,
): (path: string) => Target[] {
  const { notForBrowsers } = vendor;
  return path => {
    const text = importers.get(path)?.text ?? '';
    const isOnlyBarrel = !notForBrowsers.test(withoutReExports(text)) && notForBrowsers.test(text);
    const own = isOnlyBarrel ? sdkNames(importers.get(path), vendor) : new Set(exportedNames(text));
    const [itself, ...others] = barrelsOf({ path, text, names: own }, reExported, vendor);
    return [isOnlyBarrel ? itself : { path, text }, ...others];
  };
}

interface NamedTarget extends Target {
  names: ReadonlySet<string>;
}

/** A file and all that export something of it again, directly or not. */
function barrelsOf(
  start: NamedTarget,
  reExported: ReadonlyMap<string, readonly Link<ReExport>[]>,
  vendor: LintVendor,
): [NamedTarget, ...NamedTarget[]] {
  const found = new Map<string, NamedTarget>();
  const pending = [start];
  for (const target of pending) {
    for (const { path, importer, found: item } of reExported.get(target.path) ?? []) {
      const known = found.get(path)?.names ?? new Set();
      const names = new Set([...known, ...namesThrough(item, target, vendor)]);
      if (path === start.path || names.size === known.size) continue;
      const barrel = { path, text: importer.text, names };
      found.set(path, barrel);
      pending.push(barrel);
    }
  }
  return [start, ...found.values()];
}

function sdkNames(importer: Importer | undefined, { notForBrowsers }: LintVendor): Set<string> {
  return new Set(
    (importer?.reExports ?? []).flatMap(({ specifier, names }) => {
      if (!notForBrowsers.test(`'${specifier}'`)) return [];
      return names === '*' ? [EVERYTHING_OF_SDK] : [...names.keys()];
    }),
  );
}

const EVERYTHING_OF_SDK = '*';

/** The names under which a re-export gives those of its target. */
function namesThrough({ names }: ReExport, target: NamedTarget, vendor: LintVendor): string[] {
  if (names === '*') return [...target.names].filter(name => name !== 'default');
  return [...names].flatMap(([exported, local]) =>
    local === '*' || isAmong(local, target.names, vendor) ? [exported] : [],
  );
}

function isAmong(name: string, names: ReadonlySet<string>, { sdkExport }: LintVendor): boolean {
  return names.has(name) || (names.has(EVERYTHING_OF_SDK) && sdkExport.test(name));
}

function takes({ names: imported, used }: ValueImport, { text, names }: Target, vendor: LintVendor): boolean {
  if (names && used && !used.some(name => isAmong(name, names, vendor))) return false;
  return !areTypes(imported, text);
}

/** Names that the target declares as types only are gone, too. */
function areTypes(names: readonly string[] | undefined, text: string): boolean {
  return (
    names !== undefined &&
    names.length > 0 &&
    names.every(name =>
      new RegExp(
        String.raw`\bexport\s+(?:declare\s+)?(?:interface|type)\s+${name.replaceAll('$', String.raw`\$`)}\b`,
      ).test(text),
    )
  );
}

async function readImporters({ files, read, resolve, vendor }: BrowserOptions): Promise<Map<string, Importer>> {
  const importers = new Map(files.flatMap(path => readImporter(path, read, vendor)));
  for (const [path, importer] of importers)
    if (mayImportByGlob(importer.text)) importer.imports.push(...(await globImports(path, importer.text, files)));
  const readText = (path: string): string => textOf(read, path);
  const codeOf = (path: string): string | undefined => importers.get(path)?.text;
  for (const [entry, page] of browserEntries(files, { readText, codeOf, resolve })) {
    const importer = importers.get(entry);
    if (importer) Object.assign(importer, { isClient: true, loadedBy: page });
  }
  return importers;
}

function readImporter(path: string, read: FileReader, vendor: LintVendor): [string, Importer][] {
  const kind = fileKind(path);
  const isComponent = kind === 'component';
  if ((kind !== 'javascript' && kind !== 'typescript' && !isComponent) || isTestFile(path)) return [];
  const text = textOf(read, path);
  if (isServerOnly(path, text)) return [];
  // Thousands of pages that were saved hold no import, and their scripts need not be found.
  if (!isComponent) return [[path, importerIn(path, text, isComponent)]];
  if (!mayImport(text) && !(path.endsWith('.astro') && text.includes('<script ')))
    return [[path, importerIn(path, '', isComponent)]];
  const islands = islandImports(path, text);
  // What a document shows without a script of its own is only made on a server, if it shows something with one.
  const isDocument = path.endsWith('.mdx') && islands !== '';
  const code = isDocument
    ? islands
    : `${browserCodeOf(path, text, vendor)}
${islands}`;
  return [[path, importerIn(path, code, isComponent, isDocument)]];
}

/** A document becomes a component of what shows it. */
function importerIn(path: string, text: string, isComponent: boolean, hasIslands = false): Importer {
  return {
    text,
    imports: valueImports(text),
    reExports: reExports(text),
    isClient:
      (isComponent && (!path.endsWith('.mdx') || hasIslands)) ||
      isClientName(path) ||
      directiveOf(text) === 'use client' ||
      isForUsers(text),
  };
}

/** The scripts of a component, without what runs on the server: the front matter of Astro. */
function browserCodeOf(path: string, text: string, vendor: LintVendor): string {
  const parts = componentSources({ path, text, hasByteOrderMark: false }, vendor);
  const isServer = (name: string | undefined): boolean =>
    path.endsWith('.astro') && text.trimStart().startsWith('---') && name?.includes('?0.') === true;
  return parts
    .filter(({ name }) => !isServer(name))
    .map(part => part.text)
    .join('\n');
}

function textOf(read: FileReader, path: string): string {
  const bytes = read(path);
  return bytes instanceof Uint8Array && encodingOf(bytes) !== 'binary' ? decodeText(bytes).text : '';
}
