import { resolve } from 'node:path';
import { audit } from '../audit/audit.ts';
import { tell, type CliIo } from './cli-io.ts';
import { OUR_FILES, planInit, type Step } from '../init/plan-init.ts';
import { describeSetup } from '../init/describe-setup.ts';
import { UsageError } from '../model/errors.ts';
import type { Report } from '../model/report.ts';
import { realFolder } from '../project/discovery/scope.ts';
import { createFile } from '../project/init/create-file.ts';
import { readSetup } from '../project/init/read-setup.ts';
import { printed } from '../reporters/printed.ts';

export interface InitArguments {
  yes?: boolean;
  /** `YYYY-MM-DD`. */
  asOf: string;
  /** In seconds. */
  timeBudget: number;
}

type WriteStep = Extract<Step, { kind: 'write' }>;

/**
 * Runs `klaviyo-lint init`. Nothing is overwritten, nothing is installed, and nothing of the repository is run.
 *
 * @returns the exit code
 * @throws UsageError for a folder that cannot be set up, and where something is to be written and nobody can be asked
 */
export async function runInit(
  folder: string,
  { yes = false, asOf, timeBudget }: InitArguments,
  io: CliIo,
): Promise<number> {
  const root = realFolder(resolve(io.workingFolder, folder));
  const setup = readSetup(root, OUR_FILES);
  const steps = planInit(setup, await findingsIn(root, { asOf, timeBudget }, io));
  const files = steps.filter(step => step.kind === 'write');
  await io.writeOut(printed(['Found:', ...describeSetup(setup).map(line => `  ${line}`), '']));
  const written = await writeFiles(root, files, { yes, io });
  await io.writeOut(printed(endOf(steps, written)));
  if (files.length > 0 && !yes && io.ask === undefined)
    throw new UsageError("Nothing was written, because there is no terminal to ask at. Run it again with '--yes'.");
  return 0;
}

/** A folder without a file to check has none. */
async function findingsIn(
  root: string,
  { asOf, timeBudget }: Pick<InitArguments, 'asOf' | 'timeBudget'>,
  { environment }: CliIo,
): Promise<Pick<Report, 'findings'>> {
  try {
    return await audit({
      root,
      asOf,
      failOn: 'error',
      configuration: 'folder',
      searchPath: environment['PATH'],
      timeBudgetMs: timeBudget * 1000,
    });
  } catch (error) {
    if (error instanceof UsageError) return { findings: [] };
    throw error;
  }
}

/** Shows each file first. @returns the paths of those that were written */
async function writeFiles(
  root: string,
  files: readonly WriteStep[],
  { yes, io }: { yes: boolean; io: CliIo },
): Promise<string[]> {
  const written: string[] = [];
  for (const { path, text, message } of files) {
    const lines = text.trimEnd().split('\n');
    await io.writeOut(printed([`'${path}': ${message}`, '', ...lines.map(line => `    ${line}`), '']));
    if (!yes && !(await isAccepted(path, io))) continue;
    createFile(root, path, text);
    written.push(path);
    tell(io, `Wrote '${path}'.`);
  }
  return written;
}

/** @throws UsageError when the person breaks off */
async function isAccepted(path: string, { ask }: CliIo): Promise<boolean> {
  if (ask === undefined) return false;
  for (;;) {
    const answer = await ask(`Write '${path}'? (y, n) `);
    if (answer === undefined) throw new UsageError(`It was broken off before '${path}'. Run it again for the rest.`);
    if (/^(?:y|yes)$/i.test(answer.trim())) return true;
    if (/^(?:n|no)$/i.test(answer.trim())) return false;
  }
}

function endOf(steps: readonly Step[], written: readonly string[]): string[] {
  const done = steps.flatMap(step => (step.kind === 'there' ? [step.message] : []));
  const byHand = steps.flatMap(step =>
    step.kind === 'by hand' ? [step.message, '', ...step.lines.map(line => `    ${line}`), ''] : [],
  );
  const isWhole = steps.every(({ kind }) => kind !== 'write');
  const all = [
    ...done,
    ...written.map(path => `'${path}' is new.`),
    ...(isWhole ? [byHand.length === 0 ? 'All is there.' : 'Every file is there.'] : []),
  ];
  return [...all, ...(byHand.length > 0 ? [...(all.length > 0 ? [''] : []), 'To do by hand:', '', ...byHand] : [])];
}
