import type { CodeFlow, Location, Log, Notification, Result, Suppression } from 'sarif';
import type { Finding, RelatedLocation, SuppressedFinding } from '../model/finding.ts';
import { type Ledger, LEFT_OUT_CAUSES } from '../model/ledger.ts';
import type { Notice, Report, Skipped } from '../model/report.ts';
import type { RuleMetadata } from '../model/rule-metadata.ts';
import { baseSentences } from './base-text.ts';
import { counted } from './counted.ts';
import { ledgerSentences } from './ledger-text.ts';
import { printedJson } from './printed-json.ts';
import { artifactOf } from './sarif/artifact.ts';
import { contextOf, fixesOf, snippetOf } from './sarif/code.ts';
import { descriptorOf } from './sarif/descriptor.ts';
import { MOST_PLACES, renderWithinLimits } from './sarif/limits.ts';

export interface SarifTool {
  /** Version of klaviyo-lint. */
  version: string;
  /** The page of the project. */
  informationUri: string;
  rules: readonly RuleMetadata[];
}

/** Renders a report as SARIF 2.1.0 the way GitHub code scanning reads it. */
export function renderSarif(report: Report, tool: SarifTool): string {
  const { findings, suppressed, skipped, notices = [], ledger, base, summary } = report;
  const isCompared = summary.old !== undefined || summary.baselined !== undefined;
  const all: (Finding | SuppressedFinding)[] = [...findings, ...suppressed];
  const notes = [
    ...baseSentences(base).map((text): Notification => ({ level: 'warning', message: { text } })),
    ...notices.map(noticeNote),
    ...skipped.map(skippedNote),
    ...ledgerNotes(ledger),
  ];
  const rules = [...tool.rules, ...unknownRules(all, tool.rules)];
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return renderWithinLimits(all, (results, cut) => {
    const log: Log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: driverOf(tool, rules) },
          automationDetails: { id: 'klaviyo-lint/' },
          columnKind: 'utf16CodeUnits',
          originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that all paths start from.' } } },
          invocations: [
            {
              executionSuccessful: true,
              toolExecutionNotifications: cut === undefined ? notes : [cutNote(cut), ...notes],
            },
          ],
          results: results.map(finding => resultOf(finding, indexes.get(finding.ruleId) ?? -1, isCompared)),
        },
      ],
    };
    return printedJson(log);
  });
}

function driverOf(
  { version, informationUri }: SarifTool,
  rules: readonly RuleMetadata[],
): Log['runs'][number]['tool']['driver'] {
  return {
    name: 'klaviyo-lint',
    semanticVersion: version,
    informationUri,
    rules: rules.map(descriptorOf),
  };
}

function unknownRules(findings: readonly Finding[], known: readonly RuleMetadata[]): RuleMetadata[] {
  const ids = new Set(known.map(({ id }) => id));
  const unknown = new Map(findings.filter(({ ruleId }) => !ids.has(ruleId)).map(finding => [finding.ruleId, finding]));
  return [...unknown.values()].map(({ ruleId, severity, helpUrl }) => ({
    id: ruleId,
    description: ruleId,
    severity,
    helpUrl,
  }));
}

function resultOf(finding: Finding | SuppressedFinding, ruleIndex: number, isCompared: boolean): Result {
  const { ruleId, severity, message, fingerprint, identity, related: allRelated = [], ...at } = finding;
  const related = allRelated.slice(0, MOST_PLACES);
  const region = { startLine: at.line, startColumn: at.column, endLine: at.endLine, endColumn: at.endColumn };
  return {
    ruleId,
    ruleIndex,
    level: severity,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactOf(at.path),
          region: { ...region, ...snippetOf(finding) },
          ...contextOf(finding),
        },
      },
    ],
    ...(related.length > 0 && { relatedLocations: related.map(relatedOf) }),
    ...(isCompared && baselineOf(finding)),
    ...('suppression' in finding && { suppressions: [suppressionOf(finding)] }),
    ...(related.some(({ isStep }) => isStep) && { codeFlows: [codeFlowOf(finding, related)] }),
    ...fixesOf(finding),
    // The first is the only one that GitHub reads.
    partialFingerprints: { primaryLocationLineHash: fingerprint, 'klaviyoLintIdentity/v1': identity },
  };
}

/** What SARIF calls the baseline is the base of the change as well as the file of accepted findings. */
function baselineOf(finding: Finding | SuppressedFinding): Pick<Result, 'baselineState' | 'properties'> {
  const isNew = 'suppression' in finding ? finding.suppression.isNew === true : finding.state === 'new';
  return { baselineState: isNew ? 'new' : 'unchanged', properties: { state: finding.state } };
}

function suppressionOf({ suppression: { reason, isNew } }: SuppressedFinding): Suppression {
  return {
    kind: 'inSource',
    ...(reason !== '' && { justification: reason }),
    ...(isNew !== undefined && { properties: { isNew } }),
  };
}

function codeFlowOf({ path, line, message }: Finding, related: readonly RelatedLocation[]): CodeFlow {
  const steps = related.filter(({ isStep }) => isStep);
  const locations = [{ path, line, message }, ...steps].map((step, index) => ({ location: relatedOf(step, index) }));
  return { threadFlows: [{ locations }] };
}

function relatedOf({ path, line, message }: RelatedLocation, index: number): Location {
  return {
    id: index + 1,
    message: { text: message },
    physicalLocation: { artifactLocation: artifactOf(path), region: { startLine: line } },
  };
}

function skippedNote({ id, path, reason, isChanged }: Skipped): Notification {
  const locations =
    path === undefined ? {} : { locations: [{ physicalLocation: { artifactLocation: artifactOf(path) } }] };
  return { level: isChanged ? 'warning' : 'note', message: { text: `${id} was skipped: ${reason}` }, ...locations };
}

function ledgerNotes(ledger: Ledger): Notification[] {
  const groups = ledger.leftOut.map(({ cause, count, places }): Notification => ({
    level: 'note',
    message: { text: `Left out: ${counted(count, 'place')}, ${LEFT_OUT_CAUSES[cause]}.` },
    locations: places.slice(0, MOST_PLACES).map(path => ({ physicalLocation: { artifactLocation: artifactOf(path) } })),
  }));
  return [{ level: 'note', message: { text: ledgerSentences(ledger).join(' ') } }, ...groups];
}

function noticeNote({ path, message }: Notice): Notification {
  return {
    level: 'warning',
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifactOf(path) } }],
  };
}

function cutNote(text: string): Notification {
  return { level: 'warning', message: { text } };
}
