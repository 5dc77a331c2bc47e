import type { PreflightReport, Report } from '../model/report.ts';
import type { UpgradeReport } from '../upgrade/upgrade-report.ts';
import { printedJson } from './printed-json.ts';

/** Renders a report as JSON of `docs/schema/check.schema.json`. */
export function renderJson(report: Report): string {
  return printedJson(report);
}

/** Renders a preflight report as JSON of `docs/schema/preflight.schema.json`. */
export function renderPreflightJson(report: PreflightReport): string {
  return printedJson(report);
}

/** Renders what an upgrade changes as JSON of `docs/schema/upgrade.schema.json`. */
export function renderUpgradeJson(report: UpgradeReport): string {
  return printedJson(report);
}
