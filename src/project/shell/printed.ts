import type { Command, CommandArgument, ParsedScript } from 'unbash';
import { REST, type Field } from './scope.ts';
import { concatenate, flatten, knownText, type Text, UNKNOWN, type Value } from './text.ts';

type FieldsOf = (argument: CommandArgument) => readonly Field[];

const NOWHERE = { start: 0, end: 0 };

/**
 * What stands for a substitution of a command, where its commands only print their arguments, or encode what they get:
 * `$(printf '%s:%s' "$ID" "$KEY" | base64)`.
 */
export function printedBy({ commands }: ParsedScript, fieldsOf: FieldsOf): Value {
  const [statement, ...others] = commands;
  if (!statement || others.length > 0) return UNKNOWN;
  const { command: node } = statement;
  const [first, ...filters] = node.type === 'Pipeline' ? node.commands : [node];
  if (first.type !== 'Command') return UNKNOWN;
  let value = printed(wordsOf(first, fieldsOf));
  for (const filter of filters) {
    const words = filter.type === 'Command' ? wordsOf(filter, fieldsOf).map(knownText) : [];
    if (isEncoding(words)) value = encoded(value);
    else if (words[0] !== 'tr' || words[1] !== '-d') return UNKNOWN;
  }
  return value;
}

/** The name of a command and its arguments; none where there is more about it, or where their number is not known. */
function wordsOf({ name, args, prefix, redirects }: Command, fieldsOf: FieldsOf): Value[] {
  if (!name || prefix.length > 0 || redirects.length > 0) return [];
  const fields = [name, ...args].flatMap(fieldsOf);
  return fields.includes(REST) ? [] : fields.filter(field => field !== REST);
}

function printed([name, ...args]: readonly Value[]): Value {
  const called = name && knownText(name);
  if (called === 'echo') return echoed(args);
  const [format, ...values] = args;
  return called === 'printf' && format ? formatted(format, values) : UNKNOWN;
}

function echoed(args: readonly Value[]): Value {
  const start = args.findIndex(argument => !/^-[neE]+$/.test(knownText(argument) ?? ''));
  const words = start < 0 ? [] : args.slice(start);
  if (words.some(hasEscape)) return UNKNOWN;
  return concatenate(words.flatMap((word, index) => (index === 0 ? [word] : [[[{ text: ' ', ...NOWHERE }]], word])));
}

/** Of the format only `%s` is understood. */
function formatted(format: Value, values: readonly Value[]): Value {
  const text = knownText(format)?.replace(/\\n$/, '');
  if (text === undefined) return hasEscape(format) || hasPlaceholder(format) ? UNKNOWN : format;
  const parts = text.split('%s');
  if (parts.length === 1 && values.length === 0 && !/[%\\]/.test(text)) return format;
  if (parts.length !== values.length + 1 || parts.some(part => /[%\\]/.test(part))) return UNKNOWN;
  return concatenate(
    parts.flatMap((part, index) => [[part === '' ? [] : [{ text: part, ...NOWHERE }]], values[index] ?? [[]]]),
  );
}

function hasEscape(value: Value): boolean {
  return value.some(text => flatten(text).includes('\\'));
}

function hasPlaceholder(value: Value): boolean {
  return value.some(text => flatten(text).includes('%'));
}

const WRAPPING = /^(?:-|-[wb]\d*|--(?:wrap|break)(?:=\d+)?|\d+)$/;

/** `base64 -w 0` and `openssl base64 -A`, and not the other way round. */
function isEncoding([name, ...args]: readonly (string | undefined)[]): boolean {
  if (name === 'base64') return args.every(argument => argument !== undefined && WRAPPING.test(argument));
  const [first, ...rest] = args;
  const options = first === 'enc' && rest[0] === '-base64' ? rest.slice(1) : rest;
  return (
    name === 'openssl' &&
    (first === 'base64' || (first === 'enc' && rest[0] === '-base64')) &&
    options.every(option => option === '-A')
  );
}

/** One piece for each text, which nobody reads but who asks for what is behind it. */
function encoded(value: Value): Value {
  return value.map((text): Text => {
    const written = text.filter(({ start, end }) => end > start);
    return [{ text: undefined, start: written[0]?.start ?? 0, end: written.at(-1)?.end ?? 0, encodes: text }];
  });
}
