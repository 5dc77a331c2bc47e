import { parse } from 'yaml';
import { helpUrl } from '../../eslint-plugin/help-url.ts';
import { markdownTable } from './markdown-table.ts';
import { fixesOf, severityOf } from './page-headers.ts';
import { ownerOf, type Rule, type Unit, type Units } from './units.ts';

interface ActionManifest {
  inputs: Record<string, { description: string }>;
  outputs: Record<string, { description: string }>;
}

export interface ReadmeSources {
  /** The text of `action.yml`. */
  actionManifest: string;
  /** The workflow for pull requests. */
  workflow: string;
}

/** What the README shows of other files, by the name of its section. */
export function readmeSections(
  { rules, checks, probes }: Units,
  { actionManifest, workflow }: ReadmeSources,
): Record<'workflow' | 'rules' | 'customerio-rules' | 'checks' | 'probes' | 'inputs' | 'outputs', string> {
  const { inputs, outputs } = parse(actionManifest) as ActionManifest;
  return {
    workflow: ['```yaml', workflow.trim(), '```'].join('\n'),
    rules: rulesTable(rules, 'klaviyo'),
    'customerio-rules': rulesTable(rules, 'customerio'),
    checks: markdownTable(
      ['check', 'what it finds', 'severity'],
      checks.map(({ id, definition }) => [
        page('checks', id),
        definition.description,
        severityOf(definition.alsoWarns ? { one: definition.severity, other: 'warning' } : definition.severity),
      ]),
    ),
    probes: markdownTable(
      ['probe', 'what it finds'],
      inOrder(probes).map(({ id, definition }) => [page('probes', id), definition.description]),
    ),
    inputs: markdownTable(['input', 'meaning'], describe(inputs)),
    outputs: markdownTable(['output', 'meaning'], describe(outputs)),
  };
}

function page(family: 'rules' | 'checks' | 'probes', id: string): string {
  return `[\`${ownerOf(id).name}\`](${helpUrl(family, id)})`;
}

/** The rules of a vendor. */
function rulesTable(rules: readonly Unit<Rule>[], vendor: ReturnType<typeof ownerOf>['vendor']): string {
  return markdownTable(
    ['rule', 'description', 'preset', 'severity', 'fixes'],
    rules
      .filter(({ id }) => ownerOf(id).vendor === vendor)
      .map(({ id, definition: { meta } }) => [
        page('rules', id),
        meta.docs?.description ?? '',
        `\`${meta.docs?.preset}\``,
        severityOf(meta.docs?.severity),
        fixesOf(meta),
      ]),
  );
}

function inOrder(probes: Units['probes']): Units['probes'] {
  return [...probes].sort((left, right) => left.definition.order - right.definition.order);
}

function describe(entries: Record<string, { description: string }>): [name: string, meaning: string][] {
  return Object.entries(entries).map(([name, { description }]) => [
    `\`${name}\``,
    description.trim().replaceAll(/\s+/g, ' '),
  ]);
}
