import { type Dockerfile, DockerfileParser, type Instruction, JSONInstruction, Onbuild } from 'dockerfile-ast';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { align } from './alignment.ts';
import { variablesAfter } from './run-script.ts';
import type { Script } from './script.ts';
import type { Span } from './text.ts';

const MOST_VARIABLES = 500;

/** Reads the `RUN` instructions of a Dockerfile, each with the `ARG` and `ENV` before it; none of one for Windows. */
export function dockerfileScripts(text: string): Script[] {
  const dockerfile = DockerfileParser.parse(text);
  if (dockerfile.getEscapeCharacter() !== '\\') return [];
  const document = TextDocument.create('', 'dockerfile', 0, text);
  const scripts: Script[] = [];
  let variables: Script['variables'] = new Map();
  for (const instruction of posixInstructions(dockerfile)) {
    const script = scriptOf(instruction, document, variables);
    if (script && instruction.getKeyword() === 'RUN') scripts.push(script);
    else if (script && variables.size < MOST_VARIABLES) variables = variablesAfter(script);
  }
  return scripts;
}

/** What a shell of the POSIX family reads or is given: without the stages in which `SHELL` chooses another one. */
function posixInstructions(dockerfile: Dockerfile): Instruction[] {
  let isPosix = true;
  return dockerfile
    .getInstructions()
    .map(triggered)
    .filter(instruction => {
      const keyword = instruction.getKeyword();
      if (keyword === 'FROM') isPosix = true;
      if (keyword === 'SHELL') isPosix = /sh"/.test(instruction.getArgumentsContent() ?? '');
      return isPosix && ['RUN', 'ARG', 'ENV'].includes(keyword);
    });
}

function triggered(instruction: Instruction): Instruction {
  return (instruction instanceof Onbuild && instruction.getTriggerInstruction()) || instruction;
}

/** The arguments of an instruction are a script, those of `ARG` and `ENV` too: assignments. */
function scriptOf(
  instruction: Instruction,
  document: TextDocument,
  variables: Script['variables'],
): Script | undefined {
  const range = instruction.getArgumentsRange();
  const raw = instruction.getRawArgumentsContent();
  if (!range || raw === null) return undefined;
  const start = document.offsetAt(range.start);
  const words =
    instruction instanceof JSONInstruction && raw.startsWith('[')
      ? instruction.getJSONStrings().map(word => word.getJSONValue())
      : [];
  if (words.length > 0)
    return { text: words.map(quoted).join(' '), place: () => ({ start, end: start + raw.length }), variables };
  return { ...shellText(raw, start), variables };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function shellText(raw: string, start: number): Pick<Script, 'text' | 'place'> {
  const heredoc = /^<<-?\s*(["']?)([\w.-]{1,100})(?![\w.-])\1[^\n]*\n/.exec(raw);
  const source = raw.includes('<<') ? raw : withoutComments(raw);
  const from = heredoc ? heredoc[0].length : 0;
  const text = source.slice(from).replaceAll('\r\n', '\n');
  const place = align(text, source, from);
  return {
    text: heredoc ? text.replace(new RegExp(String.raw`\n\t*${heredoc[2]}\s*$`), '\n') : text,
    place: (first, last) => shifted(place(first, last), start),
  };
}

function shifted(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** Between the lines of an instruction, comments and blank lines are left out, with their ends. */
function withoutComments(raw: string): string {
  return raw.replaceAll(/(?<=\n)[ \t]*(?:#[^\n]*)?\n/g, line => ' '.repeat(line.length));
}
