import { type CommandOutline, type OptionOutline, quoted } from './outline.ts';

export function zshCompletion(commands: readonly CommandOutline[]): string {
  const names = commands.map(({ name, description }) => `    ${quoted(`${name}:${escaped(description)}`)}`);
  const cases = commands.map(({ name, options, choices }) => {
    const rest = choices.length > 0 ? `'1:argument:(${choices.join(' ')})'` : "'*:path:_files'";
    const specifications = [...options.map(specificationOf), rest].map(text => `        ${text}`);
    return `    ${name})\n      _arguments \\\n${specifications.join(' \\\n')}\n      ;;`;
  });
  return `#compdef klaviyo-lint
_klaviyo_lint() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
${cases.join('\n')}
  esac
}
compdef _klaviyo_lint klaviyo-lint
`;
}

/** An option may stand more than once. */
function specificationOf({ flag, description, takesValue, choices }: OptionOutline): string {
  const values = choices.length > 0 ? `(${choices.join(' ')})` : '_files';
  return quoted(`*${flag}[${escaped(description)}]${takesValue ? `:value:${values}` : ''}`);
}

function escaped(text: string): string {
  return text.replaceAll(/[[\]:\\]/g, String.raw`\$&`);
}
