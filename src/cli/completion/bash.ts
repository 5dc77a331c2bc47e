import type { CommandOutline } from './outline.ts';
import { quoted } from './outline.ts';

/** Where the answer is empty, bash completes names of files. */
export function bashCompletion(commands: readonly CommandOutline[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ flag, choices }) => `    ${quoted(`${name} ${flag}`)}) words=${quoted(choices.join(' '))} ;;`),
  );
  const words = commands.map(({ name, options, choices }) => {
    const flags = options.map(({ flag }) => flag).join(' ');
    return `        ${name}) if [[ $word == -* ]]; then words=${quoted(flags)}; else words=${quoted(choices.join(' '))}; fi ;;`;
  });
  return `_klaviyo_lint() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" words=''
  case "\${COMP_WORDS[1]} $before" in
${values.join('\n')}
    *)
      if ((COMP_CWORD == 1)); then words=${quoted(commands.map(({ name }) => name).join(' '))}; else
        case "\${COMP_WORDS[1]}" in
${words.join('\n')}
        esac
      fi
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _klaviyo_lint klaviyo-lint
`;
}
