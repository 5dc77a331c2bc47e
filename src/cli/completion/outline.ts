import type { Command } from 'commander';

/** What can be typed behind the name of the program. */
export interface CommandOutline {
  name: string;
  description: string;
  options: OptionOutline[];
  /** What its argument may be; empty where that is a path. */
  choices: readonly string[];
}

export interface OptionOutline {
  /** With its dashes. */
  flag: string;
  description: string;
  takesValue: boolean;
  /** What the value may be; empty where that is a path, or anything. */
  choices: readonly string[];
}

/** Reads what the parser of the command line knows, so that a completion knows the same. */
export function outlineOf(program: Command): CommandOutline[] {
  return program.commands.map(command => ({
    name: command.name(),
    description: command.description(),
    choices: command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
    options: command.options.map(({ long, short, description, required, optional, argChoices = [] }) => ({
      flag: long ?? short ?? '',
      description,
      takesValue: required || optional,
      choices: argChoices,
    })),
  }));
}

/** A text as one word of a shell that knows POSIX' quotation marks. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
