import {
  forEachChild,
  parse,
  type Command,
  type CommandArgument,
  type HereDoc,
  type SyntaxNode,
  type WordPart,
} from 'unbash';
import type { SourceLanguage } from '../discovery/file-kind.ts';
import type { SourceFile } from '../lint/prefilter.ts';
import type { ShellFile } from './read-shell-file.ts';
import { scriptsIn } from './read-requests.ts';
import { FILLED_IN, type Script } from './script.ts';
import { workflowCode } from './workflow-scripts.ts';

/** Code in another text: each of its characters with its place in the file. */
interface Code {
  language: SourceLanguage;
  /** It is the body of an asynchronous function. */
  isBody: boolean;
  signs: { sign: string; at: number }[];
}

type Place = Script['place'];

const RUNTIMES: ReadonlyMap<string, SourceLanguage> = new Map([
  ['node', 'javascript'],
  ['nodejs', 'javascript'],
  ['bun', 'typescript'],
  ['deno', 'typescript'],
  ['tsx', 'typescript'],
  ['ts-node', 'typescript'],
]);
/** Commands that run the one in their arguments. */
const WRAPPERS = new Set(
  ['sudo', 'env', 'time', 'timeout', 'nice', 'nohup', 'command', 'exec', 'npx', 'bunx', 'pnpm', 'yarn'].concat(
    ...['docker', 'docker-compose', 'podman', 'kubectl', 'dotenv', 'doppler', 'op', 'cross-env'],
  ),
);
/** Options whose value is the next argument. */
const TAKES_MODULE = new Set(['-r', '--require', '--import', '--loader', '--conditions', '-C']);
const TAKES_CODE = /^(?:-[a-z]*[ep]|--eval|--print)$/;

/**
 * Takes the code out of commands: that of `node -e '…'` and of `node <<EOF`, and of steps with `actions/github-script`. As in a component,
 * everything else is blank, so that lines and columns are those of the file.
 */
export function embeddedCode({ path, kind, text, hasByteOrderMark }: ShellFile): SourceFile[] {
  return codesIn(kind, text).map(({ language, isBody, signs }, index) => ({
    path,
    name: `${path}?${index}.${language === 'typescript' ? 'ts' : 'js'}`,
    language,
    text: onlyCode(text, signs, isBody),
    hasByteOrderMark,
    isEmbedded: true,
  }));
}

/** What does not parse is left out where the commands are read. */
function codesIn(kind: ShellFile['kind'], text: string): Code[] {
  try {
    const bodies = kind === 'workflow' ? workflowCode(text) : [];
    return [
      ...bodies.map(({ text: code, place }): Code => ({
        language: 'javascript',
        isBody: true,
        signs: signsOf(code, 0, place),
      })),
      ...scriptsIn(kind, text).flatMap(script => codesInNode(parse(script.text), script.place)),
    ];
  } catch {
    return [];
  }
}

function codesInNode(node: SyntaxNode, place: Place): Code[] {
  const found = node.type === 'Command' ? codesInCommand(node, place) : [];
  if ('script' in node && node.script) {
    // In backquotes there are escapes, so that the places are those of another text.
    return node.script.source === undefined ? [...found, ...codesInNode(node.script, place)] : found;
  }
  forEachChild(node, child => void found.push(...codesInNode(child, place)));
  return found;
}

function codesInCommand({ name, args, suffix }: Command, place: Place): Code[] {
  const words = name ? [name, ...args] : [];
  const at = words.findIndex(word => RUNTIMES.has(programIn(word)));
  const isRun = at === 0 || WRAPPERS.has(programIn(words[0]));
  const language = RUNTIMES.get(programIn(words[at]));
  if (!isRun || language === undefined) return [];
  const given = codeAmong(words.slice(at + 1));
  if (given !== 'standard input') return given ? [{ language, isBody: false, signs: signsOfWord(given, place) }] : [];
  return suffix.flatMap((part): Code[] => {
    if (part.type === 'HereDoc') return [{ language, isBody: false, signs: signsOfHereDoc(part, place) }];
    return part.type === 'HereString' && part.target
      ? [{ language, isBody: false, signs: signsOfWord(part.target, place) }]
      : [];
  });
}

/** The argument that is code; nothing where a file is run. */
function codeAmong(args: readonly CommandArgument[]): CommandArgument | 'standard input' | undefined {
  for (const [index, { text }] of args.entries()) {
    if (TAKES_CODE.test(text) || (index === 0 && text === 'eval')) return args[index + 1];
    const isValue = index > 0 && TAKES_MODULE.has(args[index - 1]!.text);
    if (!isValue && !text.startsWith('-')) return undefined;
  }
  return 'standard input';
}

function programIn(word: CommandArgument | undefined): string {
  return word === undefined ? '' : word.text.replace(/^.*\//, '');
}

function signsOfWord(word: CommandArgument, place: Place): Code['signs'] {
  const parts = word.type === 'Word' ? word.parts : undefined;
  return parts ? parts.flatMap(part => signsOfPart(part, place)) : signsOf(word.text, word.pos, place);
}

function signsOfPart(part: WordPart, place: Place): Code['signs'] {
  switch (part.type) {
    case 'SingleQuoted':
      return signsOf(part.value, part.pos + 1, place);
    case 'DoubleQuoted':
      return part.parts.flatMap(inner =>
        inner.type === 'Literal' ? signsOf(unescaped(inner.text), inner.pos, place) : unknownSigns(inner, place),
      );
    case 'Literal':
      return signsOf(unescaped(part.text), part.pos, place);
    default:
      return unknownSigns(part, place);
  }
}

function signsOfHereDoc({ delimiter, body }: HereDoc, place: Place): Code['signs'] {
  if (delimiter?.quoted === true || !body.parts) return signsOf(body.text, body.pos, place);
  return body.parts.flatMap(part => signsOfPart(part, place));
}

/** What the shell fills in stands for a name, so that the rest can be read. */
function unknownSigns({ pos, end }: Pick<WordPart, 'pos' | 'end'>, place: Place): Code['signs'] {
  return signsOf('_'.repeat(end - pos), pos, place);
}

/** A blank for each backslash that the shell takes away. */
function unescaped(text: string): string {
  return text.replaceAll(/\\(["$`\\\n])/g, ' $1');
}

function signsOf(text: string, from: number, place: Place): Code['signs'] {
  return Array.from({ length: text.length }, (_, index) => ({
    sign: text[index] === FILLED_IN ? '_' : text[index]!,
    at: place(from + index, from + index + 1).start,
  }));
}

const OPENING = ';async()=>{';

function onlyCode(text: string, signs: Code['signs'], isBody: boolean): string {
  const file = Array.from({ length: text.length }, (_, index) => (/[\r\n]/.test(text[index]!) ? text[index]! : ' '));
  for (const { sign, at } of signs) if (!/[\r\n]/.test(sign) && file[at] === ' ') file[at] = sign;
  const written = file.join('');
  const start = isBody ? roomBefore(written, signs[0]?.at ?? 0) : -1;
  return start < 0 ? written : `${written.slice(0, start)}${OPENING}${written.slice(start + OPENING.length)}}`;
}

function roomBefore(text: string, end: number): number {
  return text.slice(0, end).lastIndexOf(' '.repeat(OPENING.length));
}
