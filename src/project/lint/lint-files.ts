import type { Skipped } from '../../model/report.ts';
import { browserFiles } from '../modules/browser-files.ts';
import { type Closure, findClosure } from '../modules/closure.ts';
import { readComponent } from '../containers/read-component.ts';
import { failureReason } from '../discovery/failure.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { createLint, type LintFile, type LintOptions, type LintResult, runsRule } from './lint.ts';
import { reachedFiles } from '../modules/reached-files.ts';
import { createModuleResolver, type ModuleResolver } from '../modules/module-resolver.ts';
import { packageAliases, type PackageAliases } from '../modules/package-aliases.ts';
import { KLAVIYO, type LintVendor, OTHER_VENDORS, type OtherVendor } from './lint-vendor.ts';
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
  const used = new Set<OtherVendor>();
  const whenRead = (text: string): void => {
    for (const vendor of OTHER_VENDORS) if (!used.has(vendor) && vendor.isUsedIn(text)) used.add(vendor);
  };
  let linted = await lintForVendor(read, files, { ...options, vendor: KLAVIYO }, whenRead);
  if (options.rules) return linted;
  for (const vendor of used) {
    const { sdkVersionOf: _, ...rest } = options;
    linted = merged(linted, await lintForVendor(read, files, { ...rest, vendor }));
  }
  return linted;
}

/** A file that concerns both counts once. */
function merged(one: LintedFiles, other: LintedFiles): LintedFiles {
  const known = new Set(one.analyzed.map(moduleName));
  const analyzed = other.analyzed.filter(source => !known.has(moduleName(source)));
  const reached = new Set([...(one.reached ?? []), ...(other.reached ?? [])]);
  return {
    findings: [...one.findings, ...other.findings],
    ...suppressedIn([one, other]),
    skipped: withoutRepetitions([...one.skipped, ...other.skipped]),
    count: one.count + analyzed.length,
    analyzed: [...one.analyzed, ...analyzed],
    ...(reached.size > 0 && { reached }),
  };
}

type VendorOptions = LintOptions & { vendor: LintVendor };

async function lintForVendor(
  read: FileReader,
  files: readonly string[],
  options: VendorOptions,
  whenRead?: (text: string) => void,
): Promise<LintedFiles> {
  const { isChecked = () => true, vendor } = options;
  const aliases = packageAliases(new Set(files), createJsonReader(read));
  const found = readSources(read, files, {
    root: options.root,
    vendor,
    isWanted: createSign(aliases, vendor, whenRead),
  });
  const { sources } = found;
  const shellFiles = found.shellFiles.filter(({ path }) => isChecked(path));
  const reached = reachedOutside(found, { files: [...files, ...(options.unlisted ?? [])], read, isChecked });
  const skipped = found.skipped.filter(({ path = '.' }) => isChecked(path) || reached.has(path));
  if (sources.length + shellFiles.length === 0) return { findings: [], skipped, count: 0, analyzed: [] };

  const lint = await createLint(options);
  const ofSources = await lintSources(
    sources,
    {
      files,
      read,
      root: options.root,
      vendor,
      isChecked,
      deadline: options.deadline,
      onFile: options.onFile,
      followsAll: options.isCollecting,
      runs: id => runsRule(id, options),
      mayNarrow: mayNarrow(files, options),
      aliases,
    },
    lint,
  );
  const ofShells = shellFiles.length > 0 ? await lintShellFiles(shellFiles, options) : { findings: [], skipped: [] };
  return {
    findings: [...ofSources.findings, ...ofShells.findings],
    ...suppressedIn([ofSources, ofShells]),
    skipped: [...skipped, ...ofSources.skipped, ...ofShells.skipped],
    count: ofSources.count + shellFiles.length,
    analyzed: ofSources.analyzed,
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
  { sources }: Sources,
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
  /** All listed files. */
  files: readonly string[];
  read: FileReader;
  root: string;
  vendor: LintVendor;
  isChecked: (path: string) => boolean;
  deadline: number | undefined;
  onFile: LintOptions['onFile'];
  followsAll: boolean | undefined;
  /** Whether a rule runs. */
  runs: (id: string) => boolean;
  /** A file that is only imported is linted where a linted one sends something that stands in it, and else wherever that may be. */
  mayNarrow: boolean;
  aliases: PackageAliases;
}

interface SeenTogether {
  /** What the rules run over. */
  linted: SourceFile[];
  /** What they run over where something stands in it that one of those sends. */
  imported: SourceFile[];
  /** Called before one of those is linted. */
  willLint: (source: SourceFile) => unknown;
  /** By the path of a source that the browser loads, the file that leads there. */
  reachedFrom: ReadonlyMap<string, string>;
  together: SourceFiles | undefined;
  /** Grows with each file that is needed and does not parse. */
  unparsed: Set<string>;
  skipped: Skipped[];
}

/** Where files cannot be analyzed together, each is analyzed by itself, which is reported. */
async function seenTogether(
  sources: readonly SourceFile[],
  { files, read, root, vendor, followsAll, runs, isChecked, mayNarrow: isNarrowed, aliases }: Surroundings,
  mayMatter: (source: SourceFile) => boolean,
): Promise<SeenTogether> {
  const unparsed = new Set<string>();
  try {
    const resolve = createModuleResolver(new Set(files), createJsonReader(read));
    const closure = findClosure(sources, {
      files,
      read,
      resolve,
      vendor,
      followsAll,
      followsBursts: runs('no-unthrottled-burst'),
      followsLayers: vendor === KLAVIYO && runs('sdk-layering'),
      followsWebhooks: runs('require-webhook-verification'),
    });
    const isCalling = ({ path }: SourceFile): boolean => !isNarrowed || closure.calling.has(path);
    const mattering = closure.support.filter(mayMatter);
    const linted = [...closure.linted, ...mattering.filter(isCalling)].filter(({ path }) => isChecked(path));
    const lintedPaths = new Set(linted.map(({ path }) => path));
    const together = filesOf(
      closure,
      { root, vendor, resolve, aliases },
      {
        isLinted: ({ path }) => lintedPaths.has(path),
        whenUnparsed: path => unparsed.add(path),
      },
    );
    return {
      linted,
      imported: mattering.filter(source => !isCalling(source)),
      willLint: ({ path }) => lintedPaths.add(path),
      reachedFrom: await browserFiles(sources, { files, read, resolve }),
      together,
      unparsed,
      skipped: [],
    };
  } catch (error) {
    const reason = `what files import from each other was not followed: ${failureReason(error)}`;
    return {
      linted: sources.filter(({ path }) => isChecked(path)),
      imported: [],
      willLint: () => undefined,
      reachedFrom: new Map(),
      together: undefined,
      unparsed,
      skipped: [{ id: 'imports', reason }],
    };
  }
}

async function lintSources(
  sources: readonly SourceFile[],
  surroundings: Surroundings,
  lint: LintFile,
): Promise<LintedFiles> {
  const results: LintResult[] = [];
  const { mayHoldFilter, mayHoldPhoneNumber, writesSnakeCaseAttribute } = await import('./eslint-linter.ts');
  const seeksPhoneNumbers = surroundings.runs('valid-phone-number');
  const seeksFilters = surroundings.runs('no-unescaped-filter');
  const { linted, imported, willLint, reachedFrom, together, unparsed, skipped } = await seenTogether(
    sources,
    surroundings,
    ({ text }) =>
      surroundings.vendor === KLAVIYO &&
      (DATE.test(text) ||
        writesSnakeCaseAttribute(text) ||
        (seeksPhoneNumbers && mayHoldPhoneNumber(text)) ||
        (seeksFilters && mayHoldFilter(text))),
  );
  const analyzed: SourceFile[] = [];
  const sentFrom = new Set<string>();
  const pending = [...linted];
  const lintOne = async (source: SourceFile): Promise<void> => {
    const reason = isOver(surroundings.deadline ?? Infinity)
      ? TIME_REASON
      : isMemoryShort()
        ? MEMORY_REASON
        : undefined;
    if (reason !== undefined) {
      skipped.push({ id: 'file', path: source.path, reason });
      return;
    }
    const result = await lint(source, together, reachedFrom.get(source.path));
    results.push(result);
    for (const path of result.sentFrom ?? []) sentFrom.add(path);
    surroundings.onFile?.(results.length, pending.length);
    skipped.push(...result.skipped);
    if (result.skipped.length === 0) analyzed.push(source);
  };
  for (const source of linted) await lintOne(source);
  for (const source of imported.filter(({ path }) => sentFrom.has(path))) {
    pending.push(source);
    willLint(source);
    await lintOne(source);
  }
  const own = new Set(pending.map(({ path }) => path));
  for (const path of unparsed) if (!own.has(path)) skipped.push({ id: 'file', path, reason: 'it does not parse' });
  return {
    findings: results.flatMap(({ findings }) => findings),
    ...suppressedIn(results),
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
  shellFiles: ShellFile[];
  skipped: Skipped[];
}

/** What tells that a file matters: a sign of the vendor, or an import of the SDK under another name. */
function createSign(
  { ofSdk }: PackageAliases,
  vendor: LintVendor,
  whenRead: (text: string) => void = () => undefined,
): (text: string) => boolean {
  const names = vendor === KLAVIYO ? ofSdk : [];
  return text => {
    whenRead(text);
    return vendor.isSigned(text) || names.some(name => text.includes(`'${name}`) || text.includes(`"${name}`));
  };
}

interface Reading {
  root: string;
  vendor: LintVendor;
  isWanted: (text: string) => boolean;
}

function readSources(read: FileReader, files: readonly string[], reading: Reading): Sources {
  const found: Sources = { sources: [], shellFiles: [], skipped: [] };
  for (const path of files) {
    const source = readOne(read, path, reading);
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
  { root, vendor, isWanted }: Reading,
): SourceFile | SourceFile[] | ShellFile | Skipped | undefined {
  try {
    if (fileKind(path) === 'component') return readComponent(read, path, vendor.isSigned);
    // Commands of a shell are read for Klaviyo only.
    return readSource(read, path, isWanted) ?? (vendor === KLAVIYO ? readShellFile(read, path, root) : undefined);
  } catch (error) {
    return { id: 'file', path, reason: failureReason(error) };
  }
}

function filesOf(
  { linted, support, isLinked }: Closure,
  {
    root,
    vendor,
    resolve,
    aliases,
  }: { root: string; vendor: LintVendor; resolve: ModuleResolver; aliases: PackageAliases },
  use: Omit<Parameters<typeof sourceFiles>[3], 'aliased'>,
): SourceFiles | undefined {
  const isCompared = vendor.comparesFiles && linted.length > 1;
  return isLinked || support.length > 0 || aliases.ofSdk.length > 0 || isCompared
    ? sourceFiles(root, [...linted, ...support], resolve, { ...use, aliased: aliases.aliased })
    : undefined;
}
