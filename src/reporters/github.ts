import type { Report } from '../model/report.ts';
import { type Annotation, annotations } from './annotations.ts';
import { counted } from './counted.ts';
import { printed } from './printed.ts';
import { safeLine } from './safe-line.ts';
import { suppressedCount } from './suppressed-text.ts';

/**
 * Renders a report as workflow commands, which a runner of GitHub turns into annotations: as many as it keeps of a step, the most
 * important first, and a notice about the others. What stands between them is plain text.
 *
 * Source: actions/toolkit `packages/core/src/command.ts`; read 2026-11-22.
 */
export function renderGithub(report: Report): string {
  const { summary } = report;
  const { shown, left } = annotations(report);
  const commands = shown.map(commandOf);
  if (left !== undefined) commands.push(`::notice title=klaviyo-lint::${data(left)}`);
  const counts = `${counted(summary.errors, 'error')} and ${counted(summary.warnings, 'warning')}${suppressedCount(summary)}.`;
  return commands.map(command => `${command}\n`).join('') + printed([`${counts} Verdict: ${summary.verdict}`]);
}

function commandOf({ level, message, properties }: Annotation): string {
  const { title, file, startLine, endLine, startColumn, endColumn } = properties;
  const values = { title, file, line: startLine, endLine, col: startColumn, endColumn };
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${property(String(value))}`],
  );
  return `::${level} ${given.join(',')}::${data(message)}`;
}

function data(text: string): string {
  return invisible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Other line ends and control characters than those that a command escapes, for terminals that show the log. */
function invisible(text: string): string {
  return text.split('\n').map(safeLine).join('\n');
}
