import type { FixReport } from '../fix/fix-report.ts';
import type { Checklist } from '../model/checklist.ts';
import type { FaultDomain, PreflightReport, Report } from '../model/report.ts';
import type { UpgradeReport } from '../upgrade/upgrade-report.ts';
import { printedJson } from './printed-json.ts';

/** Renders a report as JSON of `docs/schema/check.schema.json`. */
export function renderJson(report: Report): string {
  return printedJson(report);
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

/** Renders what was fixed as JSON of `docs/schema/fix.schema.json`. */
export function renderFixJson(report: FixReport): string {
  return printedJson(report);
}

/** Renders a checklist as JSON of `docs/schema/checklist.schema.json`. */
export function renderChecklistJson(checklist: Checklist): string {
  return printedJson(checklist);
}
