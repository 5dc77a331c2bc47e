import { curl } from './curl.ts';
import { httpie } from './httpie.ts';
import type { Client } from './request.ts';
import { REST, type Field } from './scope.ts';
import { flatten, type Value } from './text.ts';
import { wget } from './wget.ts';

/** What a command does, as far as it matters here. */
export type Command =
  | { kind: 'client'; name: string; client: Client; args: readonly Field[]; at: Value }
  /** `sh -c '…'`, `eval …`, `trap '…' EXIT` */
  | { kind: 'script'; text: Value };

const CLIENTS = new Map<string, Client>([
  ['curl', curl],
  ['wget', wget],
  ['http', httpie],
  ['https', httpie],
  ['xh', httpie],
  ['xhs', httpie],
]);

/** Commands that run the command in their arguments. */
const WRAPPERS = new Set([
  'sudo',
  'doas',
  'env',
  'time',
  'timeout',
  'nice',
  'nohup',
  'command',
  'exec',
  'builtin',
  'stdbuf',
  'setsid',
  'retry',
  'watch',
  'xargs',
  'parallel',
  'docker',
  'podman',
  'kubectl',
  'ssh',
]);

/** Those that add arguments of their own. */
const ADDS_ARGUMENTS = new Set(['xargs', 'parallel']);

const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh']);

/** Reads a command, also behind others that only run it; undefined if it sends nothing and runs no text. */
export function readCommand(fields: readonly Field[]): Command | undefined {
  const [name = REST, ...args] = fields;
  const called = programIn(name);
  if (called === 'eval') return { kind: 'script', text: joined(args) };
  if (called === 'trap') return scriptIn(args[0]);
  if (called !== undefined && SHELLS.has(called)) return scriptOf(args);
  const client = called === undefined ? undefined : CLIENTS.get(called);
  if (called !== undefined && client && name !== REST) return { kind: 'client', name: called, client, args, at: name };
  return called !== undefined && WRAPPERS.has(called) ? wrapped(called, args) : undefined;
}

function wrapped(wrapper: string, args: readonly Field[]): Command | undefined {
  const at = args.findIndex(field => {
    const name = programIn(field) ?? '';
    return CLIENTS.has(name) || SHELLS.has(name);
  });
  if (at < 0) return undefined;
  return readCommand(ADDS_ARGUMENTS.has(wrapper) ? [...args.slice(at), REST] : args.slice(at));
}

/** `/usr/bin/curl` and the image `curlimages/curl:8` are `curl`. */
function programIn(field: Field): string | undefined {
  const [text, ...others] = field === REST ? [] : field;
  if (!text || others.length > 0) return undefined;
  return /^(?:[^\0]*\/)?([\w.-]+)(?::[\w.-]+)?$/.exec(flatten(text))?.[1];
}

function scriptOf(args: readonly Field[]): Command | undefined {
  const at = args.findIndex(field => field !== REST && /^-[a-z]*c$/.test(flatten(field[0] ?? [])));
  return scriptIn(at < 0 ? undefined : args[at + 1]);
}

function scriptIn(text: Field | undefined): Command | undefined {
  return text === undefined || text === REST ? undefined : { kind: 'script', text };
}

function joined(args: readonly Field[]): Value {
  const texts = args.map(field => (field === REST ? [] : (field[0] ?? [])));
  return [texts.flatMap((text, index) => (index === 0 ? text : [{ text: ' ', start: 0, end: 0 }, ...text]))];
}
