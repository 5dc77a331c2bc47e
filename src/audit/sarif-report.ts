import { REPOSITORY_URL } from '../../eslint-plugin/help-url.ts';
import manifest from '../../package.json' with { type: 'json' };
import type { Report } from '../model/report.ts';
import { renderSarif } from '../reporters/sarif.ts';
import { RULE_PAGES } from './rule-pages.ts';

/** Renders a report as SARIF that describes every rule and check, also those that found nothing. */
export function renderSarifReport(report: Report): string {
  return renderSarif(report, { version: manifest.version, informationUri: REPOSITORY_URL, rules: RULE_PAGES });
}
