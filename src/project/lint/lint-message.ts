import type { Linter } from 'eslint';
import { AUTOMATIC_FIX } from '../../model/automatic-fix.ts';
import type { Edit, Fix, Severity, Suggestion, UnidentifiedFinding } from '../../model/finding.ts';
import { maskPossibleKeys } from '../../vendors/customerio/keys.ts';
import { findPrivateKeys } from '../../vendors/klaviyo/keys.ts';
import { maskSecrets } from '../../vendors/secrets.ts';
import { lineAt } from '../discovery/line-index.ts';
import type { LintRule } from './lint.ts';
import type { SourceFile } from './prefilter.ts';

/** Turns a message of ESLint into a finding; undefined for a message of another rule. */
export function toFinding(
  message: Linter.LintMessage,
  source: SourceFile,
  rule: LintRule | undefined,
): UnidentifiedFinding[] {
  const { ruleId, messageId, line, column, endLine = line, endColumn = column } = message;
  // ESLint's own remarks on a comment that configures a rule carry the rule's id, but no message id.
  if (rule === undefined || ruleId === null || messageId === undefined) return [];
  const { fix, suggestions } = source.isEmbedded
    ? { fix: undefined, suggestions: [] }
    : editsOf(message, source.hasByteOrderMark ? 1 : 0);
  return [
    {
      ruleId,
      severity: severityOf(rule, messageId),
      message: maskSecrets(message.message),
      path: source.path,
      line,
      column,
      endLine,
      endColumn,
      helpUrl: rule.meta.docs?.url ?? '',
      lineText: lineAt(source.text, line),
      ...(fix && { fix }),
      ...(suggestions.length > 0 && { suggestions }),
    },
  ];
}

/** How the tool rates a message of a rule. */
export function severityOf({ meta: { docs } }: LintRule, messageId: string): Severity {
  const severity = docs?.severity ?? 'error';
  return typeof severity === 'string' ? severity : (severity[messageId] ?? 'error');
}

/** ESLint counts offsets without the byte order mark, an editor of the file's text counts it. */
function editsOf(
  { ruleId, fix, suggestions = [] }: Linter.LintMessage,
  shift: number,
): { fix: Fix | undefined; suggestions: Suggestion[] } {
  const toEdit = ({ range: [start, end], text }: NonNullable<typeof fix>): Edit => ({
    start: start + shift,
    end: end + shift,
    text,
  });
  // An edit of several places spans what stands between them, and a key there would leave with it.
  const mayHoldOther = (text: string): boolean =>
    ruleId?.startsWith('customerio/') === true && maskPossibleKeys(text) !== text;
  const isFree = ({ text }: NonNullable<typeof fix>): boolean =>
    findPrivateKeys(text).length === 0 && !mayHoldOther(text);
  const free = suggestions.filter(suggestion => isFree(suggestion.fix));
  const offered = free.map(suggestion => ({ title: suggestion.desc, edits: [toEdit(suggestion.fix)] }));
  if (fix === undefined || !isFree(fix)) return { fix: undefined, suggestions: offered };
  const edits = [toEdit(fix)];
  return { fix: { edits }, suggestions: [{ title: AUTOMATIC_FIX, edits }, ...offered] };
}
