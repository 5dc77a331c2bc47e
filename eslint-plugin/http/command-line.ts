import { flatten, HOLE, type Text, type TextPart } from '../values/value.ts';

/** The words of a command of a shell, each with holes for what is not known. */
export type Words = readonly Text[];

/** What separates commands, and what a shell does with their output. */
const SEPARATORS = new Set(['|', '&', ';', '\n', '(', ')', '<', '>']);

/** A text with the place in it that is read next. */
interface Reading {
  commands: Text[][];
  word: TextPart[] | undefined;
  quote: string;
  isEscaped: boolean;
}

/** Divides a command line as a shell does, without its expansions: a variable of the shell stays as it is written. */
export function commandsIn(line: Text): Words[] {
  const reading: Reading = { commands: [[]], word: undefined, quote: '', isEscaped: false };
  for (const part of line.parts) {
    if ('hole' in part) (reading.word ??= []).push(part);
    else for (const sign of part.text) readSign(sign, part, reading);
  }
  endWord(reading);
  return reading.commands.filter(words => words.length > 0);
}

function readSign(sign: string, { node }: Extract<TextPart, { text: string }>, reading: Reading): void {
  const add = (): unknown => (reading.word ??= []).push({ text: sign, node });
  if (reading.isEscaped) {
    reading.isEscaped = false;
    if (sign !== '\n') add();
  } else if (sign === '\\' && reading.quote !== "'") reading.isEscaped = true;
  else if (reading.quote !== '') {
    if (sign === reading.quote) reading.quote = '';
    else add();
  } else if (sign === '"' || sign === "'") {
    reading.quote = sign;
    reading.word ??= [];
  } else if (SEPARATORS.has(sign)) {
    endWord(reading);
    reading.commands.push([]);
  } else if (/\s/.test(sign)) endWord(reading);
  else add();
}

function endWord(reading: Reading): void {
  if (reading.word) reading.commands.at(-1)?.push({ kind: 'text', parts: inOnePiece(reading.word) });
  reading.word = undefined;
}

/** What stands side by side in the source stays one part. */
function inOnePiece(signs: readonly TextPart[]): TextPart[] {
  const parts: TextPart[] = [];
  for (const sign of signs) {
    const last = parts.at(-1);
    if ('text' in sign && last && 'text' in last && last.node === sign.node)
      parts[parts.length - 1] = { ...last, text: last.text + sign.text };
    else parts.push(sign);
  }
  return parts;
}

/** Commands that run the one in their arguments. */
const WRAPPERS = new Set(['sudo', 'env', 'time', 'timeout', 'nice', 'nohup', 'command', 'exec', 'stdbuf', 'xargs']);
const SHELLS = new Set(['sh', 'bash', 'dash', 'ksh', 'zsh']);

/** The program that a word names: `/usr/bin/curl` is `curl`; undefined where it is not known. */
function programIn(word: Text | undefined): string | undefined {
  return word && /^(?:[^\0]*\/)?([\w.-]+?)(?:\.exe)?$/.exec(flatten(word))?.[1];
}

/** A command with the name of its program, behind those that only run it, and behind assignments. */
export interface Command {
  program: string;
  args: Words;
}

/** The commands that words run: that of a program, or those in the text that a shell is given. */
export function runBy(words: Words): Command[] {
  const command = commandOf(words);
  if (!command || !SHELLS.has(command.program)) return command ? [command] : [];
  const at = command.args.findIndex(word => /^-[a-z]*c$/.test(flatten(word)));
  const text = at < 0 ? undefined : command.args[at + 1];
  const inner = text ? commandsIn(text).map(commandOf) : [];
  return inner.flatMap(each => (each && !SHELLS.has(each.program) ? [each] : []));
}

function commandOf(words: Words): Command | undefined {
  let isWrapped = false;
  for (const [index, word] of words.entries()) {
    if (isWrapped ? !isCommand(word) : isAssignment(word)) continue;
    const program = programIn(word);
    if (program === undefined) return undefined;
    if (!WRAPPERS.has(program)) return { program, args: words.slice(index + 1) };
    isWrapped = true;
  }
  return undefined;
}

function isAssignment(word: Text): boolean {
  return /^\w+=/.test(flatten(word));
}

/** Neither an option of the wrapper, nor its number, nor an assignment. */
function isCommand(word: Text): boolean {
  return !/^(?:-|\d|\w+=)/.test(flatten(word));
}

/** Splits `Name: value`; undefined where no name is known. */
export function namedValue(word: Text): { name: string; value: Text } | undefined {
  const [name] = /^[^:\0]*(?=:)/.exec(flatten(word)) ?? [];
  return name === undefined ? undefined : { name: name.trim(), value: from(word, name.length + 1) };
}

/** The rest of a text, without blanks before it; a hole counts as one sign. */
export function from({ kind, parts }: Text, start: number): Text {
  let left = start;
  const rest = parts.flatMap((part): TextPart[] => {
    const length = 'text' in part ? part.text.length : HOLE.length;
    const skipped = Math.min(left, length);
    left -= skipped;
    if (skipped === length) return [];
    return ['text' in part ? { ...part, text: part.text.slice(skipped) } : part];
  });
  const [first, ...more] = rest;
  return { kind, parts: first && 'text' in first ? [{ ...first, text: first.text.trimStart() }, ...more] : rest };
}
