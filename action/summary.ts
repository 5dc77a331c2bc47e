import { renderChecklistMarkdown } from '../src/reporters/checklist-markdown.ts';
import { markdownText } from '../src/reporters/markdown-text.ts';
import { renderMarkdown } from '../src/reporters/markdown.ts';
import { renderPreflightMarkdown } from '../src/reporters/preflight-markdown.ts';
import { printed } from '../src/reporters/printed.ts';
import { type Outcome, verdictOf } from './outcome.ts';

/** Renders the step summary; it stays under the 1 MiB that GitHub takes of a step. */
export function renderSummary(outcome: Outcome, sentences: readonly string[], sourceUrl: string | undefined): string {
  const { report, gate, checklist, preflight } = outcome;
  const head = printed([
    `# klaviyo-lint: ${verdictOf(outcome)}`,
    '',
    ...sentences.flatMap(sentence => [markdownText(sentence), '']),
  ]);
  const links = sourceUrl === undefined ? {} : { sourceUrl };
  const tail = checklist ? renderChecklistMarkdown(checklist, links) : '';
  // What GitHub takes is shared between the parts.
  const code = renderMarkdown(report, { ...links, maxBytes: 700_000 });
  const live = preflight ? renderPreflightMarkdown(preflight) : withoutPreflight(gate);
  return head + code + live + tail;
}

function withoutPreflight(gate: Outcome['gate']): string {
  const reason = gate.kind === 'run' ? 'unknown' : gate.reason;
  return printed(['## Live preflight: not run', '', `Reason: ${markdownText(reason).replace(/\.?$/, '.')}`, '']);
}
