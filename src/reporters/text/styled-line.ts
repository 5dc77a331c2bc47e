import { styleText } from 'node:util';
import { maskSecrets } from '../../vendors/secrets.ts';
import { printed } from '../printed.ts';
import { safeLine } from '../safe-line.ts';

/** What a part of a line is, which decides how a terminal shows it. */
export type Style = 'path' | 'error' | 'warning' | 'quiet' | 'good';

/** A text, and its style where it has one. */
export type Part = string | readonly [style: Style, text: string];

/** A line as a text, or as its parts. */
export type Line = string | readonly Part[];

const FORMATS = {
  path: 'underline',
  error: 'red',
  warning: 'yellow',
  quiet: 'gray',
  good: 'green',
} as const satisfies Record<Style, Parameters<typeof styleText>[0]>;

/** Joins finished lines to a text that may be printed, as `printed` does, with escape sequences of ours only. */
export function printedLines(lines: readonly Line[], { colors }: { colors: boolean }): string {
  return colors ? lines.map(line => `${colored(line)}\n`).join('') : printed(lines.map(plain));
}

function plain(line: Line): string {
  return typeof line === 'string' ? line : line.map(textOf).join('');
}

function textOf(part: Part): string {
  return typeof part === 'string' ? part : part[1];
}

function colored(line: Line): string {
  return (typeof line === 'string' ? [line] : line).map(coloredPart).join('');
}

function coloredPart(part: Part): string {
  const text = safeLine(maskSecrets(textOf(part)));
  return typeof part === 'string' ? text : styleText(FORMATS[part[0]], text, { validateStream: false });
}
