import { REST, type Field } from './scope.ts';
import { flatten, slice, type Value } from './text.ts';

/** Which options of a command take a value. */
export interface OptionSyntax {
  /** Letters of the short ones. */
  short: string;
  /** Names of the long ones whose value may be the next argument. */
  long: ReadonlySet<string>;
}

export interface Options {
  /** In order, named as `-X` or `--request`; without a value if it takes none, or if it is not known. */
  options: [name: string, value: Value | undefined][];
  operands: Value[];
  /** There may be more of both. */
  isOpen: boolean;
}

/** Reads the arguments of a command: `-sXPOST`, `-X POST`, `--request POST`, `--request=POST`, and after `--` operands only. */
export function readOptions(args: readonly Field[], syntax: OptionSyntax): Options {
  const end = args.findIndex(field => field !== REST && firstText(field) === '--');
  const read: Options = { options: [], operands: [], isOpen: false };
  for (let index = 0; index < args.length; index += 1) {
    const field = args[index]!;
    const isOperand = end >= 0 && index > end;
    const { options, takesNext } = field === REST || isOperand ? NO_OPTIONS : optionsIn(field, syntax, args[index + 1]);
    // An unknown number of arguments is taken for one where an option wants a value.
    if (field === REST) read.isOpen = true;
    else if (options.length === 0 && index !== end) read.operands.push(field);
    read.options.push(...options);
    if (takesNext) index += 1;
  }
  return read;
}

interface ReadOptions {
  options: Options['options'];
  takesNext: boolean;
}

const NO_OPTIONS: ReadOptions = { options: [], takesNext: false };

function firstText([text]: Value): string {
  return text ? flatten(text) : '';
}

function optionsIn(field: Value, { short, long }: OptionSyntax, next: Field | undefined): ReadOptions {
  const text = firstText(field);
  if (!/^-[^\0]/.test(text) || text === '--') return NO_OPTIONS;
  if (!text.startsWith('--')) return shortOptions(field, text, short, next);
  const separator = text.indexOf('=');
  if (separator >= 0) return { options: [[text.slice(0, separator), behind(field, separator + 1)]], takesNext: false };
  const takesNext = long.has(text.slice(2));
  return { options: [[text, takesNext ? known(next) : undefined]], takesNext };
}

/** A value follows its letter, or is the next argument. */
function shortOptions(field: Value, text: string, withValue: string, next: Field | undefined): ReadOptions {
  const at = text.slice(1).search(new RegExp(`[${withValue}]`)) + 1;
  const flags = Array.from(
    text.slice(1, at === 0 ? undefined : at).matchAll(/[^]/g),
    ([letter]): Options['options'][number] => [`-${letter}`, undefined],
  );
  if (at === 0) return { options: flags, takesNext: false };
  const isGlued = text.length > at + 1;
  return { options: [...flags, [`-${text[at]}`, isGlued ? behind(field, at + 1) : known(next)]], takesNext: !isGlued };
}

function known(field: Field | undefined): Value | undefined {
  return field === REST ? undefined : field;
}

function behind(value: Value, from: number): Value {
  return value.map(text => slice(text, from));
}
