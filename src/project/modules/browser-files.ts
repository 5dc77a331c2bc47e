import { posix } from 'node:path';
import { clientAbove } from '../../../eslint-plugin/program/client-above.ts';
import { isTestFile } from '../../../eslint-plugin/program/test-file.ts';
import { directiveOf, isClientName, isServerOnly } from '../../vendors/klaviyo/browser-module.ts';
import { componentSources } from '../containers/component-sources.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { encodingOf } from '../discovery/text-encoding.ts';
import { fileKind } from '../discovery/file-kind.ts';
import type { ModuleResolver } from './module-resolver.ts';
import type { SourceFile } from '../lint/prefilter.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { valueImports, type ValueImport } from './value-imports.ts';

interface BrowserOptions {
  /** All listed files. */
  files: readonly string[];
  read: FileReader;
  resolve: ModuleResolver;
}

/** What must not reach the browser: the SDK, or the variable of a key. */
const MATTERS = /['"]klaviyo-api['"/]|\benv\b[^\n]{0,40}KLAVIYO/i;

/** A file that imports others. */
interface Importer {
  imports: ValueImport[];
  isClient: boolean;
}

/**
 * Finds out which of the sources reach the browser because code of the browser imports them, directly or not. Nothing is read
 * where no source has anything to lose.
 *
 * @returns by the path of such a source the file of the browser that leads there
 */
export function browserFiles(sources: readonly SourceFile[], options: BrowserOptions): Map<string, string> {
  const reached = new Map<string, string>();
  const candidates = sources.filter(
    ({ path, name, text }) =>
      name === undefined && MATTERS.test(text) && !isTestFile(path) && !isServerOnly(path, text),
  );
  if (candidates.length === 0) return reached;
  const importers = readImporters(options);
  if (![...importers.values()].some(({ isClient }) => isClient)) return reached;
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  const lookup: Lookup = { resolve: options.resolve, textOf: target => texts.get(target) };
  for (const { path } of candidates) {
    const client = clientAbove(path, {
      importersOf: targets => importersOf(targets, importers, lookup),
      isClient: name => importers.get(name)?.isClient === true,
    });
    if (client !== undefined) reached.set(path, client);
  }
  return reached;
}

interface Lookup {
  resolve: ModuleResolver;
  textOf(path: string): string | undefined;
}

function importersOf(targets: readonly string[], importers: ReadonlyMap<string, Importer>, lookup: Lookup): string[] {
  return [...importers].flatMap(([path, { imports }]) =>
    imports.some(found => targets.some(target => means(found, path, target, lookup))) ? [path] : [],
  );
}

/** The end of a specifier is compared first, because most mean something else. */
function means({ specifier, names }: ValueImport, from: string, target: string, { resolve, textOf }: Lookup): boolean {
  const name = posix.basename(target).replace(/\.[^.]+$/, '');
  const last = posix.basename(specifier).replace(/\.[cm]?[jt]sx?$/, '');
  if (last !== name && name !== 'index') return false;
  return resolve(specifier, from) === target && !areTypes(names, textOf(target));
}

/** Names that the target declares as types only are gone, too. */
function areTypes(names: readonly string[] | undefined, text: string | undefined): boolean {
  return (
    names !== undefined &&
    names.length > 0 &&
    text !== undefined &&
    names.every(name =>
      new RegExp(
        String.raw`\bexport\s+(?:declare\s+)?(?:interface|type)\s+${name.replaceAll('$', String.raw`\$`)}\b`,
      ).test(text),
    )
  );
}

function readImporters({ files, read, resolve }: BrowserOptions): Map<string, Importer> {
  const importers = new Map(files.flatMap(path => readImporter(path, read)));
  for (const entry of files.flatMap(path => entriesIn(path, read, resolve))) {
    const importer = importers.get(entry);
    if (importer) importer.isClient = true;
  }
  return importers;
}

function readImporter(path: string, read: FileReader): [string, Importer][] {
  const kind = fileKind(path);
  const isComponent = kind === 'component';
  if ((kind !== 'javascript' && kind !== 'typescript' && !isComponent) || isTestFile(path)) return [];
  const text = textOf(read, path);
  return isServerOnly(path, text)
    ? []
    : [[path, importerIn(path, isComponent ? browserCodeOf(path, text) : text, isComponent)]];
}

/** The files that a page, or the tool of a project, loads in the browser. */
function entriesIn(path: string, read: FileReader, resolve: ModuleResolver): string[] {
  const folder = posix.dirname(path);
  switch (posix.basename(path)) {
    case 'index.html':
      return scriptsOf(textOf(read, path)).flatMap(script => resolve(`./${script.replace(/^\/+/, '')}`, path) ?? []);
    case 'angular.json':
      return [posix.join(folder, 'src/main.ts')];
    case 'package.json':
      return /"react-scripts"\s*:/.test(textOf(read, path))
        ? ['js', 'jsx', 'ts', 'tsx'].map(extension => posix.join(folder, `src/index.${extension}`))
        : [];
    default:
      return [];
  }
}

function importerIn(path: string, text: string, isComponent: boolean): Importer {
  return {
    imports: valueImports(text),
    isClient: isComponent || isClientName(path) || directiveOf(text) === 'use client',
  };
}

/** The scripts of a component, without what runs on the server: the front matter of Astro. */
function browserCodeOf(path: string, text: string): string {
  const parts = componentSources({ path, text, hasByteOrderMark: false });
  const isServer = (name: string | undefined): boolean =>
    path.endsWith('.astro') && text.trimStart().startsWith('---') && name?.includes('?0.') === true;
  return parts
    .filter(({ name }) => !isServer(name))
    .map(part => part.text)
    .join('\n');
}

const MODULE_SCRIPT = /<script\b([^>]{0,500})>/gi;

function scriptsOf(html: string): string[] {
  return [...html.matchAll(MODULE_SCRIPT)]
    .flatMap(([, attributes = '']) =>
      /\btype\s*=\s*["']?module/i.test(attributes) ? (/\bsrc\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1] ?? []) : [],
    )
    .filter(source => !source.includes('://'));
}

function textOf(read: FileReader, path: string): string {
  const bytes = read(path);
  return bytes instanceof Uint8Array && encodingOf(bytes) !== 'binary' ? decodeText(bytes).text : '';
}
