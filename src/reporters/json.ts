import type { Baseline } from '../model/baseline.ts';
import type { FixReport } from '../fix/fix-report.ts';
import type { Checklist } from '../model/checklist.ts';
import type { ConfigurationReport } from '../model/configuration-report.ts';
import type { FaultDomain, PreflightReport, Report } from '../model/report.ts';
import type { UpgradeReport } from '../upgrade/upgrade-report.ts';
import { printedJson } from './printed-json.ts';

/** Renders a report as JSON of `docs/schema/check.schema.json`, which holds no code of the checked repository. */
export function renderJson({ findings, ...report }: Report): string {
  const { schemaVersion, asOf, ...rest } = report;
  return printedJson({ schemaVersion, asOf, findings: findings.map(({ snippet: _, ...finding }) => finding), ...rest });
}

/** Renders a preflight report as JSON of `docs/schema/preflight.schema.json`. */
export function renderPreflightJson({ incidents, probes, ...report }: PreflightReport): string {
  const { schemaVersion, startedAt, durationMs, versions, ...rest } = report;
  return printedJson({
    schemaVersion,
    startedAt,
    durationMs,
    versions,
    stories: incidents.map(published),
    probes: probes.map(published),
    ...rest,
  });
}

/** Version 1 of the schema calls the fault domain `cause`, and the incidents `stories`. */
function published({ faultDomain, ...item }: { faultDomain?: FaultDomain }): object {
  return { ...item, ...(faultDomain && { cause: faultDomain }) };
}

/** Renders what an upgrade changes as JSON of `docs/schema/upgrade.schema.json`. */
export function renderUpgradeJson(report: UpgradeReport): string {
  return printedJson(report);
}

/** Renders a baseline as `.klaviyo-lint/baseline.json` holds it, in the form of `docs/schema/baseline.schema.json`. */
export function renderBaselineJson(findings: Baseline['findings']): string {
  return printedJson({ $schema: BASELINE_SCHEMA, schemaVersion: 1, findings } satisfies Baseline);
}

const BASELINE_SCHEMA =
  'https://raw.githubusercontent.com/klaviyo-lint/klaviyo-lint/main/docs/schema/baseline.schema.json';

/** Renders what was fixed as JSON of `docs/schema/fix.schema.json`. */
export function renderFixJson(report: FixReport): string {
  return printedJson(report);
}

/** Renders a checklist as JSON of `docs/schema/checklist.schema.json`. */
export function renderChecklistJson(checklist: Checklist): string {
  return printedJson(checklist);
}

/** Renders what counts for a file as JSON of `docs/schema/config.schema.json`. */
export function renderConfigurationJson(report: ConfigurationReport): string {
  return printedJson(report);
}
