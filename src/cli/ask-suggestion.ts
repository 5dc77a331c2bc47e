import { UsageError } from '../model/errors.ts';
import type { Suggestion } from '../model/finding.ts';
import type { Choose, Offer } from '../fix/choose.ts';
import { renderDiff } from '../reporters/fix-text.ts';
import { tell, type CliIo } from './cli-io.ts';

/**
 * Asks a person for each suggestion, with its diff.
 *
 * @returns a function that throws a UsageError when the person breaks off, so that nothing is written
 */
export function askForSuggestions(io: CliIo, ask: NonNullable<CliIo['ask']>): Choose {
  let isOver = false;

  return async offer => {
    if (isOver) return undefined;
    await show(io, offer);
    for (;;) {
      const answer = await ask(question(offer));
      if (answer === undefined) throw new UsageError('It was broken off, so nothing was written.');
      const wanted = answer.trim().toLowerCase();
      isOver = wanted === 'q';
      if (isOver || wanted === 'n' || wanted === '') return undefined;
      const isYes = wanted === 'y' && offer.suggestions.length === 1;
      const chosen = offer.suggestions[isYes ? 0 : Number(wanted) - 1];
      if (chosen !== undefined) return chosen;
    }
  };
}

async function show(io: CliIo, { finding, suggestions, text }: Offer): Promise<void> {
  const { createDiff } = await import('../fix/patch.ts');
  const { applyEdits } = await import('../project/upgrade/apply-edits.ts');
  const { path, line, column, message, ruleId } = finding;
  tell(io, `\n${path}:${line}:${column}: ${message}  ${ruleId}`);
  for (const [index, { title, edits }] of suggestions.entries()) {
    tell(io, `${index + 1}. ${title}`);
    io.writeError(renderDiff(withoutHeader(createDiff(path, text, applyEdits(text, edits).text))));
  }
}

/** The lines that name the file. */
function withoutHeader(diff: string): string {
  return diff.slice(Math.max(diff.indexOf('@@'), 0));
}

function question({ suggestions }: { suggestions: readonly Suggestion[] }): string {
  const accepting = suggestions.length === 1 ? 'y for yes' : `1 to ${suggestions.length} for one of them`;
  return `Apply it? (${accepting}, n for no, q for no more questions) `;
}
