import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { RunOptions, RunTarget } from 'github-action-ts-run-api';
import { inject } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { annotationsIn, commandsIn, type RunnerCommand } from '../action/runner-oracle.ts';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPOSITORY = path.join(HERE, '..', '..');

export interface BundleSituation {
  /** The checked repository: texts by path, or a folder to copy. */
  files: Record<string, string> | string;
  inputs?: Record<string, string>;
  event?: string;
  payload?: object;
  env?: Record<string, string>;
  /** Where the runner says that GitHub's API is. */
  apiUrl?: string;
  /** The default is a machine without any network. */
  network?: boolean;
}

export interface BundleRun {
  exitCode: number | undefined;
  outputs: Record<string, string | undefined>;
  summary: string;
  /** Everything that the runner would read. */
  output: string;
  /** What the runner obeys, secrets to mask included. */
  commands: RunnerCommand[];
  /** The annotations that GitHub keeps. */
  annotations: RunnerCommand[];
  lost: number;
  report: Report | undefined;
}

/** Puts the Action where a runner puts it: action.yml and the bundle, nothing else, nowhere near a `node_modules`. */
export function downloadAction(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'action-'));
  for (const part of ['action.yml', 'action/dist'])
    cpSync(path.join(REPOSITORY, part), path.join(folder, part), { recursive: true });
  return path.join(folder, 'action.yml');
}

/** Writes a small repository into a new folder. */
export function writeRepository(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'repository-')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** Runs the committed bundle as a runner does. */
export async function runBundle(actionYml: string, situation: BundleSituation): Promise<BundleRun> {
  const { files, inputs = {}, event = 'push', payload = {}, env = {}, apiUrl, network = false } = situation;
  const workspace = typeof files === 'string' ? copyOf(files) : writeRepository(files);
  const temp = mkdtempSync(path.join(tmpdir(), 'runner-'));
  const summary = path.join(temp, 'summary.md');
  writeFileSync(summary, '');
  const options = RunOptions.create({
    inputs,
    workspaceDir: workspace,
    workingDir: workspace,
    tempDir: temp,
    outputOptions: { printStdout: false, printStderr: false, parseStdoutCommands: true },
  })
    .setGithubContext({
      eventName: event as 'push',
      repository: 'octo/shop',
      sha: '4b6472266afd7b471e86085a6659e8c7f2b119da',
      payload,
      ...(apiUrl !== undefined && { apiUrl }),
    })
    .setEnv({
      GITHUB_STEP_SUMMARY: summary,
      NODE_OPTIONS: `--import=${pathToFileURL(path.join(HERE, 'fixed-day.mjs')).href}`,
      ...env,
    });
  const result = await withNode(network ? inject('nodeFolder') : inject('offlineNodeFolder'), async () =>
    RunTarget.mainJs(actionYml).run(options),
  );
  const output = `${result.stdout ?? ''}\n${result.stderr ?? ''}`;
  const { kept, lost } = annotationsIn(output);
  const { outputs } = result.commands;
  const reportFile = outputs['report-file'];
  return {
    exitCode: result.exitCode,
    outputs,
    summary: readFileSync(summary, 'utf8'),
    output,
    commands: commandsIn(output),
    annotations: kept,
    lost,
    report: reportFile === undefined ? undefined : JSON.parse(readFileSync(reportFile, 'utf8')),
  };
}

function copyOf(folder: string): string {
  const copy = realpathSync(mkdtempSync(path.join(tmpdir(), 'repository-')));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** The library starts whatever `node` is first on the `PATH` of this process. */
async function withNode<Result>(folder: string, run: () => Promise<Result>): Promise<Result> {
  const before = process.env.PATH;
  process.env.PATH = `${folder}${path.delimiter}${before}`;
  try {
    return await run();
  } finally {
    process.env.PATH = before;
  }
}
