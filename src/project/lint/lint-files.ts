import type { UnidentifiedFinding } from '../../model/finding.ts';
import type { Skipped } from '../../model/report.ts';
import { browserFiles } from '../modules/browser-files.ts';
import { type Closure, findClosure } from '../modules/closure.ts';
import { readComponent } from '../containers/read-component.ts';
import { failureReason } from '../discovery/failure.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { createLint, type LintFile, type LintOptions, type LintResult } from './lint.ts';
import { createModuleResolver, type ModuleResolver } from '../modules/module-resolver.ts';
import { packageAliases, type PackageAliases } from '../modules/package-aliases.ts';
import { readSource, type SourceFile } from './prefilter.ts';
import { isSigned } from '../../vendors/klaviyo/sign.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { createJsonReader } from '../manifests/read-json.ts';
import { lintShellFiles } from '../shell/lint-shell.ts';
import { readShellFile, type ShellFile } from '../shell/read-shell-file.ts';
import type { ProjectFiles } from '../../../eslint-plugin/program/project-files.ts';
import { sourceFiles } from '../modules/source-files.ts';

export interface LintedFiles extends LintResult {
  /** How many files hold a sign of the vendor, or import from one that does, and were parsed. */
  count: number;
  /** The files that every rule analyzed. */
  analyzed: SourceFile[];
}

/** A quoted date: in a file that others import, it may be a revision that they send. */
const DATE = /['"`]\d{4}-\d{2}-\d{2}/;

/**
 * Runs our rules over every file that mentions the vendor, and over those that import from them. The engine is loaded
 * when the first one is met, and commands of a shell are analyzed only where there are some.
 *
 * @param files also those that are not checked, for what they show about those that are
 */
export async function lintFiles(
  read: FileReader,
  files: readonly string[],
  options: LintOptions,
): Promise<LintedFiles> {
  const { isChecked = () => true } = options;
  const aliases = packageAliases(new Set(files), createJsonReader(read));
  const found = readSources(read, files, { root: options.root, isWanted: createSign(aliases) });
  const { sources } = found;
  const shellFiles = found.shellFiles.filter(({ path }) => isChecked(path));
  const skipped = found.skipped.filter(({ path = '.' }) => isChecked(path));
  if (sources.length + shellFiles.length === 0) return { findings: [], skipped, count: 0, analyzed: [] };

  const lint = await createLint(options);
  const ofSources = await lintSources(
    sources,
    {
      files,
      read,
      root: options.root,
      isChecked,
      deadline: options.deadline,
      followsAll: options.isCollecting,
      aliases,
    },
    lint,
  );
  const ofShells = shellFiles.length > 0 ? await lintShellFiles(shellFiles, options) : { findings: [], skipped: [] };
  return {
    findings: [...ofSources.findings, ...ofShells.findings],
    skipped: [...skipped, ...ofSources.skipped, ...ofShells.skipped],
    count: ofSources.count + shellFiles.length,
    analyzed: ofSources.analyzed,
  };
}

interface Surroundings {
  /** All listed files. */
  files: readonly string[];
  read: FileReader;
  root: string;
  isChecked: (path: string) => boolean;
  deadline: number | undefined;
  followsAll: boolean | undefined;
  aliases: PackageAliases;
}

interface SeenTogether {
  closure: Closure;
  /** By the path of a source that the browser loads, the file that leads there. */
  reachedFrom: ReadonlyMap<string, string>;
  together: ProjectFiles | undefined;
  skipped: Skipped[];
}

/** Where files cannot be analyzed together, each is analyzed by itself, which is reported. */
async function seenTogether(
  sources: readonly SourceFile[],
  { files, read, root, followsAll, aliases }: Surroundings,
): Promise<SeenTogether> {
  try {
    const resolve = createModuleResolver(new Set(files), createJsonReader(read));
    const closure = findClosure(sources, { files, read, resolve, followsAll });
    return {
      closure,
      reachedFrom: await browserFiles(sources, { files, read, resolve }),
      together: filesOf(closure, { root, resolve, aliases }),
      skipped: [],
    };
  } catch (error) {
    const reason = `what files import from each other was not followed: ${failureReason(error)}`;
    return {
      closure: { linted: [...sources], support: [], isLinked: false },
      reachedFrom: new Map(),
      together: undefined,
      skipped: [{ id: 'imports', reason }],
    };
  }
}

async function lintSources(
  sources: readonly SourceFile[],
  surroundings: Surroundings,
  lint: LintFile,
): Promise<LintedFiles> {
  const findings: UnidentifiedFinding[] = [];
  const { closure, reachedFrom, together, skipped } = await seenTogether(sources, surroundings);
  const { writesSnakeCaseAttribute } = await import('./eslint-linter.ts');
  const mayMatter = ({ text }: SourceFile): boolean => DATE.test(text) || writesSnakeCaseAttribute(text);
  const analyzed: SourceFile[] = [];
  const linted = [...closure.linted, ...closure.support.filter(mayMatter)].filter(({ path }) =>
    surroundings.isChecked(path),
  );
  for (const source of linted) {
    if (performance.now() > (surroundings.deadline ?? Infinity)) {
      skipped.push({ id: 'file', path: source.path, reason: 'the time for reading code was over' });
      continue;
    }
    const result = await lint(source, together, reachedFrom.get(source.path));
    findings.push(...result.findings);
    skipped.push(...result.skipped);
    if (result.skipped.length === 0) analyzed.push(source);
  }
  return {
    findings,
    skipped: withoutRepetitions(skipped),
    count: new Set(linted.map(({ path }) => path)).size,
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
function createSign({ ofSdk }: PackageAliases): (text: string) => boolean {
  if (ofSdk.length === 0) return isSigned;
  return text => isSigned(text) || ofSdk.some(name => text.includes(`'${name}`) || text.includes(`"${name}`));
}

interface Reading {
  root: string;
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
  { root, isWanted }: Reading,
): SourceFile | SourceFile[] | ShellFile | Skipped | undefined {
  try {
    return fileKind(path) === 'component'
      ? readComponent(read, path)
      : (readSource(read, path, isWanted) ?? readShellFile(read, path, root));
  } catch (error) {
    return { id: 'file', path, reason: failureReason(error) };
  }
}

function filesOf(
  { linted, support, isLinked }: Closure,
  { root, resolve, aliases }: { root: string; resolve: ModuleResolver; aliases: PackageAliases },
): ProjectFiles | undefined {
  return isLinked || support.length > 0 || aliases.ofSdk.length > 0
    ? sourceFiles(root, [...linted, ...support], resolve, aliases.aliased)
    : undefined;
}
