import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ActionIo, Core } from '../../action/io.ts';
import { runAction } from '../../action/run-action.ts';
import type { Checklist } from '../../src/model/checklist.ts';
import type { PreflightReport, Report } from '../../src/model/report.ts';
import type { RunSettings } from '../../src/project/discovery/configuration.ts';
import { addFiles, type Files } from '../project/temporary-folder.ts';
import { sampleChecklist } from '../reporters/sample-checklist.ts';
import { PASSED, sampleFinding, samplePreflight, sampleReport } from '../reporters/sample-report.ts';

/** One call of a function of `@actions/core`: its name and what it was given. */
export type Call = [name: string, ...args: unknown[]];

export interface RecordedRun {
  calls: Call[];
  /** Arguments of all calls of one function. */
  of(name: string): unknown[][];
  outputs: Record<string, unknown>;
  summary: string;
  log: string;
  audited: Parameters<ActionIo['check']>[0][];
  patched: Parameters<ActionIo['makePatch']>[0][];
  /** What the checklist was judged with. */
  judged: (PreflightReport | undefined)[];
  probed: Parameters<ActionIo['runPreflight']>[0][];
}

export interface Situation {
  /** What stands in the workspace. */
  files?: Files;
  inputs?: Record<string, string>;
  event?: string;
  actor?: string;
  payload?: unknown;
  env?: Record<string, string>;
  report?: Report | Error;
  preflight?: PreflightReport | Error;
  checklist?: Checklist;
  patch?: string | Error;
  /** True by default. */
  concernsVendor?: boolean;
  /** What a configuration sets. */
  run?: RunSettings;
}

export const CLEAN: Report = sampleReport();
export const BROKEN: Report = sampleReport({
  findings: [sampleFinding(), sampleFinding({ severity: 'warning', line: 9, endLine: 9 })],
});

/** Runs the Action in a folder of its own, with everything that it touches recorded. */
export async function recordedRun(situation: Situation = {}): Promise<RecordedRun> {
  const workspace = realpathSync(mkdtempSync(path.join(tmpdir(), 'workspace-')));
  addFiles(workspace, situation.files ?? {});
  const calls: Call[] = [];
  const audited: RecordedRun['audited'] = [];
  const patched: RecordedRun['patched'] = [];
  const judged: RecordedRun['judged'] = [];
  const probed: RecordedRun['probed'] = [];
  await runAction({
    core: recordingCore(calls, situation.inputs ?? {}),
    env: { ...environment(workspace, situation), ...situation.env },
    asOf: '2026-11-20',
    check: async options => {
      audited.push(options);
      const judge = async (preflight: unknown): Promise<Checklist> => {
        judged.push(preflight as PreflightReport | undefined);
        return situation.checklist ?? sampleChecklist();
      };
      return {
        report: given(situation.report ?? CLEAN),
        concernsVendor: situation.concernsVendor ?? true,
        run: situation.run ?? {},
        judge,
      };
    },
    makePatch: async options => (patched.push(options), given(situation.patch ?? '')),
    runPreflight: async options => (probed.push(options), given(situation.preflight ?? samplePreflight([PASSED]))),
  });
  const of = (name: string): unknown[][] => calls.filter(call => call[0] === name).map(([, ...args]) => args);
  return {
    calls,
    of,
    outputs: Object.fromEntries(of('setOutput')),
    summary: of('summary').join(''),
    log: of('info').join('\n'),
    audited,
    patched,
    judged,
    probed,
  };
}

function environment(
  workspace: string,
  { event = 'push', actor = 'octocat', payload = {} }: Situation,
): Record<string, string> {
  const eventPath = path.join(workspace, 'event.json');
  writeFileSync(eventPath, JSON.stringify(payload));
  return {
    GITHUB_ACTOR: actor,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_STEP_SUMMARY: path.join(workspace, 'summary.md'),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: workspace,
  };
}

function recordingCore(calls: Call[], inputs: Record<string, string>): Core {
  const record =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push([name, ...args]);
  return {
    error: record('error'),
    getInput: (name, options) =>
      options?.trimWhitespace === false ? (inputs[name] ?? '') : (inputs[name] ?? '').trim(),
    info: record('info'),
    notice: record('notice'),
    setFailed: record('setFailed'),
    setOutput: record('setOutput'),
    setSecret: record('setSecret'),
    warning: record('warning'),
    summary: { addRaw: text => ({ write: async () => record('summary')(text) }) },
  };
}

function given<Value>(value: Value | Error): Value {
  if (value instanceof Error) throw value;
  return value;
}

/** Reads a JSON file that an output names. */
export function readOutputFile(run: RecordedRun, output: string): unknown {
  return JSON.parse(readFileSync(String(run.outputs[output]), 'utf8'));
}
