/**
 * What a GitHub runner makes of the output of a step, after `ActionCommand.cs`, `ActionCommandManager.cs` and
 * `ExecutionContext.cs` of actions/runner (read 2026-11-20). Written to judge our output, so it shares no code with it.
 */
export interface RunnerCommand {
  name: string;
  properties: Record<string, string>;
  data: string;
}

const REGISTERED = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/** .NET's `char.IsWhiteSpace`, which differs from JavaScript's `\s` in U+0085 and U+FEFF. */
const LEADING_WHITE_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

const DATA_ESCAPES: [string, string][] = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];
const PROPERTY_ESCAPES: [string, string][] = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
];

/** All commands in an output, in order; those between `stop-commands` and its token are not commands. */
export function commandsIn(output: string): RunnerCommand[] {
  const commands: RunnerCommand[] = [];
  let token: string | undefined;
  for (const line of output.split(/\r\n|\r|\n/)) {
    const command = doubleColonCommand(line, token) ?? bracketCommand(line, token);
    if (command === undefined) continue;
    if (token !== undefined) token = undefined;
    else if (command.name === 'stop-commands') token = command.data;
    commands.push(command);
  }
  return commands;
}

/** The annotations of one step that GitHub keeps, and how many it drops. */
export function annotationsIn(output: string): { kept: RunnerCommand[]; lost: number } {
  const issued = commandsIn(output).filter(({ name }) => ['error', 'warning', 'notice'].includes(name));
  const kept = issued.filter(
    (command, index) => issued.slice(0, index).filter(({ name }) => name === command.name).length < 10,
  );
  return { kept, lost: issued.length - kept.length };
}

function doubleColonCommand(line: string, token: string | undefined): RunnerCommand | undefined {
  const text = line.replace(LEADING_WHITE_SPACE, '');
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
  if (end === -1) return undefined;
  const command = named(text.slice(2, end), token);
  return command && { ...command, data: unescaped(text.slice(end + 2), DATA_ESCAPES) };
}

function bracketCommand(line: string, token: string | undefined): RunnerCommand | undefined {
  const start = line.indexOf('##[');
  const end = start === -1 ? -1 : line.indexOf(']', start);
  if (end === -1) return undefined;
  const command = named(line.slice(start + 3, end), token);
  return command && { ...command, data: line.slice(end + 1) };
}

function named(info: string, token: string | undefined): Omit<RunnerCommand, 'data'> | undefined {
  const [name = '', ...rest] = info.split(' ');
  const known = token === undefined ? REGISTERED.has(name.toLowerCase()) : name === token;
  if (!known) return undefined;
  return { name: name.toLowerCase(), properties: propertiesOf(rest.join(' ').trim()) };
}

function propertiesOf(text: string): Record<string, string> {
  const pairs = text.split(',').filter(pair => pair.includes('='));
  return Object.fromEntries(
    pairs.map(pair => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), unescaped(pair.slice(at + 1), PROPERTY_ESCAPES)];
    }),
  );
}

function unescaped(text: string, escapes: readonly [string, string][]): string {
  return escapes.reduce((result, [escape, character]) => result.replaceAll(escape, character), text);
}
