import type { Skipped } from '../../model/report.ts';
import { readBundlerAliases } from '../modules/bundler-aliases.ts';
import { browserFiles } from '../modules/browser-files.ts';
import { type ClientImports, clientImports } from '../modules/client-imports.ts';
import { type Closure, findClosure } from '../modules/closure.ts';
import { readComponent } from '../containers/read-component.ts';
import { failureReason } from '../discovery/failure.ts';
import { fileKind } from '../discovery/file-kind.ts';
import {
  type Addresses,
  addressesIn,
  createLint,
  type FileLintResult,
  type KeyReads,
  readsIn,
  type LintOptions,
  type LintResult,
  runsRule,
} from './lint.ts';
import { dataModulesNaming } from '../modules/data-module.ts';
import { reachedFiles } from '../modules/reached-files.ts';
import { createModuleResolver, type ModuleResolver } from '../modules/module-resolver.ts';
import { packageAliases, type PackageAliases } from '../modules/package-aliases.ts';
import { KLAVIYO, type LintVendor, OTHER_VENDORS } from './lint-vendor.ts';
import { moduleName, readSource, type SourceFile } from './prefilter.ts';
import { isMemoryShort, MEMORY_REASON } from '../discovery/memory-budget.ts';
import { isOver, TIME_REASON } from '../discovery/time-budget.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { createJsonReader } from '../manifests/read-json.ts';
import { lintShellFiles } from '../shell/lint-shell.ts';
import { readShellFile, type ShellFile } from '../shell/read-shell-file.ts';
import { type SourceFiles, sourceFiles } from '../modules/source-files.ts';

export interface LintedFiles extends LintResult {
  /** How many files hold a sign of the vendor, or import from one that does, and were parsed. */
  count: number;
  /** The files that every rule analyzed. */
  analyzed: SourceFile[];
  /** Absent where there are none. */
  addresses?: Addresses;
  /** Absent where there are none. */
  keyReads?: KeyReads;
  /** What the checked files import, where only some files are checked and they import something. */
  reached?: ReadonlySet<string>;
}

/** A quoted date: in a file that others import, it may be a revision that they send. */
const DATE = /['"`]\d{4}-\d{2}-\d{2}/;

/**
 * Runs our rules over every file that mentions the vendor, and over those that import from them. The engine is loaded
 * when the first one is met, and commands of a shell are analyzed only where there are some. The rules of another vendor run too,
 * by themselves, where the code uses it.
 *
 * @param files also those that are not checked, for what they show about those that are
 */
export async function lintFiles(
  read: FileReader,
  files: readonly string[],
  options: LintOptions,
): Promise<LintedFiles> {
  const aliases = packageAliases(new Set(files), createJsonReader(read), await readBundlerAliases(files, read));
  const others = OTHER_VENDORS.map(vendor => ({
    vendor,
    isUsed: aliases.of(vendor.isSdkModule).length > 0,
    signed: new Set<string>(),
  }));
  const whenRead = (path: string, text: string): void => {
    for (const other of others) {
      if (!other.vendor.isSigned(text)) continue;
      other.signed.add(path);
      other.isUsed ||= other.vendor.isUsedIn(text);
    }
  };
  const ofKlaviyo = await survey(read, files, { ...options, vendor: KLAVIYO, aliases, whenRead });
  const surveys = [ofKlaviyo];
  for (const { vendor, signed } of options.rules ? [] : others.filter(({ isUsed }) => isUsed))
    surveys.push(await survey(read, files, { ...options, vendor, aliases, signed }));
  const program = shareProgram(options.root, surveys);
  let linted = await lintSurveyed(ofKlaviyo, program);
  for (const other of surveys.slice(1)) linted = merged(linted, await lintSurveyed(other, program));
  const { shells: _, ...found } = linted;
  return found;
}

interface VendorFiles extends LintedFiles {
  /** The paths of the files whose commands were read. */
  shells: readonly string[];
}

/** A file that concerns both counts once. */
function merged(one: VendorFiles, other: VendorFiles): VendorFiles {
  const known = new Set(one.analyzed.map(moduleName));
  const analyzed = other.analyzed.filter(source => !known.has(moduleName(source)));
  const knownShells = new Set(one.shells);
  const shells = other.shells.filter(path => !knownShells.has(path));
  const reached = new Set([...(one.reached ?? []), ...(other.reached ?? [])]);
  return {
    findings: [...one.findings, ...other.findings],
    ...suppressedIn([one, other]),
    skipped: withoutRepetitions([...one.skipped, ...other.skipped]),
    count: one.count + analyzed.length + shells.length,
    analyzed: [...one.analyzed, ...analyzed],
    ...observedIn([one, other]),
    shells: [...one.shells, ...shells],
    ...(reached.size > 0 && { reached }),
  };
}

function observedIn(
  results: readonly Pick<FileLintResult, 'addresses' | 'keyReads'>[],
): Pick<FileLintResult, 'addresses' | 'keyReads'> {
  return {
    ...addressesIn({
      written: results.flatMap(({ addresses }) => addresses?.written ?? []),
      sent: results.flatMap(({ addresses }) => addresses?.sent ?? []),
      schemes: results.flatMap(({ addresses }) => addresses?.schemes ?? []),
    }),
    ...readsIn({
      read: results.flatMap(({ keyReads }) => keyReads?.read ?? []),
      used: results.flatMap(({ keyReads }) => keyReads?.used ?? []),
    }),
  };
}

type VendorOptions = LintOptions & {
  vendor: LintVendor;
  aliases: PackageAliases;
  /** Called with each file that may hold code. */
  whenRead?: (path: string, text: string) => void;
  /** The files with a sign of the vendor, where they are known; only they, and what may concern it without one, are read again. */
  signed?: ReadonlySet<string>;
};

/** What concerns one vendor, before anything of it is linted. */
interface Survey {
  options: VendorOptions;
  sources: SourceFile[];
  shellFiles: ShellFile[];
  skipped: Skipped[];
  reached: ReadonlySet<string>;
  scope: LintScope;
}

async function survey(read: FileReader, files: readonly string[], options: VendorOptions): Promise<Survey> {
  const { isChecked = () => true, vendor, aliases } = options;
  const found = readSources(read, files, options);
  const sources = [...found.sources, ...(await embeddedSources(found.shellFiles, vendor))];
  const shellFiles = found.shellFiles.filter(({ path }) => isChecked(path));
  const reached = reachedOutside(sources, { files: [...files, ...(options.unlisted ?? [])], read, isChecked });
  const skipped = found.skipped.filter(({ path = '.' }) => isChecked(path) || reached.has(path));
  const data = dataModulesNaming(vendor.reachesApi, files, read);
  const scope =
    sources.length + data.length > 0
      ? await findScope(sources, {
          data,
          incomplete: found.incomplete,
          files,
          read,
          vendor,
          isChecked,
          followsAll: options.isCollecting,
          runs: id => runsRule(id, options),
          mayNarrow: mayNarrow(files, options),
          aliases,
        })
      : NOTHING_TO_LINT;
  return { options, sources, shellFiles, skipped, reached, scope };
}

/** The code in commands that mentions the vendor. The parser of shells is loaded only where there may be some. */
async function embeddedSources(files: readonly ShellFile[], vendor: LintVendor): Promise<SourceFile[]> {
  const mayHoldCode = /\b(?:node(?:js)?|bun|deno|tsx|ts-node|github-script)\b/;
  const holding = files.filter(({ text }) => mayHoldCode.test(text));
  if (holding.length === 0) return [];
  const { embeddedCode } = await import('../shell/shell-commands.ts');
  return holding.flatMap(embeddedCode).filter(({ text }) => vendor.isSigned(text));
}

async function lintSurveyed(
  { options, sources, shellFiles, skipped, reached, scope }: Survey,
  program: Program,
): Promise<VendorFiles> {
  const concerned = sources.length + scope.linted.length + scope.skipped.length + shellFiles.length;
  if (concerned === 0) return { findings: [], skipped, count: 0, analyzed: [], shells: [] };
  const ofSources = await lintSources(scope, program, options);
  const ofShells = shellFiles.length > 0 ? await lintShellFiles(shellFiles, options) : { findings: [], skipped: [] };
  return {
    findings: [...ofSources.findings, ...ofShells.findings],
    ...suppressedIn([ofSources, ofShells]),
    skipped: [...skipped, ...ofSources.skipped, ...ofShells.skipped],
    count: ofSources.count + shellFiles.length,
    analyzed: ofSources.analyzed,
    ...observedIn([ofSources]),
    shells: shellFiles.map(({ path }) => path),
    ...(reached.size > 0 && { reached }),
  };
}

/**
 * Whether all that is sent is known once the files that send are linted: not where some of those are not, where rules differ from
 * folder to folder, and where other rules run than those that search for what is sent.
 */
function mayNarrow(files: readonly string[], { rules, settings, isCollecting, isChecked }: LintOptions): boolean {
  const areRulesOurs = rules === undefined || isCollecting === true;
  return areRulesOurs && (settings?.all.length ?? 1) === 1 && (!isChecked || files.every(isChecked));
}

/** What checked files import, where only some files are checked. */
function reachedOutside(
  sources: readonly SourceFile[],
  { files, read, isChecked }: Pick<Surroundings, 'files' | 'read' | 'isChecked'>,
): ReadonlySet<string> {
  if (files.every(isChecked)) return new Set();
  const resolve = createModuleResolver(new Set(files), createJsonReader(read));
  return reachedFiles(
    sources.filter(({ path }) => isChecked(path)),
    { read, resolve },
  );
}

function suppressedIn(results: readonly LintResult[]): Pick<LintResult, 'suppressed'> {
  const suppressed = results.flatMap(result => result.suppressed ?? []);
  return suppressed.length > 0 ? { suppressed } : {};
}

interface Surroundings {
  /** Files of data with an address of the API. */
  data: readonly SourceFile[];
  /** The paths of files with a host of the API of which a part is missing. */
  incomplete: ReadonlySet<string>;
  /** All listed files. */
  files: readonly string[];
  read: FileReader;
  vendor: LintVendor;
  isChecked: (path: string) => boolean;
  followsAll: boolean | undefined;
  /** Whether a rule runs. */
  runs: (id: string) => boolean;
  /** A file that is only imported is linted where a linted one sends something that stands in it, and else wherever that may be. */
  mayNarrow: boolean;
  aliases: PackageAliases;
}

/** What of the sources that concern a vendor is linted, and what it is seen together with. */
interface LintScope {
  /** What the rules run over. */
  linted: SourceFile[];
  /** What they run over where something stands in it that one of those sends, or that is to be reported. */
  imported: SourceFile[];
  /** By the path of a source that the browser loads, the file that leads there. */
  reachedFrom: ReadonlyMap<string, string>;
  /** By the path of a source, what it imports of client components. */
  clients: ReadonlyMap<string, ClientImports>;
  /** Undefined where each file is analyzed by itself. */
  together: { sources: SourceFile[]; resolve: ModuleResolver; aliases: PackageAliases } | undefined;
  skipped: Skipped[];
}

const NOTHING_TO_LINT: LintScope = {
  linted: [],
  imported: [],
  reachedFrom: new Map(),
  clients: new Map(),
  together: undefined,
  skipped: [],
};

/** Where files cannot be analyzed together, each is analyzed by itself, which is reported. */
async function findScope(
  sources: readonly SourceFile[],
  { data, incomplete, files, read, vendor, followsAll, runs, isChecked, mayNarrow: isNarrowed, aliases }: Surroundings,
): Promise<LintScope> {
  try {
    const resolve = createModuleResolver(new Set(files), createJsonReader(read));
    const closure = findClosure(sources, {
      data,
      incomplete,
      files,
      read,
      resolve,
      vendor,
      followsAll,
      followsBursts: runs('no-unthrottled-burst'),
      followsLayers: vendor === KLAVIYO && runs('sdk-layering'),
      followsErrors: runs('no-private-key-in-browser'),
      followsWebhooks: runs('require-webhook-verification'),
    });
    const isCalling = ({ path }: SourceFile): boolean => !isNarrowed || closure.calling.has(path);
    const matters = await createMatter(vendor, runs);
    const own = [...closure.linted, ...closure.support.filter(source => matters(source) && isCalling(source))];
    const linted = new Set(own.map(({ path }) => path));
    return {
      linted: own.filter(({ path }) => isChecked(path)),
      imported: closure.support.filter(({ path }) => !linted.has(path) && isChecked(path)),
      reachedFrom: await browserFiles(sources, { files, read, resolve, vendor: withAliases(vendor, aliases) }),
      clients: clientImports(sources, { read, resolve }),
      together: isSeenTogether(closure, vendor, aliases)
        ? { sources: [...closure.linted, ...closure.support], resolve, aliases }
        : undefined,
      skipped: [],
    };
  } catch (error) {
    const reason = `what files import from each other was not followed: ${failureReason(error)}`;
    return {
      ...NOTHING_TO_LINT,
      linted: sources.filter(({ path }) => isChecked(path)),
      skipped: [{ id: 'imports', reason }],
    };
  }
}

/** Under an alias, too, the SDK must not reach the browser. */
function withAliases(vendor: LintVendor, aliases: PackageAliases): LintVendor {
  const names = aliases.of(vendor.isSdkModule);
  if (names.length === 0) return vendor;
  const quoted = names.map(name => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|');
  return {
    ...vendor,
    notForBrowsers: new RegExp(`${vendor.notForBrowsers.source}|['"\`](?:${quoted})(?:['"\`]|/)`, 'i'),
  };
}

function isSeenTogether({ linted, support, isLinked }: Closure, vendor: LintVendor, aliases: PackageAliases): boolean {
  const isCompared = vendor.comparesFiles && linted.length > 1;
  return isLinked || support.length > 0 || aliases.of(vendor.isSdkModule).length > 0 || isCompared;
}

/** Tells which imported files may hold something that is sent. */
async function createMatter(vendor: LintVendor, runs: Surroundings['runs']): Promise<(source: SourceFile) => boolean> {
  if (vendor !== KLAVIYO) return () => false;
  const { mayHoldFilter, mayHoldPhoneNumber, writesSnakeCaseAttribute } = await import('./eslint-linter.ts');
  const seeksPhoneNumbers = runs('valid-phone-number');
  const seeksFilters = runs('no-unescaped-filter');
  return ({ text }) =>
    DATE.test(text) ||
    writesSnakeCaseAttribute(text) ||
    (seeksPhoneNumbers && mayHoldPhoneNumber(text)) ||
    (seeksFilters && mayHoldFilter(text));
}

/** What the rules of all vendors see, so that each file is parsed once, and what is found of its values counts for all of them. */
interface Program {
  files: SourceFiles | undefined;
  willLint: (source: SourceFile) => unknown;
  /** Grows with each file that is needed and does not parse. */
  unparsed: ReadonlySet<string>;
  /** The paths of all that is linted by itself. */
  linted: ReadonlySet<string>;
}

function shareProgram(root: string, surveys: readonly Survey[]): Program {
  const unparsed = new Set<string>();
  const linted = new Set(surveys.flatMap(({ scope }) => scope.linted.map(({ path }) => path)));
  const together = surveys.flatMap(({ scope }) => scope.together ?? []);
  const [first] = together;
  const sources = new Map(together.flatMap(scope => scope.sources.map(source => [moduleName(source), source])));
  const files =
    first &&
    sourceFiles(root, [...sources.values()], first.resolve, {
      isLinted: ({ path }) => linted.has(path),
      whenUnparsed: path => unparsed.add(path),
      aliased: first.aliases.aliased,
    });
  return { files, willLint: ({ path }) => linted.add(path), unparsed, linted };
}

async function lintSources(
  { linted, imported, reachedFrom, clients, together, skipped: unfollowed }: LintScope,
  program: Program,
  options: VendorOptions,
): Promise<LintedFiles> {
  const lint = await createLint(options);
  const results: FileLintResult[] = [];
  const skipped = [...unfollowed];
  const analyzed: SourceFile[] = [];
  const sentFrom = new Set<string>();
  const pending = [...linted];
  const lintOne = async (source: SourceFile): Promise<void> => {
    const reason = isOver(options.deadline ?? Infinity) ? TIME_REASON : isMemoryShort() ? MEMORY_REASON : undefined;
    if (reason !== undefined) {
      skipped.push({ id: 'file', path: source.path, reason });
      return;
    }
    const result = await lint(source, together && program.files, {
      reachedFrom: reachedFrom.get(source.path),
      clientImports: clients.get(source.path),
    });
    results.push(result);
    for (const path of result.sentFrom ?? []) sentFrom.add(path);
    options.onFile?.(results.length, pending.length);
    skipped.push(...result.skipped);
    if (result.skipped.length === 0) analyzed.push(source);
  };
  for (const source of linted) await lintOne(source);
  for (const source of imported.filter(({ path }) => sentFrom.has(path))) {
    pending.push(source);
    program.willLint(source);
    await lintOne(source);
  }
  const own = new Set(pending.map(({ path }) => path));
  for (const path of program.unparsed)
    if (!own.has(path) && !program.linted.has(path)) skipped.push({ id: 'file', path, reason: 'it does not parse' });
  return {
    findings: results.flatMap(({ findings }) => findings),
    ...suppressedIn(results),
    ...observedIn(results),
    skipped: withoutRepetitions(skipped),
    count: own.size,
    analyzed,
  };
}

/** A call of one file may be followed for several. */
function withoutRepetitions(skipped: readonly Skipped[]): Skipped[] {
  return [...new Map(skipped.map(item => [JSON.stringify(item), item])).values()];
}

interface Sources {
  sources: SourceFile[];
  /** The paths of files, with a sign or without, with a host of the API of which a part is missing. */
  incomplete: ReadonlySet<string>;
  shellFiles: ShellFile[];
  skipped: Skipped[];
}

interface Reading {
  root: string;
  vendor: LintVendor;
  /** Tells that a text mentions the vendor. */
  isSigned: (text: string) => boolean;
  /** Tells that the text of a module matters: it mentions the vendor, or imports the SDK under another name. */
  isWanted: (text: string) => boolean;
}

function readSources(
  read: FileReader,
  files: readonly string[],
  { root, vendor, aliases, whenRead, signed }: VendorOptions,
): Sources {
  const names = aliases.of(vendor.isSdkModule).filter(name => !vendor.name.test(name));
  const incomplete = new Set<string>();
  const found: Sources = { sources: [], incomplete, shellFiles: [], skipped: [] };
  for (const path of files) {
    if (signed?.has(path) === false && names.length === 0 && !vendor.webhookRoute.test(path)) continue;
    const isSigned = (text: string): boolean => {
      whenRead?.(path, text);
      if (vendor.pieces?.rest.test(text)) incomplete.add(path);
      return vendor.isSigned(text);
    };
    const isWanted = (text: string): boolean =>
      isSigned(text) || names.some(name => text.includes(`'${name}`) || text.includes(`"${name}`));
    const source = readOne(read, path, { root, vendor, isSigned, isWanted });
    if (source === undefined) continue;
    if ('reason' in source) found.skipped.push(source);
    else if ('kind' in source) found.shellFiles.push(source);
    else found.sources.push(...[source].flat());
  }
  return found;
}

function readOne(
  read: FileReader,
  path: string,
  { root, vendor, isSigned, isWanted }: Reading,
): SourceFile | SourceFile[] | ShellFile | Skipped | undefined {
  try {
    if (fileKind(path) === 'component') return readComponent(read, path, vendor, isSigned);
    const isRoute = vendor.webhookRoute.test(path);
    return (
      readSource(read, path, text => isWanted(text) || isRoute) ??
      readShellFile(read, path, { root, vendor, isWanted: isSigned })
    );
  } catch (error) {
    return { id: 'file', path, reason: failureReason(error) };
  }
}
