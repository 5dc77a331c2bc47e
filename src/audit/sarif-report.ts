import { REPOSITORY_URL } from '../../eslint-plugin/help-url.ts';
import manifest from '../../package.json' with { type: 'json' };
import type { RuleMetadata } from '../model/rule-metadata.ts';
import type { Report } from '../model/report.ts';
import { renderSarif } from '../reporters/sarif.ts';
import { RULE_PAGES } from './rule-pages.ts';

/** Renders a report as SARIF that describes every rule and check, also those that found nothing; rules of another vendor where they found something. */
export function renderSarifReport(report: Report): string {
  return renderSarif(report, { version: manifest.version, informationUri: REPOSITORY_URL, rules: rulesFor(report) });
}

function rulesFor({ findings, suppressed }: Report): readonly RuleMetadata[] {
  const found = new Set([...findings, ...suppressed].map(({ ruleId }) => vendorOf(ruleId)));
  return RULE_PAGES.filter(({ id }) => OWN.has(vendorOf(id)) || found.has(vendorOf(id)));
}

const OWN: ReadonlySet<string> = new Set(['klaviyo', 'check']);

function vendorOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
