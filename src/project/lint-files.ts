import type { UnidentifiedFinding } from '../finding.ts';
import type { Skipped } from '../report.ts';
import { type Closure, findClosure } from './closure.ts';
import { readComponent } from './containers/read-component.ts';
import { fileKind } from './file-kind.ts';
import { createLint, type LintOptions, type LintResult } from './lint.ts';
import { createModuleResolver } from './module-resolver.ts';
import { readSource, type SourceFile } from './prefilter.ts';
import type { FileReader } from './read-file.ts';
import { createJsonReader } from './read-json.ts';
import type { TypeProgram } from './type-program.ts';

export interface LintedFiles extends LintResult {
  /** How many files hold a sign of the vendor, or import from one that does, and were parsed. */
  count: number;
}

/** A quoted date: in a file that others import, it may be a revision that they send. */
const DATE = /['"`]\d{4}-\d{2}-\d{2}/;

/**
 * Runs our rules over every file that says anything of the vendor, and over those that import from them. The engine is loaded
 * when the first one is met, and a program is built only if files have to be seen together.
 */
export async function lintFiles(read: FileReader, files: readonly string[], options: LintOptions): Promise<LintedFiles> {
  const findings: UnidentifiedFinding[] = [];
  const { sources, skipped } = readSources(read, files);
  if (sources.length === 0) return { findings, skipped, count: 0 };

  const resolve = createModuleResolver(new Set(files), createJsonReader(read));
  const closure = findClosure(sources, { files, read, resolve });
  const program = await programOver(closure, options.root, resolve);
  const lint = await createLint(options);
  const linted = [...closure.linted, ...closure.support.filter(({ text }) => DATE.test(text))];
  for (const source of linted) {
    const result = await lint(source, program);
    findings.push(...result.findings);
    skipped.push(...result.skipped);
  }
  return { findings, skipped, count: new Set(linted.map(({ path }) => path)).size };
}

function readSources(read: FileReader, files: readonly string[]): { sources: SourceFile[]; skipped: Skipped[] } {
  const sources: SourceFile[] = [];
  const skipped: Skipped[] = [];
  for (const path of files) {
    const source = fileKind(path) === 'component' ? readComponent(read, path) : readSource(read, path);
    if (source === undefined) continue;
    if ('reason' in source) skipped.push(source);
    else sources.push(...[source].flat());
  }
  return { sources, skipped };
}

async function programOver({ linted, support, isLinked }: Closure, root: string, resolve: ReturnType<typeof createModuleResolver>): Promise<TypeProgram | undefined> {
  if (!isLinked && support.length === 0) return undefined;
  const { createTypeProgram } = await import('./typescript.ts');
  return createTypeProgram(root, [...linted, ...support], resolve);
}
