import { markdownLink } from '../../src/reporters/markdown-table.ts';
import { markdownText } from '../../src/reporters/markdown-text.ts';
import { renderMarkdown } from '../../src/reporters/markdown.ts';
import { printed } from '../../src/reporters/printed.ts';
import type { ActionInputs } from '../inputs.ts';
import { failuresOf, type Outcome, verdictOf, warningsOf } from '../outcome.ts';

/** GitHub takes 65,536 characters, and a character is at least a byte. Source: the limits of its clients; read 2026-11-20. */
const MOST_BYTES = 60_000;
const MOST_CHARACTERS = 65_536;

/**
 * Renders the one comment of a pull request: the verdict, why, and the findings; the job summary has the rest.
 *
 * @param marker the first line
 * @param runUrl the page of the run
 */
export function stickyText(
  outcome: Outcome,
  inputs: ActionInputs,
  { marker, runUrl }: { marker: string; runUrl: string | undefined },
): string {
  const failures = failuresOf(outcome, inputs);
  const sentences = failures.length > 0 ? failures : warningsOf(outcome);
  const { preflight } = outcome;
  const head = [
    marker,
    `# klaviyo-lint: ${verdictOf(outcome)}`,
    '',
    ...sentences.flatMap(sentence => [markdownText(sentence), '']),
    ...(preflight ? [`Live preflight: ${preflight.verdict}.`, ''] : []),
    ...(runUrl === undefined ? [] : [markdownLink('The job and its summary', runUrl), '']),
  ];
  const code = renderMarkdown(outcome.report, { maxBytes: MOST_BYTES });
  return (printed(head) + code).slice(0, MOST_CHARACTERS);
}
