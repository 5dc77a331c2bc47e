import type { TSESTree } from '@typescript-eslint/utils';
import {
  alternativesOf,
  flatten,
  type Lazy,
  type Text,
  textFrom,
  textsOf,
  UNKNOWN,
  type Value,
} from '../../values/value.ts';
import { type ClientModel, configuration, type RequestDraft } from '../client-model.ts';
import { option } from '../options.ts';
import { type Command, commandsIn, from, namedValue, runBy, type Words } from '../command-line.ts';

/** How a program takes what matters here. */
interface Syntax {
  /** Short options with a value. */
  short: string;
  /** Long options with a value, which may be another address. */
  long: ReadonlySet<string>;
  verb: readonly string[];
  /** Options after which the program sends a body. */
  body: RegExp;
  header: readonly string[];
  /** Options behind which there may be more of everything. */
  open: readonly string[];
}

/** Sources: the manual pages of curl 8.15 and GNU Wget 1.25; read 2026-11-20. */
const SYNTAX: Readonly<Record<string, Syntax>> = {
  curl: {
    short: 'AbcCdDeEFHKmoPQrtTuUwxXyYz',
    long: new Set(
      `cacert cert connect-timeout connect-to cookie cookie-jar data data-ascii data-binary data-raw data-urlencode doh-url dump-header
      form form-string header interface json key max-time noproxy oauth2-bearer output output-dir preproxy proxy proxy-header
      proxy-user referer request resolve retry retry-delay retry-max-time stderr upload-file url-query user user-agent
      write-out config limit-rate max-redirs range`
        .split(/\s+/)
        .map(name => `--${name}`),
    ),
    verb: ['-X', '--request'],
    body: /^(?:-[dFT]|--data(?:-ascii|-binary|-raw|-urlencode)?|--json|--form(?:-string)?)$/,
    header: ['-H', '--header'],
    open: ['-K', '--config', '-u', '--user', '--oauth2-bearer'],
  },
  wget: {
    short: 'aoeiBtOTwQPUDIXlAR',
    long: new Set([
      '--output-document',
      '--header',
      '--method',
      '--post-data',
      '--post-file',
      '--body-data',
      '--referer',
    ]),
    verb: ['--method'],
    body: /^--post-(?:data|file)$/,
    header: ['--header'],
    open: ['--config', '-i', '--input-file', '--user', '--password'],
  },
};

interface Option {
  name: string;
  value: Text | undefined;
}

/** `exec('curl …')`, `spawn('curl', […])` and what packages make of them: the requests of the commands that they run. */
export const commands: ClientModel = {
  sources: [
    ...['exec', 'execSync', 'spawn', 'spawnSync', 'execFile', 'execFileSync'].map(name => `child_process#${name}`),
    ...['execa', 'execaSync', 'execaCommand', 'execaCommandSync', 'command', 'commandSync'].map(
      name => `execa#${name}`,
    ),
    ...['', '#sync', '#spawn'].map(name => `cross-spawn${name}`),
    ...['exec', 'getExecOutput'].map(name => `@actions/exec#${name}`),
    'execa',
    'shelljs',
    '#Bun.spawn',
    '#Bun.spawnSync',
  ],
  draft: ({ client: { name }, method, args, node }) =>
    ['', 'sync', 'command', 'commandSync', 'exec'].includes(method)
      ? requestsOf(wordsIn(args), node).map(draft => ({ ...draft, isBlocking: SYNC.test(`${name} ${method}`) }))
      : undefined,
};

/** A function whose name says that it waits for the end of the command: `execSync`, `spawn.sync`. */
const SYNC = /sync(?: |$)/i;

/** `new Deno.Command('curl', { args: […] }).output()`. */
export const denoCommand: ClientModel = {
  sources: ['#Deno.Command'],
  draft: ({ client: { defaults }, method, node }) =>
    ['output', 'outputSync', 'spawn'].includes(method)
      ? requestsOf(wordsIn([defaults[0] ?? UNKNOWN, option(defaults[1], ['args']) ?? UNKNOWN]), node).map(draft => ({
          ...draft,
          isBlocking: SYNC.test(method),
        }))
      : undefined,
};

/** The packages and globals whose `$` runs the command in a template. Sources: the documentation of zx, execa and Bun; read 2026-11-22. */
const SHELLS_OF_TEMPLATES = new Set(['zx', 'execa', 'bun', 'zx/core', '@webpod/ps', 'dax', 'dax-sh']);
const NAMES = new Set(['$', '$sync', 'execa', 'execaSync']);

/** The requests of the command in a template: `await $`curl …``, also with options before it. */
export function requestsOfTemplate(tag: Value, texts: readonly Text[], node: TSESTree.Node): RequestDraft[] {
  const isShell = alternativesOf(tag).some(choice => {
    const callee = choice.kind === 'externalCall' ? choice.callee : choice;
    if (callee.kind !== 'external') return false;
    const [name = ''] = callee.path[0] === 'default' ? callee.path.slice(1) : callee.path;
    // Scripts of zx have it without an import.
    return callee.module === undefined ? name === '$' : SHELLS_OF_TEMPLATES.has(callee.module) && NAMES.has(name);
  });
  return isShell ? requestsOf(texts.flatMap(commandsIn), node) : [];
}

function requestsOf(commandLines: readonly Words[], node: TSESTree.Node): RequestDraft[] {
  return commandLines.flatMap(words => runBy(words).flatMap(command => requestsBy(command, node)));
}

/** The words of each command: those of a line, and the arguments beside it. */
function wordsIn([line, list]: readonly Value[]): Words[] {
  const words = line?.kind === 'object' ? option(line, ['cmd']) : line;
  if (words?.kind === 'array') return [words.elements.map(wordOf)];
  const more = list?.kind === 'array' ? list.elements.map(wordOf) : [];
  return (line ? textsOf(line) : []).flatMap(text => {
    const found = commandsIn(text);
    return more.length === 0 || found.length > 1 ? found : found.map(words => [...words, ...more]);
  });
}

function wordOf(read: Lazy): Text {
  return textsOf(read())[0] ?? textsOf(UNKNOWN)[0]!;
}

function requestsBy({ program, args }: Command, node: TSESTree.Node): RequestDraft[] {
  const syntax = SYNTAX[program];
  if (!syntax) return [];
  const { options, operands } = readArguments(args, syntax);
  const valuesOf = (names: readonly string[]): Text[] =>
    options.flatMap(({ name, value }) => (names.includes(name) && value ? [value] : []));
  const names = options.map(({ name }) => name);
  const headers = valuesOf(syntax.header).map(namedValue);
  const isOpen = headers.includes(undefined) || names.some(name => syntax.open.includes(name));
  const entries = headers.flatMap((header): [string, Lazy][] => (header ? [[header.name, () => header.value]] : []));
  const verb = valuesOf(syntax.verb).at(-1) ?? textFrom(verbFor(names, syntax), node);
  return [...operands, ...valuesOf(['--url'])].map(url => ({
    verb,
    url,
    options: configuration({ headers: () => configuration(Object.fromEntries(entries)) }),
    ...(isOpen && { isOpen }),
  }));
}

function verbFor(names: readonly string[], { body }: Syntax): string {
  if (names.some(name => name === '-I' || name === '--head')) return 'HEAD';
  if (names.some(name => name === '-G' || name === '--get')) return 'GET';
  return names.some(name => body.test(name)) ? 'POST' : 'GET';
}

function readArguments(args: Words, { short, long }: Syntax): { options: Option[]; operands: Text[] } {
  const options: Option[] = [];
  const operands: Text[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index]!;
    const flat = flatten(word);
    const [assigned] = /^--[\w-]+(?==)/.exec(flat) ?? [];
    if (!flat.startsWith('-')) operands.push(word);
    else if (assigned !== undefined) options.push({ name: assigned, value: from(word, assigned.length + 1) });
    else if (flat.startsWith('--')) {
      const isValued = long.has(flat) || flat === '--url';
      options.push({ name: flat, value: isValued ? args[(index += 1)] : undefined });
    } else {
      const at = Array.from(flat).findIndex((letter, place) => place > 0 && short.includes(letter));
      for (const letter of flat.slice(1, at < 0 ? undefined : at))
        options.push({ name: `-${letter}`, value: undefined });
      if (at < 0) continue;
      const isApart = at + 1 === flat.length;
      options.push({ name: `-${flat[at]!}`, value: isApart ? args[(index += 1)] : from(word, at + 1) });
    }
  }
  return { options, operands };
}
