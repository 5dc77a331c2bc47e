import type { Evidence } from '../model/checklist.ts';
import type { CodeOutline, DataEntry, DataFile, EvidenceFacts, TextFile } from '../model/evidence-facts.ts';

/** Packages whose import is a sign, by name, and what that sign means. */
export interface PackageSigns {
  pattern: RegExp;
  /** The end of a sentence that begins with the package. */
  says: string;
}

/** Finds imports of packages in code that has to do with the vendor. */
export function* importedPackages({ code }: EvidenceFacts, { pattern, says }: PackageSigns): Iterable<Evidence> {
  for (const { path, imports } of code.filter(({ isNear }) => isNear))
    for (const { specifier, line, isTypeOnly } of imports)
      if (!isTypeOnly && pattern.test(specifier)) yield { message: `'${specifier}' ${says}.`, path, line };
}

/** Finds calls and constructions in code that has to do with the vendor. */
export function* callsOf(
  { code }: EvidenceFacts,
  pattern: RegExp,
  says: (callee: string) => string,
): Iterable<Evidence> {
  for (const { path, calls } of code.filter(({ isNear }) => isNear))
    for (const { callee, line } of calls) if (pattern.test(callee)) yield { message: says(callee), path, line };
}

/** A value in a file of data, with its file. */
export interface PlacedEntry extends DataEntry {
  path: string;
}

/** Every value in the files of data that are meant. */
export function* entriesIn(
  files: readonly DataFile[],
  isMeant = (_path: string): boolean => true,
): Iterable<PlacedEntry> {
  for (const { path, entries } of files) if (isMeant(path)) for (const entry of entries) yield { ...entry, path };
}

/** A command, with the place where it begins. */
interface Command {
  path: string;
  line: number;
  text: string;
}

/** Each command in workflows, pipelines, scripts and manifests, without comments; one that spans several lines is one. */
export function* commandsIn({ data, texts }: EvidenceFacts): Iterable<Command> {
  for (const { path, keys, value, line } of entriesIn(data)) {
    const isManifest = /(?:^|\/)package\.json$/.test(path);
    if (isManifest ? keys[0] !== 'scripts' : !COMMAND_KEYS.has(keys.findLast(key => !/^\d+$/.test(key)) ?? ''))
      continue;
    yield* continued(value.split('\n').map((text, index) => ({ path, line: line + index, text })));
  }
  for (const { path, lines } of texts.filter(isScript)) yield* continued(lines.map(each => ({ path, ...each })));
}

/** Joins what a backslash at the end of a line continues. A comment ends it, as in a shell. */
function* continued(lines: readonly Command[]): Iterable<Command> {
  let open: (Command & { last: number }) | undefined;
  for (const { path, line, text } of lines) {
    if (open && line !== open.last + 1) {
      yield open;
      open = undefined;
    }
    const part = withoutComment(text);
    const isContinued = part === text && CONTINUATION.test(text);
    const begun: Command = open ?? { path, line, text: '' };
    const command = { ...begun, text: begun.text + (isContinued ? text.replace(/\\\r?$/, ' ') : part) };
    open = isContinued ? { ...command, last: line } : undefined;
    if (!isContinued && command.text.trim() !== '') yield command;
  }
  if (open) yield open;
}

const CONTINUATION = /(?<!\\)(?:\\\\)*\\\r?$/;

/** Without what follows a `#` that begins a word outside of quotes. */
function withoutComment(text: string): string {
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === "'" || sign === '"') quote = sign;
    else if (sign === '#' && /^\s?$/.test(text.charAt(index - 1))) return text.slice(0, index);
  }
  return text;
}

/** Under these names files of data have commands of a shell. */
const COMMAND_KEYS = new Set([
  'run',
  'script',
  'before_script',
  'after_script',
  'command',
  'commands',
  'cmd',
  'cmds',
  'bash',
  'args',
]);

function isScript({ path }: TextFile): boolean {
  return !/\.(?:html?|liquid|vue|svelte|astro|mdx|ejs|hbs|njk|twig)$/i.test(path);
}

/** Returns whether a file is a workflow of GitHub. */
export function isWorkflow(path: string): boolean {
  return /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
}

/** The last name that leads to a value, indices left out. */
export function lastKey({ keys }: DataEntry): string {
  return keys.findLast(key => !/^\d+$/.test(key)) ?? '';
}

/** The code that has to do with the vendor. */
export function nearCode({ code }: EvidenceFacts): CodeOutline[] {
  return code.filter(({ isNear }) => isNear);
}

/** Returns whether a name holds some words one after another, in any case; what is longer than a name can be holds none. */
export function hasInOrder(name: string, words: readonly string[]): boolean {
  if (name.length > LONGEST_NAME) return false;
  const upper = name.toUpperCase();
  let from = 0;
  for (const word of words) {
    const at = upper.indexOf(word, from);
    if (at === -1) return false;
    from = at + word.length;
  }
  return true;
}

const LONGEST_NAME = 300;
