import type { Finding } from '../../src/model/finding.ts';
import { markdownLink } from '../../src/reporters/markdown-table.ts';
import { markdownCode, markdownText } from '../../src/reporters/markdown-text.ts';
import { printed } from '../../src/reporters/printed.ts';
import { maskSecrets } from '../../src/vendors/secrets.ts';
import type { ChangedFile } from './changed-file.ts';
import { findingMarker } from './finding-marker.ts';
import { suggestionBlock } from './suggestion-block.ts';

/** A comment on lines of the head, in the words of GitHub's API. */
export interface ReviewComment {
  path: string;
  body: string;
  side: 'RIGHT';
  line: number;
  start_side?: 'RIGHT';
  start_line?: number;
}

/**
 * The comment about a finding, on its lines, or on the first of them where the diff shows no more.
 *
 * @returns undefined where the diff does not show the place, or its path cannot be written because a key stands in it
 */
export function reviewComment(finding: Finding, file: ChangedFile, path: string): ReviewComment | undefined {
  const { line, endLine } = finding;
  const hunk = file.hunks.find(({ first, last }) => line >= first && line <= last);
  if (hunk === undefined || maskSecrets(finding.path) !== finding.path) return undefined;
  const isWhole = endLine <= hunk.last;
  const block = isWhole ? suggestionBlock(file.text, finding) : undefined;
  const body = bodyOf(finding, path) + (block ? `\n${markdownText(block.title)}\n\n${block.markdown}\n` : '');
  const start = isWhole && endLine > line ? { start_line: line, start_side: 'RIGHT' as const } : {};
  return { path: finding.path, body, side: 'RIGHT', line: isWhole ? endLine : line, ...start };
}

function bodyOf(finding: Finding, path: string): string {
  const { severity, ruleId, helpUrl, message, related = [] } = finding;
  return printed([
    findingMarker(finding, path),
    `**${severity}** ${markdownLink(markdownText(ruleId), helpUrl)}: ${markdownText(message)}`,
    ...related.flatMap(other => [
      '',
      `See ${markdownCode(`${other.path}:${other.line}`)}: ${markdownText(other.message)}`,
    ]),
  ]);
}
