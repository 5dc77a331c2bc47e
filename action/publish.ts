import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { maskSecrets } from '../src/vendors/secrets.ts';
import { annotations, KEPT_PER_STEP } from '../src/reporters/annotations.ts';
import { renderIncident } from '../src/reporters/incident.ts';
import { renderJson, renderPreflightJson } from '../src/reporters/json.ts';
import { percentEncoded } from '../src/reporters/percent-encoded.ts';
import { renderPreflightText } from '../src/reporters/preflight-text.ts';
import { safeLine } from '../src/reporters/safe-line.ts';
import { renderText } from '../src/reporters/text.ts';
import type { Environment } from './event.ts';
import type { ActionInputs } from './inputs.ts';
import type { ActionIo, Core } from './io.ts';
import { failuresOf, type Outcome, verdictOf, warningsOf } from './outcome.ts';
import { renderSummary } from './summary.ts';

/**
 * Reports the outcome in every place where somebody may look: log, annotations, step summary, files, outputs, and the job's own result.
 *
 * @param isAnnotated a check run has the annotations already
 */
export async function publish(
  { core, env }: Pick<ActionIo, 'core' | 'env'>,
  inputs: ActionInputs,
  outcome: Outcome,
  { isAnnotated }: { isAnnotated: boolean },
): Promise<void> {
  const failures = failuresOf(outcome, inputs).map(printable);
  const warnings = failures.length > 0 ? [] : warningsOf(outcome).map(printable);
  log(core, outcome);
  for (const { path: file, message } of outcome.report.notices ?? [])
    core.notice(printable(message), { title: 'klaviyo-lint', file });
  for (const { path: file, line, message } of outcome.checklist?.problems.slice(0, MOST_NOTICES) ?? [])
    core.notice(printable(message), { title: 'klaviyo-lint', file, startLine: line });
  if (!isAnnotated)
    annotate(core, outcome, { own: { errors: Math.min(failures.length, 1), warnings: warnings.length } });
  await writeSummary(core, env, renderSummary(outcome, [...failures, ...warnings], sourceUrl(env)));
  await writeFiles(core, env, outcome);
  setOutputs(core, outcome);
  for (const warning of warnings) core.warning(warning, { title: 'klaviyo-lint' });
  if (failures.length > 0) core.setFailed(failures.join(' '));
}

/** The runner keeps ten of a step. */
const MOST_NOTICES = 5;

function printable(sentence: string): string {
  return safeLine(maskSecrets(sentence));
}

function log(core: Core, { report, preflight }: Outcome): void {
  const text = renderText(report) + (preflight ? `\n${renderPreflightText(preflight)}` : '');
  for (const line of text.trimEnd().split('\n')) core.info(line);
}

/** The runner counts the annotations about the Action itself too, so some are left for those. */
function annotate(core: Core, { report }: Outcome, { own }: { own: typeof KEPT_PER_STEP }): void {
  const limit = { errors: KEPT_PER_STEP.errors - own.errors, warnings: KEPT_PER_STEP.warnings - own.warnings };
  const { shown, left } = annotations(report, limit);
  for (const { level, message, properties } of shown) core[level](message, properties);
  if (left !== undefined) core.notice(`${left} The job summary lists them all.`, { title: 'klaviyo-lint' });
}

async function writeSummary(core: Core, env: Environment, markdown: string): Promise<void> {
  // Older servers have no summaries.
  if (!env.GITHUB_STEP_SUMMARY) return;
  await core.summary.addRaw(markdown).write();
}

async function writeFiles(core: Core, env: Environment, outcome: Outcome): Promise<void> {
  const { report, ownReport, patch, checklist, preflight } = outcome;
  // Loaded when the annotations and the summary are written, because it holds the pages of all rules.
  const { renderSarifReport } = await import('../src/audit/sarif-report.ts');
  const folder = await mkdtemp(path.join(env.RUNNER_TEMP || tmpdir(), 'klaviyo-lint-'));
  const write = async (output: string, name: string, text: string): Promise<void> => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    core.setOutput(output, file);
  };
  await write('report-file', 'check.json', renderJson(ownReport));
  await write('sarif-file', 'klaviyo-lint.sarif', renderSarifReport(report));
  if (patch !== '') await write('patch-file', 'fixes.patch', patch);
  if (checklist) {
    const { renderChecklistHtml } = await import('../src/audit/checklist-parts.ts');
    await write('checklist-file', 'checklist.html', renderChecklistHtml(checklist));
  }
  if (preflight) await write('preflight-report-file', 'preflight.json', renderPreflightJson(preflight));
  if (preflight?.verdict === 'violated') await write('incident-file', 'incident.md', renderIncident(preflight));
}

function setOutputs(core: Core, outcome: Outcome): void {
  core.setOutput('verdict', verdictOf(outcome));
  core.setOutput('errors', outcome.report.summary.errors);
  core.setOutput('warnings', outcome.report.summary.warnings);
}

/** Where GitHub shows the checked commit; undefined when the workspace itself is not the checkout, because then no path would fit. */
function sourceUrl({
  GITHUB_SERVER_URL,
  GITHUB_REPOSITORY,
  GITHUB_SHA,
  GITHUB_WORKSPACE,
}: Environment): string | undefined {
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_SHA || !GITHUB_WORKSPACE) return undefined;
  if (!existsSync(path.join(GITHUB_WORKSPACE, '.git'))) return undefined;
  return `${GITHUB_SERVER_URL}/${percentEncoded(GITHUB_REPOSITORY)}/blob/${percentEncoded(GITHUB_SHA)}/`;
}
