import { fixOf } from '../../model/automatic-fix.ts';
import type { Finding } from '../../model/finding.ts';
import type { Snippet } from '../../model/snippet.ts';
import { counted } from '../counted.ts';
import type { Line } from './styled-line.ts';

/** Draws the code of a finding. */
export type DrawFrame = (finding: Finding, snippet: Snippet, columns: number) => Line[];

export interface FindingView {
  /** How wide the terminal is. */
  columns: number;
  /** No code is shown without it. */
  drawFrame: DrawFrame;
}

/** As many findings are shown with their code; a longer report is not read, but searched. */
const MOST_FRAMES = 200;
const DEFAULT_COLUMNS = 120;

/**
 * Makes a function that shows findings of one file: the place and message of each, how it can be fixed, where else to look, and its
 * code, once for those of one place.
 */
export function createFindingLines({
  columns = DEFAULT_COLUMNS,
  drawFrame,
}: Partial<FindingView>): (findings: readonly Finding[]) => Line[] {
  let left = MOST_FRAMES;
  const frameOf = (finding: Finding, next: Finding | undefined): Line[] => {
    const { snippet } = finding;
    if (snippet === undefined || drawFrame === undefined || isSamePlace(finding, next) || left === 0) return [];
    left -= 1;
    return drawFrame(finding, snippet, columns);
  };
  return findings =>
    findings.flatMap((finding, index) => [...messageLines(finding), ...frameOf(finding, findings[index + 1])]);
}

function messageLines(finding: Finding): Line[] {
  const { line, column, severity, message, ruleId, related = [] } = finding;
  const fix = fixOf(finding);
  return [
    [
      ['quiet', `  ${line}:${column}  `],
      [severity, severity],
      `: ${message}  `,
      ['quiet', ruleId],
      ...(fix === undefined ? [] : [['good', `  ${fix}`] as const]),
    ],
    ...related.map(other => `      see ${other.path}:${other.line}: ${other.message}`),
  ];
}

function isSamePlace(finding: Finding, next: Finding | undefined): boolean {
  return finding.line === next?.line && finding.column === next.column && finding.endColumn === next.endColumn;
}

/** Where each rule that found something is explained. */
export function rulePages(findings: readonly Finding[]): Line[] {
  const pages = new Map(findings.map(({ ruleId, helpUrl }) => [ruleId, helpUrl]));
  if (pages.size === 0) return [];
  const lines = [...pages].sort(([left], [right]) => (left < right ? -1 : 1));
  return ['What each rule means:', ...lines.map(([id, url]): Line => [`  ${id}: `, ['quiet', url]]), ''];
}

/** How many of the findings need no work by hand; nothing where all do. */
export function fixCounts(findings: readonly Finding[]): Line[] {
  const count = (wanted: ReturnType<typeof fixOf>): number =>
    findings.filter(finding => fixOf(finding) === wanted).length;
  const [fixable, suggested] = [count('fixable'), count('suggestion')];
  return [
    ...(fixable > 0 ? [`${counted(fixable, 'finding')} can be fixed automatically.`] : []),
    ...(suggested > 0 ? [`${counted(suggested, 'finding')} can be fixed by a suggestion.`] : []),
  ];
}
