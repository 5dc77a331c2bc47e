import type { UnidentifiedFinding } from '../finding.ts';
import type { Skipped } from '../report.ts';
import { createLint, type LintOptions, type LintResult } from './lint.ts';
import { readSource } from './prefilter.ts';
import type { FileReader } from './read-file.ts';

export interface LintedFiles extends LintResult {
  /** How many files hold a sign of the vendor and were parsed. */
  count: number;
}

/** Runs our rules over every file that says anything of the vendor. The engine is loaded when the first one is met. */
export async function lintFiles(read: FileReader, files: readonly string[], options: LintOptions): Promise<LintedFiles> {
  const findings: UnidentifiedFinding[] = [];
  const skipped: Skipped[] = [];
  let lint: Awaited<ReturnType<typeof createLint>> | undefined;
  let count = 0;
  for (const path of files) {
    const source = readSource(read, path);
    if (source === undefined) continue;
    if ('reason' in source) {
      skipped.push(source);
      continue;
    }
    lint ??= await createLint(options);
    const result = await lint(source);
    count += 1;
    findings.push(...result.findings);
    skipped.push(...result.skipped);
  }
  return { findings, skipped, count };
}
