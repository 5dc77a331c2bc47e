import type { FixReport, FixedFinding } from '../fix/fix-report.ts';
import { maskSecrets } from '../vendors/secrets.ts';
import { counted } from './counted.ts';
import { printed } from './printed.ts';
import { safeLine } from './safe-line.ts';

/** Renders what was fixed for people, what was not, and what is left. */
export function renderFixText(report: FixReport): string {
  const { fixed, files, isWritten, unfixed } = report;
  const done = `${isWritten ? 'Fixed' : 'Would fix'} ${counted(fixed.length, 'finding')} in ${counted(files.length, 'file')}`;
  return printed([
    ...(fixed.length === 0 ? ['There is nothing to fix automatically.'] : [`${done}:`, ...fixed.map(lineOf)]),
    '',
    ...(unfixed.length === 0
      ? []
      : ['Left as it is:', ...unfixed.map(({ id, path, reason }) => `  ${path ?? id}: ${reason}`), '']),
    leftSentence(report),
    ...(report.left.withSuggestion > 0 ? [suggestionSentence(report.left.withSuggestion)] : []),
  ]);
}

/** Renders a diff for a terminal or a log: each line can be read, and none is obeyed. Tabs stay, and the line ends become those of Unix. */
export function renderDiff(patch: string): string {
  return patch.replace(/\n$/, '').split('\n').map(diffLine).join('');
}

function diffLine(line: string): string {
  const parts = line.replace(/\r$/, '').split('\t');
  return `${maskSecrets(parts.map(safeLine).join('\t'))}\n`;
}

function lineOf({ path, line, column, message, suggestion, ruleId }: FixedFinding): string {
  return `  ${path}:${line}:${column}: ${suggestion ?? message}  ${ruleId}`;
}

function leftSentence({ left: { verdict, errors, warnings } }: FixReport): string {
  if (errors + warnings === 0 && verdict === 'not verified')
    return "A check finds nothing else in what it could analyze. 'klaviyo-lint check' lists what it could not.";
  return errors + warnings === 0
    ? 'A check finds nothing else.'
    : `${counted(errors, 'error')} and ${counted(warnings, 'warning')} are left, which 'klaviyo-lint check' lists.`;
}

function suggestionSentence(count: number): string {
  return `For ${count} of them there is a suggestion: 'klaviyo-lint fix --suggestions' shows each one and asks.`;
}
