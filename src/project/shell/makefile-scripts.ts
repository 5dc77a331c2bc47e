import { FILLED_IN, type Script } from './script.ts';
import { type Value, written } from './text.ts';

/**
 * Reads the recipes of a makefile, a script for each line, because each has a shell of its own. Its variables are those of the shell
 * where they are written down as they are.
 */
export function makefileScripts(text: string): Script[] {
  const lines = logicalLines(text);
  const variables = new Map(lines.flatMap(assigned));
  return lines.flatMap(({ line, start }): Script[] => {
    if (!line.startsWith('\t')) return [];
    return [{ text: forShell(line), place: (from, to) => ({ start: start + from, end: start + to }), variables }];
  });
}

interface Line {
  line: string;
  start: number;
}

/** A line goes on behind a backslash at its end. */
function logicalLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (let end = text.indexOf('\n'); start < text.length; end = text.indexOf('\n', end + 1)) {
    if (end < 0) return [...lines, { line: text.slice(start), start }];
    if (/\\\r?$/.test(text.slice(Math.max(end - 2, start), end))) continue;
    lines.push({ line: text.slice(start, end), start });
    start = end + 1;
  }
  return lines;
}

const ASSIGNMENT =
  /^(?:export[ \t]{1,20})?([A-Za-z_]\w{0,100})[ \t]{0,20}(?:::?|\?)?=[ \t]{0,20}([^\s$#][^$#\r\n]{0,1000})$/;

function assigned({ line, start }: Line): [string, Value][] {
  const [, name, value] = ASSIGNMENT.exec(line.trimEnd()) ?? [];
  if (name === undefined || value === undefined) return [];
  const at = start + line.indexOf(value, name.length);
  return [[name, written(value, { start: at, end: at + value.length })]];
}

const MAY_BE_VARIABLE =
  /\$\$\(|\$\$\{\w{0,100}\}|\$\$\w{0,100}|\$[({]([A-Za-z_]\w{0,100})[)}]|\$\(shell |\$[@<^?*+|%]/g;

/** The text as the shell gets it, of the same length: what only the shell knows is left open. */
function forShell(line: string): string {
  const recipe = line.replace(/^\t[ \t]{0,100}[@+-]{1,3}/, marks => ' '.repeat(marks.length));
  return recipe.replaceAll(MAY_BE_VARIABLE, (found, name: string | undefined) => {
    if (name !== undefined) return `\${${name}}`;
    if (found === '$(shell ') return '$(      ';
    return found === '$$(' ? ' $(' : FILLED_IN.repeat(found.length);
  });
}
