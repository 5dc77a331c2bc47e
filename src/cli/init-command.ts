import { resolve } from 'node:path';
import { audit } from '../audit/audit.ts';
import { tell, type CliIo } from './cli-io.ts';
import { OUR_FILES, planInit, type Step } from '../init/plan-init.ts';
import { describeSetup } from '../init/describe-setup.ts';
import { UsageError } from '../model/errors.ts';
import type { Report } from '../model/report.ts';
import { realFolder } from '../project/discovery/scope.ts';
import { parseProblem } from '../project/fix/parse-problem.ts';
import { createFile } from '../project/init/create-file.ts';
import { readSetup } from '../project/init/read-setup.ts';
import { writeChanges } from '../project/upgrade/write-changes.ts';
import { printed } from '../reporters/printed.ts';

export interface InitArguments {
  yes?: boolean;
  /** `YYYY-MM-DD`. */
  asOf: string;
  /** In seconds. */
  timeBudget: number;
}

type FileStep = Extract<Step, { kind: 'write' | 'edit' }>;

/**
 * Runs `klaviyo-lint init`. Nothing is overwritten, nothing is installed, and nothing of the repository is run. Of what is there, only a
 * flat configuration of ESLint is changed, where its list is written out.
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
  const planned = planInit(setup, await findingsIn(root, { asOf, timeBudget }, io));
  const steps = await Promise.all(planned.map(step => parsing(root, step)));
  const files = steps.filter(isFileStep);
  await io.writeOut(printed(['Found:', ...describeSetup(setup).map(line => `  ${line}`), '']));
  const written = await writeFiles(root, files, { yes, io });
  await io.writeOut(printed(endOf(steps, written)));
  if (files.length > 0 && !yes && io.ask === undefined)
    throw new UsageError("Nothing was written, because there is no terminal to ask at. Run it again with '--yes'.");
  return 0;
}

function isFileStep(step: Step): step is FileStep {
  return step.kind === 'write' || step.kind === 'edit';
}

/** No edit leaves a file that does not parse. */
async function parsing(root: string, step: Step): Promise<Step> {
  if (step.kind !== 'edit') return step;
  return (await parseProblem(root, step.path, step.after)) === undefined ? step : step.otherwise;
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
  files: readonly FileStep[],
  { yes, io }: { yes: boolean; io: CliIo },
): Promise<string[]> {
  const written: string[] = [];
  for (const step of files) {
    const { path } = step;
    await io.writeOut(
      printed([`'${path}': ${step.message}`, '', ...(await shown(step)).map(line => `    ${line}`), '']),
    );
    if (!yes && !(await isAccepted(path, io))) continue;
    if (step.kind === 'write') createFile(root, path, step.text);
    else writeChanges(root, new Map([[path, step]]));
    written.push(path);
    tell(io, `Wrote '${path}'.`);
  }
  return written;
}

/** The lines of a new file, or of the diff of one that is changed. */
async function shown(step: FileStep): Promise<string[]> {
  if (step.kind === 'write') return step.text.trimEnd().split('\n');
  const { createDiff } = await import('../fix/patch.ts');
  return createDiff(step.path, step.before, step.after).trimEnd().split(/\r?\n/);
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
  const declined = steps.map(step => (step.kind === 'edit' && !written.includes(step.path) ? step.otherwise : step));
  const byHand = declined.flatMap(step =>
    step.kind === 'by hand' ? [step.message, '', ...step.lines.map(line => `    ${line}`), ''] : [],
  );
  const isWhole = !steps.some(isFileStep);
  const all = [
    ...done,
    ...steps
      .filter(isFileStep)
      .flatMap(({ path, kind }) =>
        written.includes(path) ? [`'${path}' is ${kind === 'write' ? 'new' : 'changed'}.`] : [],
      ),
    ...(isWhole ? [byHand.length === 0 ? 'All is there.' : 'Every file is there.'] : []),
  ];
  return [...all, ...(byHand.length > 0 ? [...(all.length > 0 ? [''] : []), 'To do by hand:', '', ...byHand] : [])];
}
