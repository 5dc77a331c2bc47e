import { type CommandOutline, type OptionOutline } from './outline.ts';

export function fishCompletion(commands: readonly CommandOutline[]): string {
  const lines = commands.flatMap(({ name, description, options, choices }) => [
    `complete -c klaviyo-lint -f -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...(choices.length > 0 ? [`${behind(name)} -f -a ${quoted(choices.join(' '))}`] : []),
    ...options.map(option => `${behind(name)} ${valuesOf(option)} -d ${quoted(option.description)}`),
  ]);
  return `${lines.join('\n')}\n`;
}

function behind(name: string): string {
  return `complete -c klaviyo-lint -n '__fish_seen_subcommand_from ${name}'`;
}

function valuesOf({ flag, takesValue, choices }: OptionOutline): string {
  const name = flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`;
  if (choices.length > 0) return `${name} -x -a ${quoted(choices.join(' '))}`;
  return takesValue ? `${name} -r` : name;
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
