import type { Check } from '../../src/model/define-check.ts';
import type { Probe } from '../../src/preflight/klaviyo/define-probe.ts';
import { markdownTable } from './markdown-table.ts';
import { filesOf, PAGE_FOLDERS, type Family, type Rule, type Unit, type Units } from './units.ts';

export interface PageHeader {
  /** Below `docs/`. */
  folder: string;
  id: string;
  content: string;
}

/** What stands below the title of each page under `docs/`: its description, and where it is. */
export function pageHeaders({ rules, checks, probes, customerioProbes }: Units): PageHeader[] {
  return [
    ...rules.map(unit =>
      withNote(
        header('rules', unit, unit.definition.meta.docs?.description, ruleFacts(unit.definition)),
        unit.definition.meta.docs?.severity,
      ),
    ),
    ...checks.map(unit => header('checks', unit, unit.definition.description, checkFacts(unit.definition))),
    ...probes.map(unit => header('probes', unit, unit.definition.description, probeFacts(unit.definition, probes))),
    ...customerioProbes.map(unit =>
      header('customerioProbes', unit, unit.definition.description, probeFacts(unit.definition, customerioProbes)),
    ),
  ];
}

function header(family: Family, { id }: Unit<unknown>, description = '', facts: Record<string, string>): PageHeader {
  const { source, test } = filesOf(family, id);
  const all = { ...facts, source: link(source, id), test: link(test, id) };
  const table = markdownTable(Object.keys(all), [Object.values(all)]);
  return {
    folder: PAGE_FOLDERS[family],
    id,
    content: `${description.charAt(0).toUpperCase()}${description.slice(1)}.\n\n${table}`,
  };
}

const ONE_SEVERITY =
  'ESLint has one severity for a rule, so there every finding of this one is an error; the tool, the Action and SARIF tell them apart.';

/** A rule with findings of both severities says why ESLint shows one. */
function withNote(page: PageHeader, severity?: string | Record<string, string>): PageHeader {
  return severityOf(severity).includes(',') ? { ...page, content: `${page.content}\n\n${ONE_SEVERITY}` } : page;
}

function ruleFacts({ meta }: Rule): Record<string, string> {
  const { docs } = meta;
  return {
    preset: `\`${docs?.preset}\``,
    severity: severityOf(docs?.severity),
    fixes: fixesOf(meta) || 'none',
    since: docs?.since ?? '',
  };
}

/** Whether a rule fixes by itself, suggests, or both. */
export function fixesOf({ fixable, hasSuggestions }: Rule['meta']): string {
  return [...(fixable ? ['fix'] : []), ...(hasSuggestions ? ['suggestion'] : [])].join(', ');
}

function checkFacts({ severity, alsoWarns }: Check): Record<string, string> {
  return { severity: severityOf(alsoWarns ? { one: severity, other: 'warning' } : severity) };
}

function probeFacts({ order }: Pick<Probe, 'order'>, probes: readonly unknown[]): Record<string, string> {
  return { 'asked as': `question ${order} of ${probes.length}` };
}

/** A rule rates either all of its messages alike or each by itself. */
export function severityOf(severity: string | Record<string, string> = 'error'): string {
  return typeof severity === 'string' ? severity : [...new Set(Object.values(severity))].sort().join(', ');
}

/** A page is two folders deep, and one more for each that its id names. */
function link(file: string, id: string): string {
  return `[${file.slice(file.lastIndexOf('/') + 1)}](${'../'.repeat(id.split('/').length + 1)}${file})`;
}
