import { markdownText } from '../src/reporters/markdown-text.ts';
import { renderMarkdown } from '../src/reporters/markdown.ts';
import { renderPreflightMarkdown } from '../src/reporters/preflight-markdown.ts';
import { printed } from '../src/reporters/printed.ts';
import { type Outcome, verdictOf } from './outcome.ts';

/** Renders the step summary; it stays under the 1 MiB that GitHub takes of a step. */
export function renderSummary(outcome: Outcome, sentences: readonly string[], sourceUrl: string | undefined): string {
  const { report, gate, preflight } = outcome;
  const head = printed([
    `# klaviyo-lint: ${verdictOf(outcome)}`,
    '',
    ...sentences.flatMap(sentence => [markdownText(sentence), '']),
  ]);
  const code = renderMarkdown(report, sourceUrl === undefined ? {} : { sourceUrl });
  if (preflight) return head + code + renderPreflightMarkdown(preflight);
  const reason = gate.kind === 'run' ? 'unknown' : gate.reason;
  return (
    head +
    code +
    printed(['## Live preflight: not run', '', `Reason: ${markdownText(reason).replace(/\.?$/, '.')}`, ''])
  );
}
